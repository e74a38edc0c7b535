import { once } from 'node:events';
import { WarcArchive } from '../archive/warc-archive.ts';
import { Ingest } from '../ingest/index.ts';
import { archivedRecord } from '../store/captures.ts';
import { upsertPortal } from '../store/portals.ts';
import { type Recovery, recover } from '../store/recovery.ts';
import { endRun, type RunOutcome, startRun } from '../store/runs.ts';
import { openStore, type Store } from '../store/store.ts';
import { Importer } from './importer.ts';
import type { RawPath } from './paths.ts';
import { type ImportProgress, Watch } from './progress.ts';
import { type ImportSummary, summarise } from './summary.ts';
import { Tally } from './tally.ts';
import { type SkippedFile, walk } from './walk.ts';

export interface ImportOptions {
  readonly dataDir: string;
  /** The command line, for `nianbao runs`. */
  readonly command: string;
  /** Absolute. */
  readonly paths: readonly RawPath[];
  /** Where the reports are filed. A code of null leaves the portal's own as it is. */
  readonly portal: { readonly id: string; readonly name: string | null; readonly code: string | null };
  readonly organ: string | null;
  readonly signal: AbortSignal;
  readonly warcBytes?: number;
  readonly onRecovery?: (recovered: readonly Recovery[]) => void;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * One import from start to end: opens the data folder, mends what a crash left, archives and indexes what is new, reads, counts.
 * Interrupted by the signal, it leaves everything so that the same call goes on later.
 * @throws StoreLockedError where another run holds the data folder.
 */
export async function runImport(options: ImportOptions): Promise<{ summary: ImportSummary; outcome: RunOutcome }> {
  const store = openStore(options.dataDir);
  try {
    const startedAt = Date.now();
    const runId = startRun(store, options.command);
    const recovered = recover(store, runId);
    if (recovered.length > 0) options.onRecovery?.(recovered);
    const tally = new Tally();
    await importAndRead(store, runId, tally, options);
    const summary = summarise(store, { runId, startedAt, portalId: options.portal.id, tally });
    const outcome = options.signal.aborted ? 'interrupted' : summary.failed > 0 ? 'failures' : 'ok';
    endRun(store, runId, outcome, summary);
    return { summary, outcome };
  } finally {
    store.close();
  }
}

async function importAndRead(store: Store, runId: number, tally: Tally, options: ImportOptions): Promise<void> {
  const archive = new WarcArchive(options.dataDir, {
    archived: (digest) => archivedRecord(store, digest),
    ...(options.warcBytes !== undefined && { maxFileBytes: options.warcBytes }),
  });
  const refile = openPortal(store, options);
  const lane = new Ingest(store, { runId, onPut: (put) => tally.put(put) });
  const watch = new Watch(store, options.onProgress ?? (() => undefined));
  try {
    const importer = new Importer({
      ...{ store, archive, runId, tally, refile },
      portalId: options.portal.id,
      organ: options.organ,
      signal: options.signal,
      onWritten: async () => {
        lane.wake();
        watch.tell();
        await unlessAborted(options.signal, lane.whenRoom());
      },
      onRead: (bytes) => watch.read(bytes),
    });
    await importAll(importer, watch, { store, runId, tally, options });
    await watch.whileReading(unlessAborted(options.signal, lane.drain()));
  } finally {
    await lane.close();
    await archive.close();
  }
}

/** True where the portal's code is another one than before: the organs of its documents are looked up again. */
function openPortal(store: Store, { portal }: ImportOptions): boolean {
  const known = store.get<{ name: string; code: string | null }>(
    'SELECT name, code FROM portal WHERE id = ?',
    portal.id,
  );
  const code = portal.code ?? known?.code ?? null;
  upsertPortal(store, { id: portal.id, name: portal.name ?? known?.name ?? portal.id, code });
  return known !== undefined && known.code !== code;
}

interface Task {
  readonly store: Store;
  readonly runId: number;
  readonly tally: Tally;
  readonly options: ImportOptions;
}

async function importAll(importer: Importer, watch: Watch, { store, runId, tally, options }: Task): Promise<void> {
  const { paths, dataDir, signal, portal } = options;
  await watch.count(walk(paths, { dataDir }), signal);
  for (const found of walk(paths, { dataDir })) {
    if (signal.aborted) break;
    if (found.kind === 'skip') noteSkip(store, found, { portalId: portal.id, runId, tally });
    else {
      watch.begin(found.size);
      await importer.add(found);
    }
  }
  await importer.flush();
}

function noteSkip(
  store: Store,
  { url, reason, message }: SkippedFile,
  { portalId, runId, tally }: { portalId: string; runId: number; tally: Tally },
): void {
  tally.skip(url, reason, message);
  store.run(
    `INSERT INTO skipped (portal_id, url, reason, run_id) VALUES (?, ?, ?, ?)
     ON CONFLICT (portal_id, url) DO UPDATE SET reason = excluded.reason, run_id = excluded.run_id`,
    portalId,
    url,
    reason,
    runId,
  );
}

/** Resolves once the promise does or the signal aborts; what waits then waits for the next run. */
async function unlessAborted(signal: AbortSignal, promise: Promise<void>): Promise<void> {
  if (signal.aborted) return;
  const done = new AbortController();
  try {
    await Promise.race([promise, once(signal, 'abort', { signal: done.signal }).catch(() => undefined)]);
  } finally {
    done.abort();
  }
}
