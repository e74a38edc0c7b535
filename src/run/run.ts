import { WarcArchive } from '../archive/warc-archive.ts';
import { type DocumentReader, Ingest, type IngestOptions, type Put } from '../ingest/index.ts';
import { archivedRecord, unfinishedFile } from '../store/captures.ts';
import { type Recovery, recover } from '../store/recovery.ts';
import { endRun, type RunOutcome, runMark, startRun } from '../store/runs.ts';
import { openStore, type Store } from '../store/store.ts';
import { type Clock, systemClock } from '../vocabulary/clock.ts';
import { noteRunEnd, noteVoid } from './notes.ts';

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
  /** Workers that read the files, where several runs share them; default: the run's own, ended with it. */
  readonly pool?: DocumentReader | undefined;
  /** What its calendar goes by; default: the system's. */
  readonly clock?: Clock | undefined;
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
    const { clock = systemClock } = parts;
    const startedAt = clock();
    const runId = startRun(store, parts.command, clock);
    const recovered = recover(store, runId);
    if (recovered.length > 0) parts.onRecovery?.(recovered);
    const archive = openArchive(store, runId, parts);
    try {
      await noteVoid(store, archive, runId, recovered);
      await withIngest({ store, archive, runId, startedAt }, parts, work);
      const result = conclude({ store, runId, startedAt });
      endRun(store, runId, result, clock);
      await noteRunEnd(store, archive, runId);
      return result;
    } finally {
      await archive.close();
    }
  } finally {
    store.close();
  }
}

function openArchive(
  store: Store,
  runId: number,
  { dataDir, kind, software, warcBytes, clock }: RunParts,
): WarcArchive {
  return new WarcArchive(dataDir, {
    kind,
    clock,
    run: runMark(store, runId),
    archived: (digest) => archivedRecord(store, digest),
    unfinished: (prefix) => unfinishedFile(store, prefix),
    ...(software !== undefined && { software }),
    ...(warcBytes !== undefined && { maxFileBytes: warcBytes }),
  });
}

async function withIngest(
  run: Omit<OpenRun, 'ingest'>,
  { retry, pool, onPut }: RunParts,
  work: (run: OpenRun) => Promise<void>,
): Promise<void> {
  const { store, runId } = run;
  const ingest = new Ingest(store, { runId, pool, onPut, ...(retry !== undefined && { retry }) });
  try {
    await work({ ...run, ingest });
  } finally {
    await ingest.close();
  }
}
