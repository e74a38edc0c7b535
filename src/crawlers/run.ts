import type { DocumentReader, Put } from '../ingest/index.ts';
import { inRun, type OpenRun, type RunResult } from '../run/run.ts';
import { unlessAborted } from '../run/unless-aborted.ts';
import { markVerified } from '../store/portals.ts';
import type { Recovery } from '../store/recovery.ts';
import type { RunOutcome } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import { type Clock, dayOf, systemClock } from '../vocabulary/clock.ts';
import { CrawlPool, type PageTaker } from './apart/crawl-pool.ts';
import { type Budget, type CrawlEnd, type CrawlEvent, crawl, type PortalToCrawl } from './crawl.ts';
import type { AddressPolicy } from './http/address.ts';
import type { FetchLimits } from './http/fetch.ts';
import type { HostGate } from './http/host-gate.ts';
import type { NightlyRound } from './queue/rotation.ts';
import { type CrawlSummary, PutCounter, summarise } from './summary.ts';

/** Workers that read the files, and take pages apart where they can. */
export type CrawlWorkers = DocumentReader & Partial<PageTaker>;

export interface RunOptions {
  readonly dataDir: string;
  /** The command line, for `nianbao runs`. */
  readonly command: string;
  readonly portals: readonly PortalToCrawl[];
  readonly addresses: AddressPolicy;
  /** Who else has a say before a host is asked; default: nobody. */
  readonly gate?: HostGate | undefined;
  readonly userAgent: string;
  readonly parallel: number;
  readonly limits?: Partial<FetchLimits>;
  readonly warcBytes?: number;
  readonly retryFailed?: boolean;
  readonly firstBackOffMs?: number;
  /** Where several runs share them; default: the run's own, ended with it. */
  readonly pool?: CrawlWorkers | undefined;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: CrawlEvent) => void;
  /** A document was read and filed. */
  readonly onPut?: (put: Put) => void;
  /** The archive had to be mended after a crash. */
  readonly onRecovery?: (recovered: readonly Recovery[]) => void;
  /** Nothing can be asked for so long, milliseconds. */
  readonly onWaiting?: (waitMs: number) => void;
  /** The visits that go on where an earlier run was cut short. */
  readonly onResumed?: (portalIds: readonly string[]) => void;
  readonly firstOutagePauseMs?: number;
  readonly longestOutageMs?: number;
  /** The night whose rotation the visits obey; default: all is asked for. */
  readonly night?: NightlyRound | undefined;
  /** Where the run stops in order. */
  readonly budget?: Budget | undefined;
  /** What its calendar goes by; default: the system's. */
  readonly clock?: Clock | undefined;
  /** Everything is counted; what is written now belongs to the run. */
  readonly onConclude?: ((run: ConcludedRun) => void) | undefined;
  /** Our own network is gone (null), or back after so many milliseconds. */
  readonly onOutage?: (lastedMs: number | null) => void;
  /** Everything is fetched; so many documents are still to be read. */
  readonly onDraining?: () => void;
}

export interface ConcludedRun extends RunResult<CrawlSummary> {
  readonly store: Store;
  readonly runId: number;
  /** What ended it before all was asked for; null: nothing did, or a person. */
  readonly stopped: CrawlEnd['stopped'];
}

export interface CrawlResult extends RunResult<CrawlSummary> {
  /** What ended it before all was asked for; null: nothing did, or a person. */
  readonly stopped: CrawlEnd['stopped'];
}

/** One crawl from start to end. Interrupted by the signal, it leaves everything so that the same call goes on later. */
export async function runCrawl(options: RunOptions): Promise<CrawlResult> {
  if (options.pool !== undefined) return runWith(options.pool, options);
  const pool = new CrawlPool();
  try {
    return await runWith(pool, options);
  } finally {
    await pool.close();
  }
}

async function runWith(pool: CrawlWorkers, options: RunOptions): Promise<CrawlResult> {
  const puts = new PutCounter();
  const retry = options.retryFailed === true ? ('all' as const) : ('shortages' as const);
  const { clock = systemClock } = options;
  let stopped: CrawlEnd['stopped'] = null;
  const onPut = (put: Put): void => {
    puts.add(put);
    options.onPut?.(put);
  };
  const parts = { ...options, kind: 'crawl', software: options.userAgent, pool, retry, onPut };
  const result = await inRun(
    parts,
    async (run) => {
      stopped = await crawlAndRead(run, options, takesPages(pool) ? pool : null);
    },
    (run) => {
      const portals = options.portals.map(({ config: { id, floor } }) => ({ id, floor }));
      const seconds = Math.round((clock() - run.startedAt) / 100) / 10;
      const summary = summarise(run.store, { ...run, seconds, portals, puts });
      verify(run.store, options.portals, dayOf(clock()));
      const concluded = { summary, outcome: outcomeOf(summary, options.signal.aborted) };
      options.onConclude?.({ ...concluded, store: run.store, runId: run.runId, stopped });
      return concluded;
    },
  );
  return { ...result, stopped };
}

export const takesPages = (pool: Partial<PageTaker>): pool is PageTaker => pool.takeApart !== undefined;

async function crawlAndRead(
  { store, archive, ingest, runId }: OpenRun,
  options: RunOptions,
  pages: PageTaker | null,
): Promise<CrawlEnd['stopped']> {
  const { stopped } = await crawl({ ...options, store, archive, ingestQueue: ingest, pages, runId });
  if (options.signal.aborted) return stopped;
  options.onDraining?.();
  await unlessAborted(options.signal, ingest.drain());
  return stopped;
}

function outcomeOf(summary: CrawlSummary, interrupted: boolean): RunOutcome {
  if (interrupted) return 'interrupted';
  const isWhole = summary.under_floor.length === 0 && summary.doubtful_channels.length === 0;
  return summary.failed === 0 && isWhole ? 'ok' : 'failures';
}

function verify(store: Store, portals: readonly PortalToCrawl[], today: string): void {
  for (const { config } of portals) {
    const found = store.get('SELECT 1 FROM report WHERE portal_id = ? LIMIT 1', config.id);
    if (found !== undefined) markVerified(store, config.id, today);
  }
}
