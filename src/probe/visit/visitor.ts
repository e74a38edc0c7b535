import { setTimeout as sleep } from 'node:timers/promises';
import { header } from '../../archive/exchange.ts';
import { type BrowserRetryResult, retryInBrowser } from '../../crawlers/browser/browser-retry.ts';
import { type BrowserFallback, PATIENCE_MS } from '../../crawlers/browser/fallback.ts';
import { browserNeed } from '../../crawlers/browser/need.ts';
import type { AddressPolicy } from '../../crawlers/http/address.ts';
import { type Answer, wireAnswer } from '../../crawlers/http/answer.ts';
import { type NavigationResult, startOf } from '../../crawlers/http/navigate.ts';
import { type HostPaces, Network } from '../../crawlers/http/network.ts';
import { MOST_ROBOTS_BYTES } from '../../crawlers/http/robots.ts';
import { hostOf } from '../../crawlers/http/scope.ts';
import { isHeavy } from '../../crawlers/http/weight.ts';
import { NOTHING, type Plan } from '../../crawlers/plan/plan.ts';
import type { PortalVisit } from '../../crawlers/portal-visit.ts';
import { retryAfterMs } from '../../crawlers/queue/back-off.ts';
import { detailsWith, type NewRequest, type QueuedRequest } from '../../crawlers/queue/request.ts';
import { BoundedFetcher } from './bounded-fetcher.ts';

export interface VisitorOptions {
  readonly visit: PortalVisit;
  readonly userAgent: string;
  readonly addresses: AddressPolicy;
  /** Exchanges in all: pages, redirects, robots.txt, second attempts. */
  readonly maxRequests: number;
  /** For challenge pages that any browser passes and lists that scripts build; shared by all visitors of a process. */
  readonly browser: BrowserFallback;
  readonly paces: HostPaces;
  readonly signal: AbortSignal;
  /** Hosts whose challenge a browser has waited for in vain: once is enough, by whatever scheme or portal they are asked. */
  readonly refusing?: Set<string>;
  /** Before a page is asked for. */
  readonly onVisit?: (url: string) => void;
  /** Before a wait that a person would wonder about. */
  readonly onWait?: (why: string) => void;
}

/** The longest that we wait for a host that asks for patience, milliseconds: a person waits for the result. */
const LONGEST_PAUSE_MS = 10_000;

/** Shorter pauses need no word. */
const TOLD_MS = 3000;

/** Asks a portal for a few pages over the crawler's network, keeping nothing. Never more than allowed; a passing failure is tried once more. */
export class Visitor {
  readonly #options: VisitorOptions;
  readonly #refusing: Set<string>;
  readonly #fetcher: BoundedFetcher;
  readonly #network: Network;
  /** Site maps that robots.txt files name. */
  readonly siteMaps: string[] = [];

  constructor(options: VisitorOptions) {
    const { userAgent, addresses, visit, maxRequests, paces, signal } = options;
    const { maxBytes, timeout } = visit.settings;
    const limits = { maxBytes, idleMs: timeout, totalMs: timeout * 2 };
    this.#options = options;
    this.#refusing = options.refusing ?? new Set();
    this.#fetcher = new BoundedFetcher({ userAgent, addresses, signal, limits }, maxRequests);
    this.#network = new Network({
      fetcher: this.#fetcher,
      hosts: paces,
      signal,
      confirmable: () => null,
      aside: async (_, result) => this.#noteSiteMaps(result),
    });
  }

  /** Requests made. */
  get requests(): number {
    return this.#fetcher.requests;
  }

  /** Requests that may still be made. */
  get left(): number {
    return this.#fetcher.left;
  }

  close(): void {
    this.#fetcher.close();
  }

  async visit(request: { readonly url: string } & Partial<NewRequest>): Promise<NavigationResult> {
    this.#options.onVisit?.(request.url);
    const queued = asQueued({ kind: 'detail', details: detailsWith(), ...request }, this.#options.visit);
    const result = await this.#once(queued);
    this.#options.signal.throwIfAborted();
    if (result.failure === null || !result.failure.retry || this.left === 0) return result;
    await this.#pause(result);
    return this.#once(queued);
  }

  /** A crawl's frontier hands out what is due; here each request waits for its own turn. */
  async #once(queued: QueuedRequest): Promise<NavigationResult> {
    const { visit } = this.#options;
    await this.#network.navigation(visit, () => null).waitTurn(queued.host);
    return this.#network.fetch(queued, visit);
  }

  /** As a crawl does it: opens the page in the browser where the plain answer is a challenge or an empty shell. */
  async look(
    queued: QueuedRequest,
    result: NavigationResult,
    planOf: (answer: Answer) => Plan,
  ): Promise<BrowserRetryResult> {
    const answer = result.failure === null ? wireAnswer(result) : null;
    const plan = answer === null ? NOTHING : planOf(answer);
    const plain = { result, plan: () => plan, rendered: null };
    const { visit, browser, signal } = this.#options;
    if (answer !== null && isHeavy(answer.bytes)) return plain;
    const { hostname } = new URL(queued.url);
    if (result.challenge !== null && this.#refusing.has(hostname)) return plain;
    this.#tellOfBrowser(queued, result, answer === null ? null : { answer, plan });
    const shown = await retryInBrowser(queued, plain, answer, {
      lessons: null,
      mode: visit.settings.browser,
      browser,
      navigation: this.#network.navigation(visit, () => null),
      planOf,
      archive: async () => undefined,
      signal,
    });
    if (result.challenge !== null && shown.result.failure !== null) this.#refusing.add(hostname);
    return shown;
  }

  #tellOfBrowser(queued: QueuedRequest, result: NavigationResult, seen: Parameters<typeof browserNeed>[3]): void {
    const need = browserNeed(queued, result, this.#options.visit.settings.browser, seen);
    if (need === null) return;
    const why = need === 'challenge' ? `a challenge page (${result.challenge?.name})` : 'a page that its scripts draw';
    this.#options.onWait?.(`${queued.url}: ${why}: a browser opens it, for up to ${PATIENCE_MS[need] / 1000} s`);
  }

  /** For a host that says how long, as long, within reason; else three times the usual pause. */
  async #pause({ exchanges }: NavigationResult): Promise<void> {
    const { visit, signal, onWait } = this.#options;
    const last = exchanges.at(-1);
    const asked = last === undefined ? null : retryAfterMs(header(last, 'retry-after'), Date.now());
    const pause = Math.min(LONGEST_PAUSE_MS, asked ?? 3 * visit.settings.delay);
    if (last !== undefined && pause >= TOLD_MS)
      onWait?.(`${last.url}: HTTP ${last.status}: again in ${Math.round(pause / 1000)} s`);
    await sleep(pause, undefined, { signal });
  }

  #noteSiteMaps({ exchanges }: NavigationResult): void {
    const robots = exchanges.at(-1);
    if (robots?.status !== 200) return;
    for (const [, address = ''] of startOf(robots, MOST_ROBOTS_BYTES).matchAll(
      /^[^\S\n]*sitemap[^\S\n]*:\s*(\S+)/gim,
    )) {
      if (URL.canParse(address, robots.url)) this.siteMaps.push(new URL(address, robots.url).href);
    }
  }
}

/** A request as the frontier would hand it out. */
export function asQueued(request: Pick<NewRequest, 'kind' | 'url' | 'details'>, visit: PortalVisit): QueuedRequest {
  const { id: portalId } = visit;
  return {
    ...request,
    id: 0,
    portalId,
    host: hostOf(request.url),
    channelId: null,
    parentId: null,
    referer: null,
    attempts: 0,
  };
}
