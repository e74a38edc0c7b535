import type { ExtractionPool, Put } from '../ingest/index.ts';
import { inRun, type OpenRun, type RunResult } from '../run/run.ts';
import { unlessAborted } from '../run/unless-aborted.ts';
import { markVerified } from '../store/portals.ts';
import type { Recovery } from '../store/recovery.ts';
import type { RunOutcome } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import { type CrawlEvent, crawl, type PortalToCrawl } from './crawl.ts';
import type { AddressPolicy } from './http/address.ts';
import type { FetchLimits } from './http/fetch.ts';
import { type CrawlSummary, PutCounter, summarise } from './summary.ts';

export interface RunOptions {
  readonly dataDir: string;
  /** The command line, for `nianbao runs`. */
  readonly command: string;
  readonly portals: readonly PortalToCrawl[];
  readonly addresses: AddressPolicy;
  readonly userAgent: string;
  readonly parallel: number;
  readonly limits?: Partial<FetchLimits>;
  readonly warcBytes?: number;
  readonly retryFailed?: boolean;
  readonly firstBackOffMs?: number;
  /** Workers that read the files, where several runs share them; default: the run's own, ended with it. */
  readonly pool?: ExtractionPool | undefined;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: CrawlEvent) => void;
  /** The archive had to be mended after a crash. */
  readonly onRecovery?: (recovered: readonly Recovery[]) => void;
  /** Nothing can be asked for so long, milliseconds. */
  readonly onWaiting?: (waitMs: number) => void;
  /** The visits that go on where an earlier run was cut short. */
  readonly onResumed?: (portalIds: readonly string[]) => void;
  readonly firstOutagePauseMs?: number;
  /** Our own network is gone (null), or back after so many milliseconds. */
  readonly onOutage?: (lastedMs: number | null) => void;
  /** Everything is fetched; so many documents are still to be read. */
  readonly onDraining?: () => void;
}

export type CrawlResult = RunResult<CrawlSummary>;

/** One crawl from start to end. Interrupted by the signal, it leaves everything so that the same call goes on later. */
export function runCrawl(options: RunOptions): Promise<CrawlResult> {
  const puts = new PutCounter();
  const retry = options.retryFailed === true ? ('all' as const) : ('shortages' as const);
  const parts = { ...options, kind: 'crawl', software: options.userAgent, retry, onPut: (put: Put) => puts.add(put) };
  return inRun(
    parts,
    (run) => crawlAndRead(run, options),
    (run) => {
      const portals = options.portals.map(({ config: { id, floor } }) => ({ id, floor }));
      const summary = summarise(run.store, { ...run, portals, puts });
      verify(run.store, options.portals);
      return { summary, outcome: outcomeOf(summary, options.signal.aborted) };
    },
  );
}

async function crawlAndRead({ store, archive, ingest, runId }: OpenRun, options: RunOptions): Promise<void> {
  await crawl({ ...options, store, archive, ingestQueue: ingest, runId });
  if (options.signal.aborted) return;
  options.onDraining?.();
  await unlessAborted(options.signal, ingest.drain());
}

function outcomeOf(summary: CrawlSummary, interrupted: boolean): RunOutcome {
  if (interrupted) return 'interrupted';
  const isWhole = summary.under_floor.length === 0 && summary.doubtful_channels.length === 0;
  return summary.failed === 0 && isWhole ? 'ok' : 'failures';
}

function verify(store: Store, portals: readonly PortalToCrawl[]): void {
  const today = new Date().toISOString().slice(0, 10);
  for (const { config } of portals) {
    const found = store.get('SELECT 1 FROM report WHERE portal_id = ? LIMIT 1', config.id);
    if (found !== undefined) markVerified(store, config.id, today);
  }
}
