import type { Report } from '../extract/report/model.ts';
import {
  type DocumentReader,
  type DocumentResult,
  ExtractionPool,
  type JobResult,
  type Put,
  type Unreadable,
} from '../ingest/index.ts';
import { hintsOf, recordSource } from '../ingest/place.ts';
import { messageOf } from '../message-of.ts';
import { inRun } from '../run/run.ts';
import { payloadContexts } from '../store/contexts.ts';
import type { Recovery } from '../store/recovery.ts';
import { openStore, type Store } from '../store/store.ts';
import { compare, type ReportComparison } from './compare.ts';
import { type Chosen, choose, countOutdated, reportsOf } from './select.ts';

export interface ReextractOptions {
  readonly dataDir: string;
  readonly where: string | null;
  readonly signal: AbortSignal;
  /** Workers that read the files, where several runs share them; default: the run's own, ended with it. */
  readonly pool?: DocumentReader | undefined;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface ReextractSummary {
  readonly documents: number;
  readonly outdated: number;
  readonly reports_changed: number;
  readonly won: number;
  readonly lost: number;
  readonly other: number;
  readonly checks_failing: number;
  readonly checks_mended: number;
  /** Sources that cannot be read any more, with the reason. */
  readonly unreadable: readonly string[];
  readonly changes: readonly ReportComparison[];
  readonly complete: boolean;
}

/** Reads what is chosen with the present extractor, on all cores, and says what would change. Writes nothing. */
export async function compareAll({
  dataDir,
  where,
  signal,
  pool: shared,
  onProgress,
}: ReextractOptions): Promise<ReextractSummary> {
  const store = openStore(dataDir, { readonly: true });
  const own = new ExtractionPool();
  const pool = shared ?? own;
  try {
    const chosen = choose(store, where);
    const found: { changes: ReportComparison[]; unreadable: string[] } = { changes: [], unreadable: [] };
    let done = 0;
    const worker = async (queue: Iterator<Chosen>): Promise<void> => {
      for (let next = queue.next(); next.done !== true && !signal.aborted; next = queue.next()) {
        await readOne(store, pool, next.value, found);
        onProgress?.(++done, chosen.length);
      }
    };
    const queue = chosen.values();
    // One more for each worker than it can read: the next file is there while the last one is compared.
    await Promise.all(Array.from({ length: pool.size * 2 }, () => worker(queue)));
    return summarise(store, chosen.length, found, !signal.aborted);
  } finally {
    await own.close();
    store.close();
  }
}

async function readOne(
  store: Store,
  pool: DocumentReader,
  payload: Chosen,
  found: { changes: ReportComparison[]; unreadable: string[] },
): Promise<void> {
  const documents = await documentsOf(store, pool, payload, found.unreadable);
  // Also where its reader broke, or its archive does not give it any more: what is not read again is lost.
  for (const stored of reportsOf(store, payload.id))
    found.changes.push(compare(store, stored, documents.get(stored.sha256) ?? null));
}

/** The reports that the present extractor finds, by the digest of their document; null: a document without one. */
async function documentsOf(
  store: Store,
  pool: DocumentReader,
  payload: Chosen,
  unreadable: string[],
): Promise<ReadonlyMap<string, Report | null>> {
  const source = recordSource(store, payload);
  const [context] = payloadContexts(store, payload.id);
  const place = context?.url ?? payload.sha256;
  const documents = new Map<string, Report | null>();
  if (source === null) {
    unreadable.push(`${place}: the archive has no good record of it`);
    return documents;
  }
  try {
    const result = await pool.read({ source, hints: hintsOf(context) });
    for (const { sha256, read } of readingsOf(payload.sha256, result)) {
      if (read.kind === 'unreadable') unreadable.push(`${place}: ${read.message}`);
      documents.set(sha256, read.kind === 'document' ? read.report : null);
    }
  } catch (error) {
    unreadable.push(`${place}: ${messageOf(error)}`);
  }
  return documents;
}

function readingsOf(sha256: string, result: JobResult): { sha256: string; read: DocumentResult | Unreadable }[] {
  if (result.kind !== 'archive') return [{ sha256, read: result }];
  return result.members.map((member) => ({ sha256: member.sha256, read: member.result }));
}

function summarise(
  store: Store,
  documents: number,
  { changes: all, unreadable }: { changes: readonly ReportComparison[]; unreadable: readonly string[] },
  complete: boolean,
): ReextractSummary {
  const changes = all.filter((one) =>
    [one.won, one.lost, one.other, one.failing, one.mended].some((list) => list.length > 0),
  );
  const sum = (key: 'won' | 'lost' | 'other' | 'failing' | 'mended') =>
    changes.reduce((n, one) => n + one[key].length, 0);
  return {
    documents,
    outdated: countOutdated(store),
    reports_changed: changes.length,
    won: sum('won'),
    lost: sum('lost'),
    other: sum('other'),
    checks_failing: sum('failing'),
    checks_mended: sum('mended'),
    unreadable,
    changes,
    complete,
  };
}

/** What an application came to. */
export interface Applied {
  /** Filed as the present extractor reads them. */
  readonly documents: number;
  /** Not read again, by the reader's or the archive's fault: what is stored of them stays. */
  readonly unreadable: number;
}

/** Reads and files anew what is chosen; the database has the present extractor's readings then. */
export async function apply(
  options: ReextractOptions & {
    readonly command: string;
    /** What was mended of a killed run, or is missing, at the start. */
    readonly onRecovery?: (recovered: readonly Recovery[]) => void;
  },
): Promise<Applied> {
  const { dataDir, where, command, signal, pool, onRecovery } = options;
  let [documents, unreadable] = [0, 0];
  const onPut = ({ kind }: Put) => (kind === 'unreadable' ? unreadable++ : documents++);
  await inRun(
    { dataDir, command, kind: 'reextract', pool, onRecovery, onPut },
    async ({ store, ingest }) => {
      const chosen = choose(store, where);
      store.transaction(() => {
        for (const { id } of chosen) store.run("UPDATE payload SET state = 'waiting' WHERE id = ?", id);
      });
      const stop = () => void ingest.close();
      signal.addEventListener('abort', stop, { once: true });
      await ingest.drain();
      signal.removeEventListener('abort', stop);
    },
    () => ({ summary: { documents, unreadable }, outcome: signal.aborted ? 'interrupted' : 'ok' }),
  );
  return { documents, unreadable };
}
