import { WarcArchive } from '../archive/warc-archive.ts';
import { Ingest, type IngestOptions, type Put } from '../ingest/index.ts';
import { archivedRecord, unfinishedFile } from '../store/captures.ts';
import { type Recovery, recover } from '../store/recovery.ts';
import { endRun, type RunOutcome, runMark, startRun } from '../store/runs.ts';
import { openStore, type Store } from '../store/store.ts';

export interface RunParts {
  readonly dataDir: string;
  /** The command line, for `nianbao runs`. */
  readonly command: string;
  /** Part of the archive's file names. */
  readonly kind: string;
  /** Named in the archive's files. */
  readonly software?: string | undefined;
  readonly warcBytes?: number | undefined;
  /** The archive had to be mended after a crash. */
  readonly onRecovery?: ((recovered: readonly Recovery[]) => void) | undefined;
  /** What failed to be read in earlier runs and is read again. */
  readonly retry?: IngestOptions['retry'];
  /** A document was read. */
  readonly onPut: (put: Put) => void;
}

/** What the work of a run is done with. */
export interface OpenRun {
  readonly store: Store;
  readonly archive: WarcArchive;
  readonly ingest: Ingest;
  readonly runId: number;
  readonly startedAt: number;
}

export interface RunResult<Summary> {
  readonly summary: Summary;
  readonly outcome: RunOutcome;
}

/**
 * One run from start to end: opens the data folder, mends what a crash left, works, counts once everything is written, notes how it ended.
 * @throws StoreLockedError where another run holds the data folder.
 */
export async function inRun<Summary>(
  parts: RunParts,
  work: (run: OpenRun) => Promise<void>,
  conclude: (run: Pick<OpenRun, 'store' | 'runId' | 'startedAt'>) => RunResult<Summary>,
): Promise<RunResult<Summary>> {
  const store = openStore(parts.dataDir);
  try {
    const startedAt = Date.now();
    const runId = startRun(store, parts.command);
    const recovered = recover(store, runId);
    if (recovered.length > 0) parts.onRecovery?.(recovered);
    await withArchive(parts, { store, runId, startedAt }, work);
    const result = conclude({ store, runId, startedAt });
    endRun(store, runId, result.outcome, result.summary);
    return result;
  } finally {
    store.close();
  }
}

async function withArchive(
  { dataDir, kind, software, warcBytes, retry, onPut }: RunParts,
  run: Pick<OpenRun, 'store' | 'runId' | 'startedAt'>,
  work: (run: OpenRun) => Promise<void>,
): Promise<void> {
  const { store, runId } = run;
  const archive = new WarcArchive(dataDir, {
    kind,
    run: runMark(store, runId),
    archived: (digest) => archivedRecord(store, digest),
    unfinished: (prefix) => unfinishedFile(store, prefix),
    ...(software !== undefined && { software }),
    ...(warcBytes !== undefined && { maxFileBytes: warcBytes }),
  });
  const ingest = new Ingest(store, { runId, onPut, ...(retry !== undefined && { retry }) });
  try {
    await work({ ...run, archive, ingest });
  } finally {
    await ingest.close();
    await archive.close();
  }
}
