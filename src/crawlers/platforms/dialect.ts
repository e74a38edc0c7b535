import type { CheerioAPI } from 'cheerio/slim';

/** A decoded response as a dialect sees it: pure data, no network behind it. */
export interface Page {
  /** Final address, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  /** That the body was decoded from: what browsers send the query of its links in. */
  readonly charset: string;
  /** The decoded body: HTML, JSON, XML or JSONP. */
  readonly text: string;
  /** The code of scripts that the page loads, as far as it was fetched. */
  readonly scripts: string;
  /** The body parsed as HTML, on first use. */
  readonly $: CheerioAPI;
}

/** How sure a dialect is that a page is its own: 0 to 1, and what it saw (for `probe` and `doctor`). */
export interface Detection {
  readonly confidence: number;
  readonly evidence: readonly string[];
}

/** A request that a dialect wants made. `state` comes back with the answer; it must survive JSON. */
export interface ListRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | undefined;
  /** Body of a POST, and its type. */
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
  /** Further headers (Referer, X-Requested-With). */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** 1-based number of the list page. */
  readonly page: number;
  readonly state?: DialectState | undefined;
  /**
   * A guess: kept only where it proves right (200, items, at least one new address, paths like those of the first page). Where it does
   * not, the next alternative is tried.
   */
  readonly alternatives?: readonly ListRequest[] | undefined;
  readonly tentative?: boolean | undefined;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type DialectState = { readonly [key: string]: Json };

/** One row of a list page. All rows are given, whatever their title: the crawler decides what is a report. */
export interface ListItem {
  readonly url: string;
  /** The full title: the `title` attribute where the link text is cut off. */
  readonly title: string;
  /** `YYYY-MM-DD`, where printed. */
  readonly date?: string;
  /** The publishing organ, where the list prints or sends it. */
  readonly organ?: string;
  /** Files that the list itself names (APIs that send attachments with the row). */
  readonly attachments?: readonly Attachment[];
}

export interface Attachment {
  readonly url: string;
  readonly name: string;
  /** The body of the form that a click sends by POST; absent: a plain GET. */
  readonly form?: string;
}

/** A link to a further channel: a department's, a street's, a year's. */
export interface SubChannel {
  readonly url: string;
  readonly title: string;
}

export interface Listing {
  readonly items: readonly ListItem[];
  /** The page(s) that follow, in order; usually one. Empty: this was the last. */
  readonly next: readonly ListRequest[];
  readonly channels: readonly SubChannel[];
  /** The total that the page itself claims (共 N 条, count, total), to be reconciled with the rows read. */
  readonly announcedItems?: number;
  readonly announcedPages?: number;
}

/** What a detail page says about itself, outside the report's text. */
export interface Detail {
  readonly title?: string;
  readonly organ?: string;
  readonly date?: string;
  /** Where the date stands: a list's date is trusted less than `header`, more than `url` and `meta`. */
  readonly dateFrom?: 'header' | 'url' | 'meta';
  readonly indexNumber?: string;
  /** CSS selector of the element that holds the report without the page's frame. */
  readonly body?: string | undefined;
  readonly attachments: readonly Attachment[];
  /** An address in an iframe, a script or a redirect shell where the content really is. */
  readonly embedded: readonly string[];
}

/** What the crawler knows when it hands a page to a dialect. */
export interface ListContext {
  /** The channel's configured address. */
  readonly channel: string;
  /** The request that this page answers. */
  readonly request: ListRequest;
}

/**
 * One family of portals: pure functions from a page to what is on it. No network, no clock, no configuration.
 * A new family is one file here, one line in `index.ts`, and a folder of fixture pages under test/fixtures/platforms/.
 */
export interface Dialect {
  /** Key for configs and the database, e.g. `trs`. */
  readonly key: string;
  /** Name for people, e.g. `TRS WCM (static pages)`. */
  readonly name: string;
  detect(page: Page): Detection | null;
  list(page: Page, context: ListContext): Listing;
  detail(page: Page): Detail;
  /** The files that an answer names which is no page but what a page's script asks for; null where it is none of the family's. */
  files?(answer: Page): readonly Attachment[] | null;
}
