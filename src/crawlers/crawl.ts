import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WarcArchive } from '../archive/warc-archive.ts';
import type { PortalConfig, Settings } from '../config/index.ts';
import { confirmable } from '../store/captures.ts';
import { upsertPortal } from '../store/portals.ts';
import type { Store } from '../store/store.ts';
import { type Answer, answerOf } from './answer.ts';
import { BrowserFallback } from './browser/fallback.ts';
import { BrowserMissingError } from './browser/find.ts';
import { type BrowserNeed, browserNeed } from './browser/need.ts';
import { CookieJar } from './cookies.ts';
import { decideEnding } from './ending.ts';
import { Fetcher, type FetchLimits } from './fetch.ts';
import { Frontier } from './frontier.ts';
import type { AddressPolicy } from './http/address.ts';
import { Ledger } from './ledger.ts';
import { FrontierManager } from './manager.ts';
import { type Journey, navigate, type Surroundings, textOf } from './navigate.ts';
import { NOTHING, type Plan } from './plan.ts';
import { planAnswer } from './plan-answer.ts';
import { runPool } from './pool.ts';
import { PortalVisit } from './portal-visit.ts';
import { Recorder } from './record.ts';
import { Robots, type RobotsAnswer } from './robots.ts';
import { hostOf } from './scope.ts';
import type { Work } from './work.ts';

export interface PortalToCrawl {
  readonly config: PortalConfig;
  readonly settings: Settings;
}

/** The lane that reads what was fetched; a crawl without one only archives. */
export interface IngestLane {
  /** Something new may be waiting. */
  wake(): void;
  /** Resolves once there is room: a crawl that awaits it slows down to the speed of reading. */
  whenRoom(): Promise<void>;
}

/** One request has ended. */
export interface CrawlEvent {
  readonly portalId: string;
  readonly url: string;
  readonly kind: Work['kind'];
  readonly ending: 'done' | 'failed' | 'retry';
  /** Requests of the portal that are still open. */
  readonly open: number;
}

export interface CrawlOptions {
  readonly store: Store;
  readonly archive: WarcArchive;
  readonly lane: IngestLane | null;
  readonly runId: number;
  readonly portals: readonly PortalToCrawl[];
  readonly userAgent: string;
  readonly addresses: AddressPolicy;
  readonly limits?: Partial<FetchLimits>;
  /** Requests in flight over all hosts. */
  readonly parallel: number;
  /** Only what failed before, without visiting the columns again. */
  readonly retryFailed?: boolean;
  /** First pause after a failure, milliseconds. */
  readonly firstBackOffMs?: number;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: CrawlEvent) => void;
  /** The visits that go on where an earlier run was cut short. */
  readonly onResumed?: (portalIds: readonly string[]) => void;
}

/** Visits portals; resolves once every request has ended, or soon after the signal aborts. `complete`: nothing is left to do. */
export async function crawl(options: CrawlOptions): Promise<{ readonly complete: boolean }> {
  const run = new Crawl(options);
  try {
    return await run.run();
  } finally {
    await run.close();
  }
}

/** What a request brought in the end, and what follows from it. */
interface Looked {
  readonly journey: Journey;
  readonly plan: () => Plan;
  /** The page after its scripts, where they made the content. */
  readonly rendered: Answer | null;
}

class Crawl {
  readonly #options: CrawlOptions;
  readonly #visits = new Map<string, PortalVisit>();
  readonly #frontier: Frontier;
  readonly #ledger: Ledger;
  readonly #recorder: Recorder;
  readonly #fetcher: Fetcher;
  readonly #cookies = new CookieJar();
  readonly #robots = new Map<string, Robots>();
  readonly #browser: BrowserFallback;

  constructor(options: CrawlOptions) {
    const { store, archive, runId, userAgent, addresses, limits, signal } = options;
    this.#options = options;
    // Every request in flight listens to it.
    setMaxListeners(0, signal);
    this.#frontier = new Frontier(store, runId);
    this.#ledger = new Ledger(store, runId);
    this.#recorder = new Recorder({ store, archive, frontier: this.#frontier, ledger: this.#ledger, runId });
    this.#browser = new BrowserFallback(userAgent);
    this.#fetcher = new Fetcher({ userAgent, addresses, signal, ...(limits && { limits }) });
  }

  async run(): Promise<{ complete: boolean }> {
    const resumed = this.#options.portals.filter((portal) => this.#begin(portal)).map(({ config }) => config.id);
    if (resumed.length > 0) this.#options.onResumed?.(resumed);
    const { parallel, signal } = this.#options;
    const manager = new FrontierManager(this.#frontier);
    const dueIn = () => this.#frontier.dueIn();
    await runPool({ manager, parallel, signal, dueIn, handle: (request) => this.#handle(manager.work(request)) });
    return { complete: this.#frontier.counts.open === 0 };
  }

  async close(): Promise<void> {
    this.#fetcher.close();
    await this.#browser.close();
  }

  /** True where an earlier visit is gone on with. */
  #begin({ config, settings }: PortalToCrawl): boolean {
    const visit = new PortalVisit(config, settings);
    this.#visits.set(visit.id, visit);
    return this.#options.store.transaction(() => {
      upsertPortal(this.#options.store, config);
      const resumed = this.#frontier.begin(visit.id, visit.pace);
      if (this.#options.retryFailed) this.#frontier.retryFailed(visit.id, visit.pace);
      else this.#wantColumns(visit);
      if (this.#frontier.open(visit.id) === 0) this.#frontier.finish(visit.id);
      return resumed;
    });
  }

  #wantColumns(visit: PortalVisit): void {
    for (const { url, title, organ } of visit.config.columns) {
      const column = { url, title, parentId: null };
      const columnId = this.#ledger.openColumn(visit.id, column, this.#frontier.since(visit.id));
      const details = { page: 1, depth: 0, ...(organ !== null && { organ }), ...(title !== null && { column: title }) };
      this.#frontier.want(visit.id, { kind: 'column', url, columnId, parentId: null, details }, visit.pace);
    }
    // What could not be had last time is asked for again, even where no list names it any more.
    this.#frontier.retryFailed(visit.id, visit.pace, [
      'throttled',
      'server_error',
      'unreachable',
      'timeout',
      'soft_error',
      'robots',
    ]);
  }

  #visit(work: Work): PortalVisit {
    const visit = this.#visits.get(work.portalId);
    if (visit === undefined) throw new Error(`portal ${work.portalId} is not part of this run`);
    return visit;
  }

  async #handle(work: Work): Promise<void> {
    const { signal, lane, store } = this.#options;
    const visit = this.#visit(work);
    try {
      await lane?.whenRoom();
      signal.throwIfAborted();
      const journey = await this.#fetch(work, visit);
      if (journey.trouble !== null) signal.throwIfAborted();
      await this.#finish(work, visit, await this.#lookAgain(work, visit, journey));
    } catch (error) {
      if (!signal.aborted) throw error;
      store.transaction(() => this.#frontier.giveBack(work));
    }
  }

  async #finish(work: Work, visit: PortalVisit, { journey, plan, rendered }: Looked): Promise<void> {
    const settled = decideEnding(work, journey, {
      settings: visit.settings,
      plan,
      hostFailures: (host) => this.#frontier.penalty(host),
      firstBackOffMs: this.#options.firstBackOffMs,
    });
    const host = hostOf(journey.exchanges.at(-1)?.url ?? work.url);
    if (settled.slowDownUntil !== null) {
      this.#frontier.meetHost(host, visit.pace(host));
      this.#frontier.penalise(host, settled.slowDownUntil);
    }
    await this.#recorder.record(visit, { work, journey, ...settled, rendered });
    this.#options.lane?.wake();
    const { id: portalId } = visit;
    const { kind, url } = work;
    this.#options.onEvent?.({ portalId, url, kind, ending: settled.ending.kind, open: this.#frontier.open(portalId) });
  }

  /** Opens the page in the browser where a plain request met a challenge, or brought a page that its scripts would fill. */
  async #lookAgain(work: Work, visit: PortalVisit, journey: Journey): Promise<Looked> {
    let planned: Plan | null = null;
    const plan = () => {
      planned ??= this.#plan(work, visit, journey);
      return planned;
    };
    const plain: Looked = { journey, plan, rendered: null };
    const answer = journey.trouble === null ? answerOf(this.#options.store, journey) : null;
    const seen = answer === null ? null : { answer, plan: plan() };
    const need = browserNeed(work, journey, visit.settings.browser, seen);
    if (need === null) return plain;
    try {
      return await this.#browse(work, visit, plain, need);
    } catch (error) {
      if (!(error instanceof BrowserMissingError)) throw error;
      return withNote(plain, 'browser_missing', error.message);
    }
  }

  async #browse(work: Work, visit: PortalVisit, plain: Looked, need: BrowserNeed): Promise<Looked> {
    const { journey } = plain;
    const around = this.#around(visit, () => null);
    const { documents, rendered, plan } = await this.#browser.visit({
      url: work.url,
      need,
      around,
      plan: (answer) => this.#planOf(work, visit, answer),
      archive: (exchanges) => this.#recorder.recordAside(visit.id, { ...journey, exchanges, confirms: null }),
      signal: this.#options.signal,
    });
    const exchanges = [...journey.exchanges, ...documents];
    if (plan === null && need === 'scripts') {
      await this.#recorder.recordAside(visit.id, { ...journey, exchanges: documents, confirms: null });
      return plain;
    }
    if (plan === null) {
      const message = `${journey.trouble?.message ?? 'a challenge page'}; a browser did not get past it either`;
      return { ...plain, journey: { ...journey, exchanges, trouble: { failure: 'refused', message, retry: false } } };
    }
    return { journey: { exchanges, trouble: null, challenge: null, confirms: null }, plan: () => plan, rendered };
  }

  async #fetch(work: Work, visit: PortalVisit): Promise<Journey> {
    const around = this.#around(visit, (url) => confirmable(this.#options.store, work.id, url));
    const robots = this.#robotsOf(visit);
    const known = robots.isKnown(work.url);
    const verdict = await robots.check(work.url);
    if (verdict.delayMs > 0) {
      this.#frontier.meetHost(work.host, { delayMs: Math.max(verdict.delayMs, visit.settings.delay), parallel: 1 });
    }
    if (verdict.unavailable !== null) return noAnswer({ ...verdict.unavailable, retry: true });
    if (!verdict.allowed) return noAnswer({ failure: 'robots', message: 'disallowed by robots.txt', retry: false });
    // The moment that the frontier chose for this request went to robots.txt.
    if (!known) await around.turn(work.host);
    const { method, body, contentType, headers } = work.details;
    return navigate(
      {
        url: work.url.replace(/#.*$/, ''),
        ...(method && { method }),
        ...(body !== undefined && { body }),
        headers: { ...headers, ...(contentType && { 'Content-Type': contentType }) },
      },
      around,
    );
  }

  #around(visit: PortalVisit, held: Surroundings['held']): Surroundings {
    return {
      fetcher: this.#fetcher,
      cookies: this.#cookies,
      scope: visit.scope,
      legacyTls: visit.config.legacyTls,
      turn: (host) => this.#turn(visit, host),
      robots: async (url) => {
        const robots = this.#robotsOf(visit);
        if (!robots.isKnown(url)) await this.#turn(visit, hostOf(url));
        return robots.check(url);
      },
      held,
    };
  }

  async #turn(visit: PortalVisit, host: string): Promise<void> {
    const at = this.#frontier.book(host, visit.pace(host));
    await sleep(Math.max(0, at - Date.now()), undefined, { signal: this.#options.signal });
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
    const free = { allowed: true, delayMs: 0, unavailable: null };
    const around = { ...this.#around(visit, () => null), robots: async () => free };
    const journey = await navigate({ url }, around);
    await this.#recorder.recordAside(visit.id, journey);
    const last = journey.exchanges.at(-1);
    // A challenge in front of robots.txt is no rule; the page itself will tell whether we are refused.
    if (journey.challenge !== null) return { status: 403, text: '' };
    if (
      last === undefined ||
      journey.trouble?.failure === 'redirect_loop' ||
      journey.trouble?.failure === 'redirect_off_site'
    ) {
      const { failure, message } = journey.trouble ?? { failure: 'unreachable', message: 'no answer' };
      return last === undefined ? { failure, message } : { status: 404, text: '' };
    }
    return { status: last.status, text: textOf(last) };
  }

  #plan(work: Work, visit: PortalVisit, journey: Journey): Plan {
    const answer = answerOf(this.#options.store, journey);
    if (answer !== null) return this.#planOf(work, visit, answer);
    const message = 'the archive has lost what the server says is unchanged';
    return { ...NOTHING, trouble: { failure: 'server_error', message, retry: true } };
  }

  #planOf(work: Work, visit: PortalVisit, answer: Answer): Plan {
    const column = this.#ledger.column(work.columnId) ?? { url: work.url, title: null };
    const since = this.#frontier.since(visit.id);
    const isSeen = (url: string) => work.columnId !== null && this.#ledger.isSeen(work.columnId, url, since);
    try {
      return planAnswer(answer, { visit, work, column, isSeen });
    } catch (error) {
      return notUnderstood(work, error);
    }
  }
}

function noAnswer(trouble: NonNullable<Journey['trouble']>): Journey {
  return { exchanges: [], trouble, challenge: null, confirms: null };
}

/** A page that breaks its dialect (nested ten thousand deep, say) is no reason to stop: a document is kept for its reader all the same. */
function notUnderstood(work: Work, error: unknown): Plan {
  const message = `the page could not be taken apart: ${error instanceof Error ? error.message : String(error)}`;
  if (work.kind === 'detail' || work.kind === 'attachment') {
    return { ...NOTHING, content: 'document', warnings: [{ code: 'page_not_understood', message }] };
  }
  return { ...NOTHING, trouble: { failure: 'unreadable', message, retry: false } };
}

function withNote(looked: Looked, code: string, message: string): Looked {
  const { journey } = looked;
  const trouble =
    journey.trouble === null ? null : { ...journey.trouble, message: `${journey.trouble.message}; ${message}` };
  const plan = () => {
    const planned = looked.plan();
    return { ...planned, warnings: [...planned.warnings, { code, message }] };
  };
  return { ...looked, journey: { ...journey, trouble }, plan };
}
