import type { WarcArchive } from '../archive/warc-archive.ts';
import { settleFiles } from '../store/captures.ts';
import type { Recovery } from '../store/recovery.ts';
import { runMark } from '../store/runs.ts';
import type { Store } from '../store/store.ts';

/** Records that a crash had left unnoted: what stands beside them did not happen. */
export interface VoidFacts {
  readonly event: 'void';
  readonly run: string;
  /** WARC-Record-ID of each. */
  readonly records: readonly string[];
}

/** How a run ended; one without was killed. */
export interface EndFacts {
  readonly event: 'run-end';
  readonly run: string;
  readonly pid: number;
  readonly endedAt: string;
  readonly outcome: string;
  readonly summary: unknown;
}

/** What has no answer of its own is noted in the archive by itself, and the index knows of the bytes. */
export async function note(
  store: Store,
  archive: WarcArchive,
  facts: Readonly<Record<string, unknown>> & { readonly run: string },
): Promise<void> {
  const batch = await archive.append([], { metadata: { url: `urn:nianbao:run:${facts.run}`, facts } });
  store.transaction(() => settleFiles(store, batch));
}

export async function noteVoid(store: Store, archive: WarcArchive, runId: number, recovered: readonly Recovery[]) {
  const records = recovered.flatMap(({ adopted }) => adopted);
  const facts: VoidFacts = { event: 'void', run: runMark(store, runId).uid, records };
  if (records.length > 0) await note(store, archive, { ...facts });
}

export async function noteRunEnd(store: Store, archive: WarcArchive, runId: number): Promise<void> {
  const sql = 'SELECT uid AS run, pid, ended_at AS endedAt, outcome, summary FROM run WHERE id = ?';
  const row = store.get<Omit<EndFacts, 'event' | 'summary'> & { summary: string }>(sql, runId);
  if (row === undefined) return;
  const facts: EndFacts = { event: 'run-end', ...row, summary: JSON.parse(row.summary) };
  await note(store, archive, { ...facts });
}
