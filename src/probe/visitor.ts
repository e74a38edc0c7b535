import { setTimeout as sleep } from 'node:timers/promises';
import { header } from '../archive/exchange.ts';
import type { Settings } from '../config/index.ts';
import { type BrowserRetryResult, retryInBrowser } from '../crawlers/browser/browser-retry.ts';
import type { BrowserFallback } from '../crawlers/browser/fallback.ts';
import type { AddressPolicy } from '../crawlers/http/address.ts';
import type { Answer } from '../crawlers/http/answer.ts';
import { CookieJar } from '../crawlers/http/cookies.ts';
import {
  type NavigationContext,
  type NavigationResult,
  navigate,
  type Target,
  textOf,
} from '../crawlers/http/navigate.ts';
import { Robots, type RobotsAnswer } from '../crawlers/http/robots.ts';
import { hostOf, type Scope } from '../crawlers/http/scope.ts';
import { NOTHING, type Plan } from '../crawlers/plan/plan.ts';
import { retryAfterMs } from '../crawlers/queue/back-off.ts';
import type { QueuedRequest } from '../crawlers/queue/request.ts';
import { BoundedFetcher } from './bounded-fetcher.ts';
import type { Pace } from './pace.ts';

export interface VisitorOptions {
  readonly userAgent: string;
  readonly addresses: AddressPolicy;
  readonly settings: Settings;
  readonly scope: Scope;
  readonly legacyTls: boolean;
  /** Exchanges in all: pages, redirects, robots.txt, second attempts. */
  readonly maxRequests: number;
  /** For challenge pages that any browser passes and lists that scripts build; shared by all visitors of a process. */
  readonly browser: BrowserFallback;
  /** Shared by all visitors of a process, so that two portals on one host do not hurry it together. */
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Before a page is asked for. */
  readonly onVisit?: (url: string) => void;
}

/** The longest that we wait for a host that asks for patience, milliseconds: a person waits for the result. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Asks a portal for a few pages as the crawler would (robots.txt, pace, redirects, cookies, address guard), keeping nothing. Never more
 * requests than allowed; a passing failure is tried once more.
 */
export class Visitor {
  readonly #options: VisitorOptions;
  readonly #fetcher: BoundedFetcher;
  readonly #cookies = new CookieJar();
  readonly #robots: Robots;
  /** Site maps that robots.txt files name. */
  readonly siteMaps: string[] = [];

  constructor(options: VisitorOptions) {
    const { userAgent, addresses, settings, maxRequests, signal } = options;
    const limits = { maxBytes: settings.maxBytes, idleMs: settings.timeout, totalMs: settings.timeout * 2 };
    this.#options = options;
    this.#fetcher = new BoundedFetcher({ userAgent, addresses, signal, limits }, maxRequests);
    this.#robots = new Robots((url) => this.#askRobots(url));
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

  async visit(target: Target): Promise<NavigationResult> {
    this.#options.onVisit?.(target.url);
    const result = await this.#once(target);
    this.#options.signal.throwIfAborted();
    if (result.failure === null || !result.failure.retry || this.left === 0) return result;
    await this.#pause(result);
    return this.#once(target);
  }

  async #once(target: Target): Promise<NavigationResult> {
    const url = target.url.replace(/#.*$/, '');
    const none = (failure: NonNullable<NavigationResult['failure']>): NavigationResult => ({
      exchanges: [],
      failure,
      challenge: null,
      confirms: null,
    });
    const verdict = await this.#robots.check(url);
    if (verdict.unavailable !== null) return none({ ...verdict.unavailable, retry: true });
    if (!verdict.allowed) return none({ code: 'robots', message: 'disallowed by robots.txt', retry: false });
    await this.#waitTurn(hostOf(url), verdict.delayMs);
    return navigate(
      { ...target, url },
      this.#navigation((address) => this.#robots.check(address)),
    );
  }

  /** As a crawl does it: opens the page in the browser where the plain answer is a challenge or an empty shell. */
  look(queued: QueuedRequest, result: NavigationResult, planOf: (answer: Answer) => Plan): Promise<BrowserRetryResult> {
    const answer = result.failure === null ? answerOf(result) : null;
    const plan = answer === null ? NOTHING : planOf(answer);
    const { settings, browser, signal } = this.#options;
    return retryInBrowser(queued, { result, plan: () => plan, rendered: null }, answer, {
      mode: settings.browser,
      browser,
      navigation: this.#navigation((url) => this.#robots.check(url)),
      planOf,
      archive: async () => undefined,
      signal,
    });
  }

  /** For a host that says how long, as long, within reason; else three times the usual pause. */
  async #pause({ exchanges }: NavigationResult): Promise<void> {
    const last = exchanges.at(-1);
    const asked = last === undefined ? null : retryAfterMs(header(last, 'retry-after'), Date.now());
    const wait = Math.min(LONGEST_PAUSE_MS, asked ?? 3 * this.#options.settings.delay);
    await sleep(wait, undefined, { signal: this.#options.signal });
  }

  #navigation(robots: NavigationContext['robots']): NavigationContext {
    const { scope, legacyTls } = this.#options;
    const waitTurn = (host: string) => this.#waitTurn(host);
    return {
      fetcher: this.#fetcher,
      cookies: this.#cookies,
      scope,
      legacyTls,
      waitTurn,
      robots,
      confirmable: () => null,
    };
  }

  #waitTurn(host: string, least = 0): Promise<void> {
    const { pace, settings, signal } = this.#options;
    return pace.waitTurn(host, Math.max(settings.delay, least), signal);
  }

  async #askRobots(url: string): Promise<RobotsAnswer> {
    await this.#waitTurn(hostOf(url));
    const free = { allowed: true, delayMs: 0, unavailable: null };
    const { exchanges, failure, challenge } = await navigate(
      { url },
      this.#navigation(async () => free),
    );
    const last = exchanges.at(-1);
    // A challenge in front of robots.txt is no rule; the page itself will tell whether we are refused.
    if (challenge !== null) return { status: 403, text: '' };
    if (last === undefined) return failure ?? { code: 'unreachable', message: 'no answer', retry: true };
    if (failure?.code === 'redirect_loop' || failure?.code === 'redirect_off_site') return { status: 404, text: '' };
    const text = textOf(last);
    if (last.status === 200) this.#noteSiteMaps(text, url);
    return { status: last.status, text };
  }

  #noteSiteMaps(robots: string, url: string): void {
    for (const [, address = ''] of robots.matchAll(/^\s*sitemap\s*:\s*(\S+)/gim)) {
      if (URL.canParse(address, url)) this.siteMaps.push(new URL(address, url).href);
    }
  }
}

/** The document that a journey ended with; null where it brought none. */
export function answerOf({ exchanges }: NavigationResult): Answer | null {
  const last = exchanges.at(-1);
  if (last === undefined) return null;
  const contentType = header(last, 'content-type') ?? '';
  return { url: last.url, status: last.status, contentType, bytes: last.payload, text: () => textOf(last) };
}
