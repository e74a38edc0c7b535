import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../../archive/exchange.ts';
import type { Confirmable } from '../../store/captures.ts';
import { type Clock, systemClock } from '../../vocabulary/clock.ts';
import type { PortalVisit } from '../portal-visit.ts';
import { LONGEST_WAIT_MS } from '../queue/back-off.ts';
import type { Pace } from '../queue/host-scheduler.ts';
import { type QueuedRequest, targetOf } from '../queue/request.ts';
import { CookieJar } from './cookies.ts';
import { FetchError } from './errors.ts';
import type { Fetcher } from './fetch.ts';
import type { FetchFailure } from './fetch-failure.ts';
import type { FetchRequest } from './fetch-request.ts';
import type { HostGate } from './host-gate.ts';
import { type NavigationContext, type NavigationResult, navigate, startOf } from './navigate.ts';
import { MOST_ROBOTS_BYTES, Robots, type RobotsAnswer, type RobotsVerdict } from './robots.ts';
import { hostOf } from './scope.ts';

/** Who knows when a host may be asked. */
export interface HostPaces {
  /** Makes a host known; of several paces the slowest counts. */
  meet(host: string, pace: Pace): void;
  /** Books the host's next free moment and returns it, milliseconds since the epoch. */
  book(host: string, pace: Pace, now: number): number;
  /** The pause of a host, milliseconds. */
  delayOf(host: string): number;
}

export interface NetworkParts {
  readonly fetcher: Fetcher;
  readonly hosts: HostPaces;
  readonly signal: AbortSignal;
  /** Who else has a say before a host is asked; default: nobody. */
  readonly gate?: HostGate | undefined;
  /** What the hosts' next free moments go by; default: the system's. */
  readonly clock?: Clock;
  /** The capture that a request to an address can confirm with a 304. */
  readonly confirmable: (queued: QueuedRequest, url: string) => Confirmable | null;
  /** Takes what a portal's visit fetches for itself (robots.txt). */
  readonly aside: (portalId: string, result: NavigationResult) => Promise<void>;
}

/** How requests go out, with all manners: robots.txt, pace, scope, cookies, conditions. */
export class Network {
  readonly #parts: NetworkParts;
  readonly #cookies = new CookieJar();
  readonly #robots = new Map<string, Robots>();
  /** When the last request to a host really went out. */
  readonly #started = new Map<string, number>();

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /** Makes a request that the frontier has handed out, and follows where it leads. */
  async fetch(queued: QueuedRequest, visit: PortalVisit): Promise<NavigationResult> {
    const navigation = this.navigation(visit, (url) => this.#parts.confirmable(queued, url));
    const wasKnown = this.#robotsOf(visit).isKnown(queued.url);
    const verdict = await this.#check(visit, queued.url);
    if (verdict.unavailable !== null) return noAnswer(verdict.unavailable);
    if (!verdict.allowed) return noAnswer({ code: 'robots', message: 'disallowed by robots.txt', retry: false });
    // The moment that the frontier chose for this request went to robots.txt.
    if (!wasKnown) await navigation.waitTurn(queued.host);
    return navigate({ ...targetOf(queued, queued.referer), url: queued.url.replace(/#.*$/s, '') }, navigation);
  }

  /** Whether anything at all comes back from an address: for telling our own outage. Its robots.txt is asked for, which harms nobody. */
  async answers(url: string): Promise<boolean> {
    try {
      await this.#paced({ url: new URL('/robots.txt', url).href }, null);
      return true;
    } catch (error) {
      if (error instanceof FetchError) return false;
      throw error;
    }
  }

  /** What further requests of a visit need: redirects, pages in the browser. */
  navigation(visit: PortalVisit, confirmable: NavigationContext['confirmable']): NavigationContext {
    return {
      fetcher: { fetch: (request) => this.#paced(request, visit.id) },
      cookies: this.#cookies,
      scope: visit.scope,
      legacyTls: visit.config.legacyTls,
      waitTurn: (host) => this.#waitTurn(visit, host),
      robots: async (url) => {
        if (!this.#robotsOf(visit).isKnown(url)) await this.#waitTurn(visit, hostOf(url));
        return this.#check(visit, url);
      },
      confirmable,
    };
  }

  async #check(visit: PortalVisit, url: string): Promise<RobotsVerdict> {
    const verdict = await this.#robotsOf(visit).check(url);
    if (verdict.delayMs > visit.settings.delay) {
      this.#parts.hosts.meet(hostOf(url), { delayMs: verdict.delayMs, parallel: 1 });
    }
    return verdict;
  }

  #now(): number {
    return (this.#parts.clock ?? systemClock)();
  }

  async #waitTurn(visit: PortalVisit, host: string): Promise<void> {
    const at = this.#parts.hosts.book(host, visit.pace(host), this.#now());
    // Bounded: the clock may be set back meanwhile.
    const wait = Math.min(Math.max(0, at - this.#now()), LONGEST_WAIT_MS);
    await sleep(wait, undefined, { signal: this.#parts.signal });
  }

  /** A timer that fires late must not bring two requests together: what counts is when they go out. */
  async #paced(request: FetchRequest, portalId: string | null): Promise<Exchange> {
    const host = hostOf(request.url);
    const { gate } = this.#parts;
    await gate?.enter(host, this.#parts.hosts.delayOf(host), portalId);
    for (;;) {
      const started = this.#started.get(host) ?? 0;
      const wait = started + this.#parts.hosts.delayOf(host) - Date.now();
      // A start that is still to come was noted before the clock was set back.
      if (wait <= 0 || started > Date.now()) break;
      await sleep(wait, undefined, { signal: this.#parts.signal });
    }
    gate?.check();
    const answer = this.#parts.fetcher.fetch(request);
    this.#started.set(host, Date.now());
    return answer;
  }

  /** One a portal, since a portal's own settings decide how its hosts are spoken to. */
  #robotsOf(visit: PortalVisit): Robots {
    const known = this.#robots.get(visit.id);
    if (known !== undefined) return known;
    const robots = new Robots((url) => this.#askRobots(visit, url));
    this.#robots.set(visit.id, robots);
    return robots;
  }

  async #askRobots(visit: PortalVisit, url: string): Promise<RobotsAnswer> {
    const free = async () => ({ allowed: true, delayMs: 0, unavailable: null });
    const result = await navigate({ url }, { ...this.navigation(visit, () => null), robots: free });
    await this.#parts.aside(visit.id, result);
    const last = result.exchanges.at(-1);
    if (last === undefined) return result.failure ?? { code: 'unreachable', message: 'no answer', retry: true };
    // A challenge in front of robots.txt is no rule, nor is a way that leads nowhere; the page itself will tell.
    const astray = result.failure?.code === 'redirect_loop' || result.failure?.code === 'redirect_off_site';
    if (result.challenge !== null || astray) return { status: 404, text: '' };
    return { status: last.status, text: startOf(last, MOST_ROBOTS_BYTES) };
  }
}

function noAnswer(failure: FetchFailure): NavigationResult {
  return { exchanges: [], failure, challenge: null, confirms: null };
}
