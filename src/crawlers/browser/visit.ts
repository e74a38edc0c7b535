import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page, Request, Route } from 'playwright';
import type { Exchange } from '../../archive/exchange.ts';
import { isText, textOf } from '../navigate.ts';

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

export interface VisitOptions {
  readonly url: string;
  /** Makes a request in the browser's place, with all our manners; null: not allowed, or no answer. */
  readonly fetch: (request: BrowserRequest) => Promise<Exchange | null>;
  /** Whether the page shows its content: the last document, and the page as it stands. */
  readonly isThere: (document: Exchange, html: string) => boolean;
  /** Milliseconds until the page must show it. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

export interface Visit {
  /** Answers that became the page, in order; the last is the one that it shows. */
  readonly documents: readonly Exchange[];
  /** The page as it stood at the end, after its scripts. */
  readonly html: string;
  readonly url: string;
  /** The positive check of the content. */
  readonly there: boolean;
  /** Cookies by name that the page holds for its host. */
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}

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
/** How often the page is looked at, and how long nothing may happen before it counts as finished; milliseconds. */
const LOOK_EVERY_MS = 250;
const QUIET_MS = 1000;

/** Opens a page in the browser. Every request goes through `fetch`, so the archive holds the exact bytes of what the page was made of. */
export async function visitPage(context: BrowserContext, options: VisitOptions): Promise<Visit> {
  const page = await context.newPage();
  const traffic = new Traffic(options, page);
  await context.route('**/*', (route) => traffic.answer(route));
  await page.goto(options.url, { waitUntil: 'commit', timeout: options.patienceMs }).catch(() => undefined);
  const deadline = Date.now() + options.patienceMs;
  let html = '';
  let there = false;
  while (!there && Date.now() < deadline && !options.signal.aborted && !page.isClosed()) {
    await sleep(LOOK_EVERY_MS);
    html = await contentOf(page);
    const document = traffic.documents.at(-1);
    const settled = traffic.isQuiet();
    there = settled && document !== undefined && options.isThere(document, html);
  }
  const cookies = await context.cookies(page.url()).catch(() => []);
  return { documents: traffic.documents, html, url: page.url(), there, cookies };
}

/** Empty while the page is on its way to another. */
async function contentOf(page: Page): Promise<string> {
  return page.content().catch(() => '');
}

class Traffic {
  readonly documents: Exchange[] = [];
  readonly #options: VisitOptions;
  readonly #page: Page;
  #open = 0;
  #lastAt = Date.now();

  constructor(options: VisitOptions, page: Page) {
    this.#options = options;
    this.#page = page;
  }

  isQuiet(): boolean {
    return this.#open === 0 && Date.now() - this.#lastAt >= QUIET_MS;
  }

  async answer(route: Route): Promise<void> {
    const request = route.request();
    const isDocument = request.isNavigationRequest() && request.frame() === this.#page.mainFrame();
    if (!isDocument && BLOCKED.has(request.resourceType())) return abort(route);
    this.#open++;
    try {
      const exchange = await this.#options.fetch(await asked(request, isDocument));
      if (exchange === null) return await abort(route);
      if (isDocument) this.documents.push(exchange);
      await route.fulfill(answerOf(exchange));
    } catch {
      // The page was closed or went on before the answer came.
      await abort(route);
    } finally {
      this.#open--;
      this.#lastAt = Date.now();
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

/**
 * The body is without its content coding, and text is in UTF-8 as our own reader decoded it: browsers take pages without a label for
 * western. Several cookies stand on lines of one header.
 */
function answerOf(exchange: Exchange): { status: number; headers: Record<string, string>; body: Buffer } {
  const headers: Record<string, string> = {};
  for (const [name, value] of exchange.headers) {
    if (/^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive)$/.test(name)) continue;
    const known = headers[name];
    headers[name] = known === undefined ? value : `${known}${name === 'set-cookie' ? '\n' : ', '}${value}`;
  }
  if (!isText(exchange)) return { status: exchange.status, headers, body: exchange.payload };
  const type = (headers['content-type'] ?? 'text/html').replace(/;.*$/, '');
  headers['content-type'] = `${type}; charset=utf-8`;
  return { status: exchange.status, headers, body: Buffer.from(textOf(exchange), 'utf8') };
}
