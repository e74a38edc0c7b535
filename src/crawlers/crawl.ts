import { setMaxListeners } from 'node:events';
import type { WarcArchive } from '../archive/warc-archive.ts';
import type { PortalConfig, Settings } from '../config/index.ts';
import { confirmable } from '../store/captures.ts';
import { upsertPortal } from '../store/portals.ts';
import type { Store } from '../store/store.ts';
import { type Answer, answerOf } from './answer.ts';
import { BrowserFallback } from './browser/fallback.ts';
import { decideEnding } from './ending.ts';
import { Fetcher, type FetchLimits } from './fetch.ts';
import { Frontier } from './frontier.ts';
import type { AddressPolicy } from './http/address.ts';
import { Ledger } from './ledger.ts';
import { FrontierManager } from './manager.ts';
import type { Journey } from './navigate.ts';
import { Network } from './network.ts';
import { NOTHING, type Plan } from './plan.ts';
import { planAnswer } from './plan-answer.ts';
import { runPool } from './pool.ts';
import { PortalVisit } from './portal-visit.ts';
import type { Failure } from './reasons.ts';
import { Recorder } from './record.ts';
import { hostOf } from './scope.ts';
import { type Looked, lookAgain } from './second-look.ts';
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
  /** Only what failed before, without visiting the channels again. */
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

/** Failures that may be over by the next visit. */
const WORTH_ASKING_AGAIN: readonly Failure[] = [
  'throttled',
  'server_error',
  'unreachable',
  'timeout',
  'soft_error',
  'robots',
];

class Crawl {
  readonly #options: CrawlOptions;
  readonly #visits = new Map<string, PortalVisit>();
  readonly #frontier: Frontier;
  readonly #ledger: Ledger;
  readonly #recorder: Recorder;
  readonly #fetcher: Fetcher;
  readonly #network: Network;
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
    this.#network = new Network({
      fetcher: this.#fetcher,
      frontier: this.#frontier,
      signal,
      held: (work, url) => confirmable(store, work.id, url),
      archive: (portalId, journey) => this.#recorder.recordAside(portalId, journey.exchanges),
    });
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
      else this.#wantChannels(visit);
      if (this.#frontier.open(visit.id) === 0) this.#frontier.finish(visit.id);
      return resumed;
    });
  }

  #wantChannels(visit: PortalVisit): void {
    for (const { url, title, organ } of visit.config.channels) {
      const channel = { url, title, parentId: null };
      const channelId = this.#ledger.openChannel(visit.id, channel, this.#frontier.since(visit.id));
      const details = { page: 1, depth: 0, ...(organ !== null && { organ }), ...(title !== null && { channel: title }) };
      this.#frontier.want(visit.id, { kind: 'channel', url, channelId, parentId: null, details }, visit.pace);
    }
    // What could not be had last time is asked for again, even where no list names it any more.
    this.#frontier.retryFailed(visit.id, visit.pace, WORTH_ASKING_AGAIN);
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
      const journey = await this.#network.fetch(work, visit);
      if (journey.trouble !== null) signal.throwIfAborted();
      await this.#finish(work, visit, await this.#look(work, visit, journey));
    } catch (error) {
      if (!signal.aborted) throw error;
      store.transaction(() => this.#frontier.giveBack(work));
    }
  }

  #look(work: Work, visit: PortalVisit, journey: Journey): Promise<Looked> {
    let planned: Plan | null = null;
    const plan = () => {
      planned ??= this.#plan(work, visit, journey);
      return planned;
    };
    const answer = journey.trouble === null ? answerOf(this.#options.store, journey) : null;
    return lookAgain(work, { journey, plan, rendered: null }, answer, {
      mode: visit.settings.browser,
      browser: this.#browser,
      around: this.#network.around(visit, () => null),
      planOf: (other) => this.#planOf(work, visit, other),
      archive: (exchanges) => this.#recorder.recordAside(visit.id, exchanges),
      signal: this.#options.signal,
    });
  }

  async #finish(work: Work, visit: PortalVisit, { journey, plan, rendered }: Looked): Promise<void> {
    const settled = decideEnding(work, journey, {
      settings: visit.settings,
      plan,
      hostFailures: (host) => this.#frontier.hosts.penalty(host),
      firstBackOffMs: this.#options.firstBackOffMs,
    });
    const host = hostOf(journey.exchanges.at(-1)?.url ?? work.url);
    if (settled.slowDownUntil !== null) {
      this.#frontier.hosts.meet(host, visit.pace(host));
      this.#frontier.hosts.penalise(host, settled.slowDownUntil);
    }
    await this.#recorder.record(visit, { work, journey, ...settled, rendered });
    this.#options.lane?.wake();
    const { id: portalId } = visit;
    const { kind, url } = work;
    this.#options.onEvent?.({ portalId, url, kind, ending: settled.ending.kind, open: this.#frontier.open(portalId) });
  }

  #plan(work: Work, visit: PortalVisit, journey: Journey): Plan {
    const answer = answerOf(this.#options.store, journey);
    return answer === null ? LOST : this.#planOf(work, visit, answer);
  }

  #planOf(work: Work, visit: PortalVisit, answer: Answer): Plan {
    const channel = this.#ledger.channel(work.channelId) ?? { url: work.url, title: null };
    const since = this.#frontier.since(visit.id);
    const isSeen = (url: string) => work.channelId !== null && this.#ledger.isSeen(work.channelId, url, since);
    try {
      return planAnswer(answer, { visit, work, channel, isSeen });
    } catch (error) {
      return notUnderstood(work, error);
    }
  }
}

const LOST: Plan = {
  ...NOTHING,
  trouble: { failure: 'server_error', message: 'the archive has lost what the server says is unchanged', retry: true },
};

/** A page that breaks its dialect (nested ten thousand deep, say) is no reason to stop: a document is kept for its reader all the same. */
function notUnderstood(work: Work, error: unknown): Plan {
  const message = `the page could not be taken apart: ${error instanceof Error ? error.message : String(error)}`;
  if (work.kind === 'detail' || work.kind === 'attachment') {
    return { ...NOTHING, content: 'document', warnings: [{ code: 'page_not_understood', message }] };
  }
  return { ...NOTHING, trouble: { failure: 'unreadable', message, retry: false } };
}
