import type { Page, Request, Route } from 'playwright';
import type { Exchange } from '../../archive/exchange.ts';
import { isText, redirectTarget, textOf } from '../http/navigate.ts';

/** What a page in the browser asks for. */
export interface BrowserRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** As the browser would send them, cookies included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Whether the answer becomes the page itself. */
  readonly isDocument: boolean;
}

/** Makes a request in the browser's place, with all our manners; null: not allowed, or no answer. */
export type BrowserFetch = (request: BrowserRequest) => Promise<Exchange | null>;

/** Not needed to read a page; each would cost its host a request. */
const BLOCKED = new Set([
  'image',
  'font',
  'media',
  'stylesheet',
  'texttrack',
  'eventsource',
  'websocket',
  'manifest',
  'ping',
  'other',
]);
/**
 * A page that goes on to another so often goes in circles; challenges take three. Beside its scripts a page asks for its list, perhaps for
 * some counters; one that polls would ask for ever.
 */
const MOST = { documents: 10, requests: 80 };
/** A list that is read to its end by pressing its pager. */
export const MOST_PRESSED = { documents: 80, requests: 400 };

/** The requests of one page: the needed ones go through `fetch`, all others are refused. */
export class Traffic {
  /** Answers that became the page, in order. */
  readonly documents: Exchange[] = [];
  readonly #fetch: BrowserFetch;
  readonly #page: Page;
  readonly #most: { readonly documents: number; readonly requests: number };
  #requests = 0;
  #navigations = 0;
  #open = 0;
  #lastAt = Date.now();
  #refused = 0;
  #gone = 0;

  constructor(page: Page, fetch: BrowserFetch, most: { documents: number; requests: number } = MOST) {
    this.#most = most;
    this.#page = page;
    this.#fetch = fetch;
  }

  /** Milliseconds since the last answer; 0 while one is awaited. */
  quietMs(): number {
    return this.#open > 0 ? 0 : Date.now() - this.#lastAt;
  }

  /** Requests of the page so far, refused ones too. */
  get requests(): number {
    return this.#requests;
  }

  /** Needed requests that were not answered, or with an error. */
  get refused(): number {
    return this.#refused;
  }

  /** Those of them that the host says it does not have. */
  get gone(): number {
    return this.#gone;
  }

  /** Whether the page was sent on so often that it is not waited for any longer. */
  get goesInCircles(): boolean {
    return this.#navigations > this.#most.documents;
  }

  async answer(route: Route): Promise<void> {
    const request = route.request();
    const isDocument = this.#isDocument(request);
    if (!isDocument && (request.isNavigationRequest() || BLOCKED.has(request.resourceType()))) return abort(route);
    if (isDocument) this.#navigations++;
    if (this.goesInCircles || ++this.#requests > this.#most.requests) return abort(route);
    this.#open++;
    try {
      const exchange = await this.#fetch(await asked(request, isDocument));
      if (exchange === null || exchange.status >= 400) this.#refused++;
      if (exchange?.status === 404 || exchange?.status === 410) this.#gone++;
      if (exchange === null) return await abort(route);
      if (isDocument) this.documents.push(exchange);
      const to = isDocument ? redirectTarget(exchange) : null;
      await route.fulfill(to === null ? answerOf(exchange) : sendingOn(exchange, to));
    } catch {
      // The page was closed or went on before the answer came.
      await abort(route);
    } finally {
      this.#open--;
      this.#lastAt = Date.now();
    }
  }

  /** Frames are pages of their own, visited by their address where they matter; pop-ups have no frame yet and are not wanted. */
  #isDocument(request: Request): boolean {
    if (!request.isNavigationRequest()) return false;
    try {
      return request.frame() === this.#page.mainFrame();
    } catch {
      return false;
    }
  }
}

function abort(route: Route): Promise<void> {
  return route.abort('blockedbyclient').catch(() => undefined);
}

/** Headers that our own fetcher sets, or that belong to the browser's own connection. */
const OWN_HEADER =
  /^(?:host|connection|content-length|accept-encoding|user-agent|:.*|sec-.*|upgrade-insecure-requests)$/i;

async function asked(request: Request, isDocument: boolean): Promise<BrowserRequest> {
  const headers = Object.entries(await request.allHeaders()).filter(([name]) => !OWN_HEADER.test(name));
  return {
    url: request.url(),
    method: request.method() === 'POST' ? 'POST' : 'GET',
    headers: Object.fromEntries(headers),
    body: request.postDataBuffer(),
    isDocument,
  };
}

/** Scripts have some megabytes; what is larger is data of somebody who means no good. */
const MOST_DECODED = 16 * 1024 * 1024;

interface Fulfilment {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/**
 * The body is without its content coding, and text is in UTF-8 as our own reader decoded it: browsers take pages without a label for
 * western. Several cookies stand on lines of one header.
 */
function answerOf(exchange: Exchange): Fulfilment {
  const headers: Record<string, string> = {};
  for (const [name, value] of exchange.headers) {
    if (/^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive)$/.test(name)) continue;
    const known = headers[name];
    headers[name] = known === undefined ? value : `${known}${name === 'set-cookie' ? '\n' : ', '}${value}`;
  }
  if (!isText(exchange) || exchange.payload.length > MOST_DECODED)
    return { status: exchange.status, headers, body: exchange.payload };
  const type = (headers['content-type'] ?? 'text/html').replace(/;.*$/s, '');
  headers['content-type'] = `${type}; charset=utf-8`;
  return { status: exchange.status, headers, body: Buffer.from(textOf(exchange), 'utf8') };
}

/** What a redirect is to the page: the browser would follow a real one past the interception, where no host is found. */
function sendingOn(exchange: Exchange, to: string): Fulfilment {
  const { headers } = answerOf(exchange);
  const cookies = headers['set-cookie'];
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...(cookies !== undefined && { 'set-cookie': cookies }) },
    body: Buffer.from(`<script>location.replace(${JSON.stringify(to).replaceAll('<', '\\u003c')})</script>`, 'utf8'),
  };
}
