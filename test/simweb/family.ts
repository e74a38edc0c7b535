import type { Article } from './corpus.ts';
import type { Reply, SimRequest } from './server.ts';

/** One portal system: what its site answers, given the channel's content. Paths only; the host is the server's. */
export interface SimFamily {
  /** What tells it from the others, e.g. `jpage (record numbers)`. */
  readonly name: string;
  /** The dialect that is to recognise it. */
  readonly dialect: string;
  /** What is peculiar about this server, for the table. */
  readonly trap: string;
  readonly charset?: { readonly bytes: 'utf8' | 'gbk'; readonly label: string | null };
  readonly reports?: number;
  /** Every n-th report is published as a file; 0 for none. */
  readonly fileEvery?: number;
  /** Reports that the portal lists and does not have: a crawl must say so. */
  readonly isLost?: (article: Article) => boolean;
  /** It is read whole by a browser only. */
  readonly browser?: boolean;
  site(articles: readonly Article[]): Site;
}

export interface Site {
  /** Path (and query, and fragment) of the channel of annual reports. */
  readonly channel: string;
  /** The fewest requests in which the list can be read whole, the channel's page included. */
  readonly lists: number;
  pathOf(article: Article): string;
  /** The paths asked for a published file: its own, and that of a redirect in front of it. None for articles without one. */
  filesOf(article: Article): readonly string[];
  /** Null: there is nothing at this address. */
  answer(request: SimRequest): Reply | null;
}

/** Pages of a list, `size` rows each. */
export function pagesOf(articles: readonly Article[], size: number): Article[][] {
  const pages: Article[][] = [];
  for (let from = 0; from < articles.length; from += size) pages.push(articles.slice(from, from + size));
  return pages;
}

export const hasFile = (article: Article): boolean => article.form !== 'page';

export const json = (value: unknown, type = 'application/json'): Reply => ({ type, body: JSON.stringify(value) });
export const html = (body: string): Reply => ({ body });
export const pdf = (article: Article, headers: Readonly<Record<string, string>> = {}): Reply => ({
  type: 'application/pdf',
  headers,
  body: article.pdf(),
});

/** 32 hexadecimal digits, the same for the same number. */
export function hex32(number: number): string {
  let text = '';
  for (let part = 0; part < 4; part++)
    text += (((number + 1) * 2654435761 + part * 40503 * (number + 7)) >>> 0).toString(16).padStart(8, '0');
  return text;
}

export function uuid(number: number): string {
  const digits = hex32(number);
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-');
}

/** The article whose path this is. */
export function find(
  articles: readonly Article[],
  path: string,
  pathOf: (article: Article) => string,
): Article | undefined {
  return articles.find((article) => pathOf(article).replace(/[?#].*$/, '') === path);
}
