import { z } from 'zod';
import type { DialectState, ListRequest } from '../platforms/dialect.ts';

export type RequestKind = 'channel' | 'list' | 'detail' | 'attachment';

/** Lists and their first pages; all others are documents, or pages that lead to some. */
export const isList = (kind: RequestKind): boolean => kind === 'channel' || kind === 'list';

/** How it is sent; empty: a plain GET. */
const http = z.strictObject({
  method: z.enum(['GET', 'POST']).optional(),
  body: z.string().optional(),
  contentType: z.string().optional(),
  headers: z.record(z.string(), z.string()).readonly().optional(),
});

const state: z.ZodType<DialectState> = z.record(z.string(), z.json());

/** A request that a dialect asked for, as it is held until its turn comes. */
const listRequest: z.ZodType<ListRequest> = z.lazy(() =>
  http.extend({
    url: z.string(),
    page: z.number(),
    state: state.optional(),
    tentative: z.boolean().optional(),
    alternatives: z.array(listRequest).readonly().optional(),
  }),
);

const list = z.strictObject({
  /** Number of the list page, from 1. */
  page: z.number(),
  /** What the dialect wants to see again. */
  state: state.optional(),
  /** A guessed page: kept where it proves right, else the next of `alternatives` is tried. */
  tentative: z.boolean().optional(),
  alternatives: z.array(listRequest).readonly().optional(),
  /** Address prefixes of the first page's rows: a guessed page whose rows stand elsewhere is another channel's. */
  prefixes: z.array(z.string()).readonly().optional(),
  /** What the page before it shows of further ones, and that page's address. */
  beyond: z
    .strictObject({
      sign: z.string(),
      url: z.string(),
      /** Nothing that is shown leads on: what a script might do. */
      isGuess: z.boolean().optional(),
    })
    .readonly()
    .optional(),
  /** The page `beyond` once more, for a browser to press its pager. */
  press: z.boolean().optional(),
});

const hints = z.strictObject({
  /** As the list prints them: for the reader, where the document itself is silent. */
  title: z.string().optional(),
  date: z.string().optional(),
  organ: z.string().optional(),
  /** Title of the channel. */
  channel: z.string().optional(),
  /** An attachment's own name. */
  name: z.string().optional(),
  /** The dialect of the list. */
  platform: z.string().optional(),
  /** The title alone did not say that this is a report. */
  inferred: z.boolean().optional(),
  /** A compilation of several organs: read for its links only. */
  linksOnly: z.boolean().optional(),
  /** The list's row names the report's files itself. */
  hasFiles: z.boolean().optional(),
  /** Steps from the configured channel (sub-channels). */
  depth: z.number().optional(),
  /** Steps from the page that the list linked (frames in frames). */
  frames: z.number().optional(),
});

/** What a request carries beside its address; stored as JSON in `request.details`. What is absent is not known, or not needed. */
const requestDetails = z.strictObject({ http: http.readonly(), list: list.readonly(), hints: hints.readonly() });

export type HttpDetails = Readonly<z.infer<typeof http>>;
export type ListDetails = Readonly<z.infer<typeof list>>;
export type RequestHints = Readonly<z.infer<typeof hints>>;
export interface RequestDetails {
  readonly http: HttpDetails;
  readonly list: ListDetails;
  readonly hints: RequestHints;
}

/** The first page of a list, or a document, by plain GET, except for what is told. */
export function detailsWith(parts: Partial<RequestDetails> = {}): RequestDetails {
  return { http: {}, list: { page: 1 }, hints: {}, ...parts };
}

/** @throws {z.ZodError} for JSON that no version of ours has written. */
export function parseDetails(json: string): RequestDetails {
  return requestDetails.parse(JSON.parse(json));
}

/** A list page as its dialect asked for it. */
export function listRequestOf({ url, details }: Pick<NewRequest, 'url' | 'details'>): ListRequest {
  const { page, state, tentative, alternatives } = details.list;
  return { url, ...details.http, page, state, tentative, alternatives };
}

/** What the network is asked for. `referer`: the page that led there. */
export function targetOf({ url, details }: Pick<NewRequest, 'url' | 'details'>, referer: string | null = null) {
  const { method, body, contentType, headers } = details.http;
  const from = referer === null ? null : refererFor(url, referer);
  return {
    url,
    method,
    body,
    headers: { ...(from && { Referer: from }), ...headers, ...(contentType && { 'Content-Type': contentType }) },
  };
}

/** As browsers do by default (strict-origin-when-cross-origin): the whole address within a site, the origin to others, nothing from https to http. */
function refererFor(url: string, referer: string): string | null {
  const [to, from] = [new URL(url), new URL(referer)];
  if (to.origin === from.origin) return `${from.origin}${from.pathname}${from.search}`;
  return from.protocol === 'https:' && to.protocol === 'http:' ? null : `${from.origin}/`;
}

/** A request that somebody wants made. */
export interface NewRequest {
  readonly kind: RequestKind;
  readonly url: string;
  /** The address without what changes from visit to visit (session tokens); absent: the address itself. */
  readonly identity?: string | undefined;
  readonly channelId: number | null;
  readonly parentId: number | null;
  readonly details: RequestDetails;
}

/** A request handed out by the frontier. */
export interface QueuedRequest extends NewRequest {
  readonly id: number;
  readonly portalId: string;
  /** `name:port`. */
  readonly host: string;
  /** The address of the page that led here: what browsers send as Referer. Null: configured. */
  readonly referer: string | null;
  /** Attempts that failed before this one. */
  readonly attempts: number;
}
