import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentReader, Ingest } from '../ingest/index.ts';
import { warcFileId } from '../store/captures.ts';
import { markVerified } from '../store/portals.ts';
import { DATABASE_FILE, openStore, type Store } from '../store/store.ts';
import { readGroups } from './groups.ts';
import { Replay } from './replay.ts';
import { type ArchiveContents, type RunSegment, readContents } from './segments.ts';

export interface RebuildOptions {
  readonly dataDir: string;
  readonly signal: AbortSignal;
  /** Workers that read the files, where several runs share them; default: the run's own, ended with it. */
  readonly pool?: DocumentReader | undefined;
  /** So many of the archive's stretches are done, of so many. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Everything is indexed; so many documents are to be read. */
  readonly onReading?: (waiting: number) => void;
}

export interface RebuildSummary {
  readonly files: number;
  readonly runs: number;
  readonly captures: number;
  readonly documents: number;
  readonly reports: number;
  readonly unreadable: number;
  /** Damaged stretches of the archive, in words. */
  readonly damage: readonly string[];
  /** Where the former database is kept; null where there was none. */
  readonly formerDatabase: string | null;
  readonly complete: boolean;
}

/** Beside the database until it is whole: a rebuild that is killed changes nothing. */
const NEW_FILE = 'nianbao.rebuilding.sqlite';

/**
 * Makes the database anew from the archive alone. The former one is kept beside it; interrupted, everything is as it was.
 * @throws StoreLockedError where a run holds the data folder.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildSummary> {
  const { dataDir } = options;
  removeDatabase(join(dataDir, NEW_FILE));
  const store = openStore(dataDir, { file: NEW_FILE });
  let summary: Omit<RebuildSummary, 'formerDatabase'>;
  try {
    const contents = readContents(dataDir);
    const problems = replayAll(store, contents, options);
    await readAll(store, options);
    concludeAll(store);
    summary = summarise(store, [...contents.damage, ...problems], !options.signal.aborted);
    if (!summary.complete) return { ...summary, formerDatabase: null };
  } finally {
    store.close();
  }
  return { ...summary, formerDatabase: swap(dataDir) };
}

function replayAll(
  store: Store,
  { segments, voided }: ArchiveContents,
  { dataDir, signal, onProgress }: RebuildOptions,
): readonly string[] {
  const replay = new Replay(store, voided);
  for (const [index, segment] of segments.entries()) {
    if (signal.aborted) break;
    const runId = replay.run(segment);
    // One transaction a stretch: each record by itself would wait for the disk.
    store.transaction(() => readGroups(dataDir, segment, (group) => replay.group(runId, group)));
    settle(store, dataDir, segment);
    onProgress?.(index + 1, segments.length);
  }
  return replay.problems;
}

/** Nothing is appended to a file that was taken in whole. */
function settle(store: Store, dataDir: string, { file }: RunSegment): void {
  const { size } = statSync(join(dataDir, file));
  store.run('UPDATE warc_file SET size = ?, closed = 1 WHERE id = ?', size, warcFileId(store, file));
}

async function readAll(store: Store, { signal, pool, onReading }: RebuildOptions): Promise<void> {
  const waiting = store.get<{ n: number }>("SELECT count(*) AS n FROM payload WHERE state = 'waiting'")?.n ?? 0;
  onReading?.(waiting);
  const lastRun = store.get<{ id: number }>('SELECT max(id) AS id FROM run')?.id ?? 0;
  const runOf = (payloadId: number) =>
    store.get<{ id: number | null }>('SELECT min(run_id) AS id FROM capture WHERE payload_id = ?', payloadId)?.id ??
    lastRun;
  const ingest = new Ingest(store, { runId: lastRun, runOf, pool });
  const stop = () => void ingest.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await ingest.drain();
  } finally {
    signal.removeEventListener('abort', stop);
    await ingest.close();
  }
}

/** What only the end of all can tell. */
function concludeAll(store: Store): void {
  store.transaction(() => {
    const next = '(SELECT min(later.started_at) FROM run AS later WHERE later.id > run.id)';
    store.run(`UPDATE run SET ended_at = coalesce(${next}, started_at), outcome = 'crashed' WHERE ended_at IS NULL`);
    const days = store.all<{ portal: string; day: string }>(
      `SELECT portal_id AS portal, substr(min(run.ended_at), 1, 10) AS day FROM report JOIN run ON run.id = first_run_id
       WHERE run.command LIKE 'nianbao crawl%' OR EXISTS (SELECT 1 FROM channel WHERE channel.portal_id = report.portal_id)
       GROUP BY portal_id`,
    );
    for (const { portal, day } of days) markVerified(store, portal, day);
  });
}

function summarise(store: Store, damage: readonly string[], complete: boolean): Omit<RebuildSummary, 'formerDatabase'> {
  const count = (sql: string): number => store.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)?.n ?? 0;
  return {
    files: count('warc_file'),
    runs: count('run'),
    captures: count('capture'),
    documents: count('document'),
    reports: count('report WHERE is_current = 1'),
    unreadable: count("payload WHERE state = 'unreadable'"),
    damage,
    complete,
  };
}

const SUFFIXES = ['', '-wal', '-shm', '-journal'];

/** The new database takes the place of the former one, whose log goes with it. */
function swap(dataDir: string): string | null {
  const path = join(dataDir, DATABASE_FILE);
  const kept = existsSync(path) ? freeName(dataDir) : null;
  for (const suffix of SUFFIXES)
    if (kept !== null && existsSync(path + suffix)) renameSync(path + suffix, join(dataDir, kept) + suffix);
  renameSync(join(dataDir, NEW_FILE), path);
  return kept;
}

function freeName(dataDir: string): string {
  for (let count = 1; ; count++) {
    const name = `nianbao.before-rebuild${count === 1 ? '' : `-${count}`}.sqlite`;
    if (!existsSync(join(dataDir, name))) return name;
  }
}

function removeDatabase(path: string): void {
  for (const suffix of SUFFIXES) rmSync(path + suffix, { force: true });
}
