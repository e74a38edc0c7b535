import { WarcArchive } from '../archive/warc-archive.ts';
import { Ingest } from '../ingest/index.ts';
import { archivedRecord } from '../store/captures.ts';
import { markVerified } from '../store/portals.ts';
import { type Recovery, recover } from '../store/recovery.ts';
import { endRun, type RunOutcome, startRun } from '../store/runs.ts';
import { openStore, type Store } from '../store/store.ts';
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
  readonly signal: AbortSignal;
  readonly onEvent?: (event: CrawlEvent) => void;
  /** The archive had to be mended after a crash. */
  readonly onRecovery?: (recovered: readonly Recovery[]) => void;
  /** The visits that go on where an earlier run was cut short. */
  readonly onResumed?: (portalIds: readonly string[]) => void;
  readonly firstOutagePauseMs?: number;
  /** Our own network is gone (null), or back after so many milliseconds. */
  readonly onOutage?: (lastedMs: number | null) => void;
  /** Everything is fetched; so many documents are still to be read. */
  readonly onDraining?: () => void;
}

export interface RunResult {
  readonly summary: CrawlSummary;
  readonly outcome: RunOutcome;
}

/**
 * One run from start to end: opens the data folder, mends what a crash left, crawls, reads, counts. Interrupted by the signal, it leaves
 * everything so that the same call goes on later.
 * @throws StoreLockedError where another run holds the data folder.
 */
export async function runCrawl(options: RunOptions): Promise<RunResult> {
  const store = openStore(options.dataDir);
  try {
    const startedAt = Date.now();
    const runId = startRun(store, options.command);
    const recovered = recover(store, runId);
    if (recovered.length > 0) options.onRecovery?.(recovered);
    const puts = new PutCounter();
    await crawlAndRead(store, runId, puts, options);
    const portals = options.portals.map(({ config: { id, floor } }) => ({ id, floor }));
    const summary = summarise(store, { runId, startedAt, portals, puts });
    const outcome = outcomeOf(summary, options.signal.aborted);
    verify(store, options.portals);
    endRun(store, runId, outcome, summary);
    return { summary, outcome };
  } finally {
    store.close();
  }
}

async function crawlAndRead(store: Store, runId: number, puts: PutCounter, options: RunOptions): Promise<void> {
  const archive = new WarcArchive(options.dataDir, {
    archived: (digest) => archivedRecord(store, digest),
    software: options.userAgent,
    ...(options.warcBytes !== undefined && { maxFileBytes: options.warcBytes }),
  });
  const ingestQueue = new Ingest(store, {
    runId,
    retry: options.retryFailed === true ? 'all' : 'shortages',
    onPut: (put) => puts.add(put),
  });
  try {
    await crawl({ ...options, store, archive, ingestQueue, runId });
    if (options.signal.aborted) return;
    options.onDraining?.();
    await drained(ingestQueue, options.signal);
  } finally {
    await ingestQueue.close();
    await archive.close();
  }
}

/** The lane is done, or the signal says that it shall wait for the next run. */
function drained(ingestQueue: Ingest, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    ingestQueue.drain().then(resolve, reject);
  });
}

function outcomeOf(summary: CrawlSummary, interrupted: boolean): RunOutcome {
  if (interrupted) return 'interrupted';
  return summary.failed > 0 || summary.under_floor.length > 0 ? 'failures' : 'ok';
}

function verify(store: Store, portals: readonly PortalToCrawl[]): void {
  const today = new Date().toISOString().slice(0, 10);
  for (const { config } of portals) {
    const found = store.get('SELECT 1 FROM report WHERE portal_id = ? LIMIT 1', config.id);
    if (found !== undefined) markVerified(store, config.id, today);
  }
}
