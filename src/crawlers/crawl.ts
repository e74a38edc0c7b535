import { setMaxListeners } from 'node:events';
import type { Exchange } from '../archive/exchange.ts';
import type { WarcArchive } from '../archive/warc-archive.ts';
import type { PortalConfig, Settings } from '../config/index.ts';
import type { OfferedReading } from '../ingest/index.ts';
import { forgetBrokenPages } from '../store/broken-pages.ts';
import { confirmable } from '../store/captures.ts';
import type { Store } from '../store/store.ts';
import { type Clock, systemClock } from '../vocabulary/clock.ts';
import type { PageTaker } from './apart/crawl-pool.ts';
import type { PageAnswer } from './apart/job.ts';
import { type BrowserRetryResult, retryInBrowser } from './browser/browser-retry.ts';
import { BrowserFallback } from './browser/fallback.ts';
import { browserLessons } from './browser/lessons.ts';
import type { AddressPolicy } from './http/address.ts';
import { type Answer, answerOf, kindOf, pageOf } from './http/answer.ts';
import { Fetcher, type FetchLimits } from './http/fetch.ts';
import type { HostGate } from './http/host-gate.ts';
import type { NavigationResult } from './http/navigate.ts';
import { Network } from './http/network.ts';
import { hostOf } from './http/scope.ts';
import { needsScripts } from './outer-scripts/need.ts';
import { OuterScripts } from './outer-scripts/outer-scripts.ts';
import { ownScripts } from './outer-scripts/own-scripts.ts';
import { decideOutcome } from './plan/outcome.ts';
import type { Plan } from './plan/plan.ts';
import { type Made, Planner } from './planner.ts';
import { PortalVisit } from './portal-visit.ts';
import { Frontier } from './queue/frontier.ts';
import { OutageWatch } from './queue/outage.ts';
import { runPool } from './queue/pool.ts';
import { isList, type QueuedRequest } from './queue/request.ts';
import type { NightlyRound } from './queue/rotation.ts';
import { beginVisit } from './record/begin-visit.ts';
import { CrawlLog } from './record/crawl-log.ts';
import { Recorder } from './record/record.ts';

export interface PortalToCrawl {
  readonly config: PortalConfig;
  readonly settings: Settings;
}

/** The lane that reads what was fetched; a crawl without one only archives. */
export interface IngestQueue {
  /** Whether bytes with this hex digest would be new to it. */
  lacks(sha256: string): boolean;
  /** What was read of bytes that are about to be archived; `settle` follows, whatever became of them. */
  offer(reading: OfferedReading): void;
  settle(reading: OfferedReading): void;
  /** Something new may be waiting: so many payloads at most. */
  wake(committed: number): void;
  /** Resolves once there is room: a crawl that awaits it slows down to the speed of reading. */
  whenRoom(): Promise<void>;
}

/** One request has ended. */
export interface CrawlEvent {
  readonly portalId: string;
  readonly url: string;
  readonly kind: QueuedRequest['kind'];
  readonly outcome: 'done' | 'failed' | 'retry';
  /** Requests of the portal that are still open. */
  readonly open: number;
}

export interface CrawlOptions {
  readonly store: Store;
  readonly archive: WarcArchive;
  readonly ingestQueue: IngestQueue | null;
  /** Who takes pages apart beside this process; default: nobody does. */
  readonly pages?: PageTaker | null | undefined;
  readonly runId: number;
  readonly portals: readonly PortalToCrawl[];
  readonly userAgent: string;
  readonly addresses: AddressPolicy;
  /** Who else has a say before a host is asked; default: nobody. */
  readonly gate?: HostGate | undefined;
  readonly limits?: Partial<FetchLimits>;
  /** Requests in flight over all hosts. */
  readonly parallel: number;
  /** Only what failed before, without visiting the channels again. */
  readonly retryFailed?: boolean;
  /** First pause after a failure, milliseconds. */
  readonly firstBackOffMs?: number;
  /** First pause while our own network is gone, milliseconds. */
  readonly firstOutagePauseMs?: number;
  /** After so long the run ends, milliseconds. */
  readonly longestOutageMs?: number;
  /** The night whose rotation the visits obey; default: all is asked for. */
  readonly night?: NightlyRound | undefined;
  /** Where the run stops in order; what is left waits for the next one. */
  readonly budget?: Budget | undefined;
  /** What its calendar goes by; default: the system's. */
  readonly clock?: Clock | undefined;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: CrawlEvent) => void;
  /** Nothing can be asked for so long, milliseconds: every host that is left has asked to be left alone. */
  readonly onWaiting?: (waitMs: number) => void;
  /** The visits that go on where an earlier run was cut short. */
  readonly onResumed?: (portalIds: readonly string[]) => void;
  /** Our own network is gone, and back after so many milliseconds (null: it is gone). */
  readonly onOutage?: (lastedMs: number | null) => void;
}

/** What a run may take. */
export interface Budget {
  /** Requests. */
  readonly requests?: number | undefined;
  /** Milliseconds from its start. */
  readonly ms?: number | undefined;
}

export interface CrawlEnd {
  /** Nothing is left to do. */
  readonly complete: boolean;
  /** What ended it before that; null: nothing did, or the signal. */
  readonly stopped: 'budget' | 'network' | null;
}

/** Visits portals; resolves once every request has ended, or soon after the signal aborts. The first portals are asked first. */
export async function crawl(options: CrawlOptions): Promise<CrawlEnd> {
  const run = new Crawl(options);
  try {
    return await run.run();
  } finally {
    await run.close();
  }
}

/** A longer wait is told. */
const TOLD_WAIT_MS = 60_000;
/**
 * Answers that are here while others are still asked for: enough for three batches that are taken apart or wait for it, and one that is archived
 * and recorded, so that none of those waits for the network. What is killed loses so many of them at most, and asks again.
 */
export const ARRIVED_AT_MOST = 32;
/** What is larger counts as in flight until it is recorded: a few of them fill the memory. */
const MOST_ARRIVED_BYTES = 1024 * 1024;

const bytesOf = ({ exchanges }: NavigationResult): number =>
  exchanges.reduce((sum, { responseBlock, payload }) => sum + responseBlock.length + payload.length, 0);

class Crawl {
  readonly #options: CrawlOptions;
  readonly #visits = new Map<string, PortalVisit>();
  readonly #frontier: Frontier;
  readonly #log: CrawlLog;
  readonly #recorder: Recorder;
  readonly #fetcher: Fetcher;
  readonly #network: Network;
  readonly #browser: BrowserFallback;
  readonly #planner: Planner;
  readonly #outage: OutageWatch;
  readonly #scripts = new OuterScripts();
  readonly #clock: Clock;
  readonly #startedAt = performance.now();
  #isWaiting = false;

  constructor(options: CrawlOptions) {
    const { store, archive, runId, userAgent, addresses, limits, signal, clock = systemClock } = options;
    this.#options = options;
    // Every request in flight listens to it.
    setMaxListeners(0, signal);
    this.#clock = clock;
    this.#frontier = new Frontier(store, runId, clock);
    this.#log = new CrawlLog(store, runId);
    this.#recorder = new Recorder({ store, archive, frontier: this.#frontier, log: this.#log, runId, clock });
    const { ingestQueue, pages = null } = options;
    const isRead = (sha256: string) => ingestQueue?.lacks(sha256) === true;
    this.#planner = new Planner({ store, runId, frontier: this.#frontier, log: this.#log, pages, isRead, signal });
    this.#browser = new BrowserFallback(userAgent);
    const beforeSend = options.gate && (() => options.gate?.check());
    this.#fetcher = new Fetcher({ userAgent, addresses, signal, clock, beforeSend, ...(limits && { limits }) });
    this.#network = new Network({
      fetcher: this.#fetcher,
      hosts: this.#frontier.hosts,
      signal,
      gate: options.gate,
      clock,
      confirmable: (queued, url) => confirmable(store, queued.id, url),
      aside: (portalId, result) => this.#recorder.recordAside(portalId, result.exchanges),
    });
    this.#outage = new OutageWatch({
      answers: (url) => this.#network.answers(url),
      onBegin: () => options.onOutage?.(null),
      onEnd: (lastedMs, failed) => {
        this.#reopen(failed);
        options.onOutage?.(lastedMs);
      },
      onGivenUp: (failed) => this.#reopen(failed),
      signal,
      firstPauseMs: options.firstOutagePauseMs,
      longestMs: options.longestOutageMs,
    });
  }

  async run(): Promise<CrawlEnd> {
    const resumed = await this.#begin();
    if (resumed.length > 0) this.#options.onResumed?.(resumed);
    const { parallel, signal } = this.#options;
    const isOver = () => this.#stopped() !== null;
    await runPool({
      take: () => this.#frontier.takeSoon(isOver),
      isDue: () => !isOver() && this.#frontier.isDue(),
      dueIn: () => this.#toldWait(this.#frontier.dueIn()),
      isFinished: () => isOver() || this.#frontier.counts.open === 0,
      handle: (queued, arrived) => this.#handle(queued, arrived),
      parallel,
      arrivedAtMost: ARRIVED_AT_MOST,
      signal,
    });
    const complete = this.#frontier.counts.open === 0;
    return { complete, stopped: complete ? null : this.#stopped() };
  }

  #stopped(): CrawlEnd['stopped'] {
    if (this.#outage.isGivenUp) return 'network';
    const { requests = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY } = this.#options.budget ?? {};
    return this.#frontier.taken >= requests || performance.now() - this.#startedAt >= ms ? 'budget' : null;
  }

  /** What our own outage cost is asked for again, as if it had not been. */
  #reopen(failed: readonly QueuedRequest[]): void {
    this.#options.store.transaction(() => {
      this.#frontier.reopen(failed);
      for (const { kind, channelId } of failed)
        if (channelId !== null && isList(kind)) this.#log.reopenChannel(channelId);
    });
  }

  /** A wait that a person would take for a standstill is told, once. */
  #toldWait(wait: number | null): number | null {
    const isIdle = wait !== null && wait > TOLD_WAIT_MS && this.#frontier.counts.active === 0;
    if (isIdle && !this.#isWaiting) this.#options.onWaiting?.(wait);
    this.#isWaiting = isIdle;
    return wait;
  }

  async close(): Promise<void> {
    this.#fetcher.close();
    await this.#planner.close();
    await this.#browser.close();
  }

  /** Each portal's visit; noted in the archive first. Returns those that go on where an earlier run was cut short. */
  async #begin(): Promise<string[]> {
    const { store, portals, retryFailed = false, night = null } = this.#options;
    const visits = portals.map(({ config, settings }) => new PortalVisit(config, settings, night));
    for (const visit of visits) this.#visits.set(visit.id, visit);
    await this.#recorder.noteVisits(visits, { retryFailed, night });
    if (retryFailed) forgetBrokenPages(store);
    const parts = { store, frontier: this.#frontier, log: this.#log };
    const resumed = visits.filter((visit) => beginVisit(parts, visit, retryFailed));
    this.#lineUp(visits);
    return resumed.map(({ id }) => id);
  }

  #lineUp(visits: readonly PortalVisit[]): void {
    const hosts = new Set(visits.flatMap(({ config }) => config.channels.map(({ url }) => hostOf(url))));
    this.#options.store.transaction(() => {
      for (const [place, host] of [...hosts].entries()) this.#frontier.hosts.lineUp(host, place);
    });
  }

  #visit(queued: QueuedRequest): PortalVisit {
    const visit = this.#visits.get(queued.portalId);
    if (visit === undefined) throw new Error(`portal ${queued.portalId} is not part of this run`);
    return visit;
  }

  async #handle(queued: QueuedRequest, arrived: () => void): Promise<void> {
    const { signal, ingestQueue, store } = this.#options;
    const visit = this.#visit(queued);
    try {
      await ingestQueue?.whenRoom();
      await this.#outage.whenOver();
      signal.throwIfAborted();
      if (this.#outage.isGivenUp) return store.transaction(() => this.#frontier.giveBack(queued));
      const result = await this.#fetch(queued, visit);
      if (await this.#outage.caused(queued, result)) return store.transaction(() => this.#frontier.giveBack(queued));
      if (result.failure !== null) signal.throwIfAborted();
      const isHere = result.failure === null && bytesOf(result) <= MOST_ARRIVED_BYTES;
      if (isHere) arrived();
      await Promise.all([isHere && this.#frontier.arrived(queued), this.#take({ queued, visit }, result)]);
    } catch (error) {
      if (!signal.aborted) throw error;
      store.transaction(() => this.#frontier.giveBack(queued));
    }
  }

  /** What the server confirms and the archive cannot give back is fetched once more, without condition. */
  async #fetch(queued: QueuedRequest, visit: PortalVisit): Promise<NavigationResult> {
    const { store, runId } = this.#options;
    const result = await this.#network.fetch(queued, visit);
    if (result.confirms === null || answerOf(store, runId, result) !== null) return result;
    await this.#recorder.recordAside(visit.id, result.exchanges);
    return this.#network.fetch(queued, visit);
  }

  /** What a page says is filed with its bytes, where it was read in the same process that has found out what follows from it. */
  async #take(made: Made, result: NavigationResult): Promise<void> {
    const { ingestQueue } = this.#options;
    const found = await this.#planner.elsewhere(made, result);
    const { reading = null } = found ?? {};
    if (reading !== null) ingestQueue?.offer(reading);
    try {
      await this.#finish(made.queued, made.visit, await this.#look(made, result, found));
    } finally {
      if (reading !== null) ingestQueue?.settle(reading);
    }
    ingestQueue?.wake(1);
  }

  async #look(made: Made, result: NavigationResult, found: PageAnswer | null): Promise<BrowserRetryResult> {
    const { queued, visit } = made;
    const heavy = found === null ? await this.#planner.heavy(made, result) : null;
    let planned: Plan | null = heavy ?? found?.plan ?? null;
    const plan = () => {
      planned ??= this.#planner.of(made, result);
      return planned;
    };
    // So much is no empty frame that scripts would fill.
    if (heavy !== null && queued.details.list.press !== true) return { result, plan, rendered: null };
    const plain = result.failure === null ? answerOf(this.#options.store, this.#options.runId, result) : null;
    const navigation = this.#network.navigation(visit, () => null);
    const answer = plain === null ? null : await this.#withScripts(queued, visit, plain, plan);
    if (answer !== null && answer !== plain) planned = this.#planner.ofAnswer(made, answer);
    return retryInBrowser(queued, { result, plan, wantsScripts: found?.wantsScripts, rendered: null }, answer, {
      mode: visit.settings.browser,
      browser: this.#browser,
      navigation,
      planOf: (other) => this.#planner.ofAnswer(made, other),
      archive: (exchanges) => this.#recorder.recordAside(visit.id, exchanges),
      lessons: browserLessons(this.#options.store, visit.id, this.#clock),
      signal: this.#options.signal,
    });
  }

  /** The page with the code that it loads, where that may tell more of its list. */
  async #withScripts(queued: QueuedRequest, visit: PortalVisit, answer: Answer, plan: () => Plan): Promise<Answer> {
    if (!isList(queued.kind) || kindOf(answer) !== 'html') return answer;
    const page = pageOf(answer);
    const urls = needsScripts(queued, plan(), page) ? ownScripts(page) : [];
    if (urls.length === 0) return answer;
    const navigation = this.#network.navigation(visit, () => null);
    const archive = (exchanges: readonly Exchange[]) => this.#recorder.recordAside(visit.id, exchanges);
    const scripts = await this.#scripts.codeOf(urls, navigation, archive);
    return scripts === '' ? answer : { ...answer, scripts };
  }

  async #finish(
    queued: QueuedRequest,
    visit: PortalVisit,
    { result, plan, rendered }: BrowserRetryResult,
  ): Promise<void> {
    const settled = decideOutcome(
      queued,
      result,
      {
        settings: visit.settings,
        scope: visit.scope,
        plan,
        hostFailures: (host) => this.#frontier.hosts.penalty(host),
        firstBackOffMs: this.#options.firstBackOffMs,
      },
      this.#clock(),
    );
    const host = hostOf(result.exchanges.at(-1)?.url ?? queued.url);
    if (settled.slowDownUntil !== null) {
      this.#frontier.hosts.meet(host, visit.pace(host));
      this.#frontier.hosts.backOff(host, settled.slowDownUntil);
    }
    await this.#recorder.record(visit, { queued, result, ...settled, rendered });
    const { id: portalId } = visit;
    const { kind, url } = queued;
    this.#options.onEvent?.({
      portalId,
      url,
      kind,
      outcome: settled.outcome.kind,
      open: this.#frontier.open(portalId),
    });
  }
}
