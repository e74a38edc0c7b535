import type { Store } from '../store/store.ts';
import type { Links } from './address/links.ts';
import type { Kept } from './kept.ts';
import type { Sources } from './source/sources.ts';
import type { Html } from './view/html.ts';
import type { Language, Words } from './words/words.ts';

/** What several machines are doing, as `nianbao shards status --json` tells it. */
export interface SharedWork {
  readonly shards: readonly {
    readonly shard: string;
    readonly state: string;
    readonly worker: string | null;
    readonly since: string | null;
    readonly portals: number;
    readonly left_requests: number | null;
    readonly left_documents: number | null;
    readonly failed_requests: number | null;
    readonly message: string | null;
  }[];
  readonly workers: readonly {
    readonly worker: string;
    readonly kind: 'crawl' | 'read';
    readonly shard: string | null;
    readonly portal: string | null;
    readonly requests: number;
    readonly documents: number;
    readonly silent_s: number;
  }[];
}

/** What a page is made from. */
export interface Asked {
  readonly store: Store;
  readonly sources: Sources;
  /** Null: one machine does all. */
  readonly sharedWork: (() => Promise<SharedWork>) | null;
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
