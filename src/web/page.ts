import type { Store } from '../store/store.ts';
import type { Links } from './address/links.ts';
import type { Kept } from './kept.ts';
import type { Sources } from './source/sources.ts';
import type { Html } from './view/html.ts';
import type { Language, Words } from './words/words.ts';

/** What a page is made from. */
export interface Asked {
  readonly store: Store;
  readonly sources: Sources;
  readonly kept: Kept;
  readonly language: Language;
  readonly words: Words;
  readonly links: Links;
  /** As in the address, without the language's mark and `.json`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** A page: what JSON gives, and how it looks. */
export interface View {
  readonly title: string;
  /** The main heading's place in the navigation. */
  readonly room?: keyof Words['nav'];
  /** What the address with `.json` gives. */
  readonly data: unknown;
  readonly body: () => Html | Promise<Html>;
  readonly status?: 200 | 300 | 400 | 404 | 503;
}

/** There is no such thing. Told with what there is instead. */
export class NotFound extends Error {}
