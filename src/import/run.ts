import type { DocumentReader } from '../ingest/index.ts';
import { note } from '../run/notes.ts';
import { inRun, type OpenRun, type RunResult } from '../run/run.ts';
import { unlessAborted } from '../run/unless-aborted.ts';
import { upsertPortal } from '../store/portals.ts';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';
import { metFacts } from './facts.ts';
import { Importer } from './importer.ts';
import type { RawPath } from './paths.ts';
import { type ImportProgress, Watch } from './progress.ts';
import { type ImportSummary, summarise } from './summary.ts';
import { ImportTally } from './tally.ts';
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
  /** Workers that read the files, where several runs share them; default: the run's own, ended with it. */
  readonly pool?: DocumentReader | undefined;
  readonly onRecovery?: (recovered: readonly Recovery[]) => void;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Something was archived and indexed. */
  readonly onWritten?: () => void;
}

/** One import from start to end. Interrupted by the signal, it leaves everything so that the same call goes on later. */
export function runImport(options: ImportOptions): Promise<RunResult<ImportSummary>> {
  const tally = new ImportTally();
  return inRun(
    { ...options, kind: 'import', onPut: (put) => tally.put(put) },
    (run) => importAndRead(run, tally, options),
    (run) => {
      const summary = summarise(run.store, { ...run, portalId: options.portal.id, tally });
      const outcome = options.signal.aborted ? 'interrupted' : summary.failed > 0 ? 'failures' : 'ok';
      return { summary, outcome };
    },
  );
}

async function importAndRead(run: OpenRun, tally: ImportTally, options: ImportOptions): Promise<void> {
  const { store, archive, ingest, runId } = run;
  const { signal } = options;
  const refile = openPortal(store, options);
  const watch = new Watch(store, options.onProgress ?? (() => undefined));
  const importer = new Importer({
    ...{ store, archive, runId, tally, refile, signal },
    portalId: options.portal.id,
    organ: options.organ,
    onWritten: async () => {
      ingest.wake();
      watch.tell();
      options.onWritten?.();
      await unlessAborted(signal, ingest.whenRoom());
    },
    onRead: (bytes) => watch.read(bytes),
  });
  await importAll(importer, watch, { store, runId, tally, options });
  for (const facts of metFacts(store, runId, options.portal.id)) await note(store, archive, { ...facts });
  await watch.whileReading(unlessAborted(signal, ingest.drain()));
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
  readonly tally: ImportTally;
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
  { portalId, runId, tally }: { portalId: string; runId: number; tally: ImportTally },
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
