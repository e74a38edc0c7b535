import type { ListRequest } from '../platforms/dialect.ts';
import type { RequestDetails } from './request-details.ts';

export type RequestKind = 'channel' | 'list' | 'detail' | 'attachment';

/** Lists and their first pages; all others are documents, or pages that lead to some. */
export const isList = (kind: RequestKind): boolean => kind === 'channel' || kind === 'list';

/** The first page of a list, or a document, by plain GET, except for what is told. */
export function detailsWith(parts: Partial<RequestDetails> = {}): RequestDetails {
  return { http: {}, list: { page: 1 }, hints: {}, ...parts };
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
