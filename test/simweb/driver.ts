import type { Detail, Dialect, ListItem, Listing, ListRequest, Page } from '../../src/crawlers/platforms/dialect.ts';
import { detectDialect } from '../../src/crawlers/platforms/index.ts';
import { makePage } from '../../src/crawlers/platforms/page/dom.ts';
import { decode } from '../../src/extract/charset.ts';

/** A channel read through its dialect alone, one request after the other. */
export interface Reading {
  readonly dialect: Dialect;
  readonly evidence: readonly string[];
  readonly items: readonly ListItem[];
  readonly requests: number;
}

const MOST_REQUESTS = 60;

/** Reads a channel as the crawler does: guesses are kept where they bring new addresses, lists end where they bring none. */
export async function readChannel(channel: string): Promise<Reading> {
  const items = new Map<string, ListItem>();
  const asked = new Set<string>();
  const first: ListRequest = { url: channel, page: 1 };
  const start = await get(first);
  const { dialect, detection } = detectDialect(start);
  const queue: ListRequest[] = [];
  let requests = 1;
  keep(dialect.list(start, { channel, request: first }), first);
  for (let request = queue.shift(); request !== undefined && requests < MOST_REQUESTS; request = queue.shift()) {
    const key = JSON.stringify([request.url, request.body]);
    if (asked.has(key)) continue;
    asked.add(key);
    requests++;
    const page = await get(request);
    const listing =
      page.status === 200 ? dialect.list(page, { channel, request }) : { items: [], next: [], channels: [] };
    keep(listing, request);
  }
  return { dialect, evidence: detection.evidence, items: [...items.values()], requests };

  function keep(listing: Listing, request: ListRequest): void {
    const fresh = listing.items.filter(({ url }) => !items.has(url));
    for (const item of listing.items) items.set(item.url, item);
    if (request.tentative && fresh.length === 0) {
      const [next, ...alternatives] = request.alternatives ?? [];
      if (next) queue.unshift({ ...next, tentative: true, alternatives });
      return;
    }
    const frame = listing.items.length === 0 && request.page === 1;
    if (fresh.length > 0 || frame) queue.push(...listing.next);
  }
}

/** An article as its dialect reads it; a throttle page is asked again. */
export async function readArticle(dialect: Dialect, url: string): Promise<Detail> {
  const page = await get({ url, page: 1 });
  const throttled = /频繁|xxgk-menu/.test(page.text);
  return dialect.detail(throttled ? await get({ url, page: 1 }) : page);
}

async function get({ url, method, body, contentType, headers }: ListRequest): Promise<Page> {
  const response = await fetch(url.replace(/#.*$/, ''), {
    method: method ?? 'GET',
    headers: { ...headers, ...(contentType ? { 'Content-Type': contentType } : {}) },
    ...(body !== undefined ? { body } : {}),
  });
  const type = response.headers.get('content-type') ?? '';
  const { text } = decode(Buffer.from(await response.arrayBuffer()), { header: type });
  return makePage({ url: response.url, text, status: response.status, contentType: type });
}
