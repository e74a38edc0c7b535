import type { RecordPlace } from '../archive/archived.ts';
import type { Store } from './store.ts';
import { addWarning } from './warnings.ts';

/**
 * Notes that a record of the archive cannot be read: nothing refers to it any more, and its page is fetched without condition. Told once a
 * record, in the summary of the run that met it.
 */
export function markDamaged(
  store: Store,
  runId: number,
  { file, offset }: Omit<RecordPlace, 'length'>,
  why: string,
): void {
  store.transaction(() => {
    const { changes } = store.run(
      `UPDATE capture SET damaged = 1 WHERE damaged = 0 AND warc_offset = ?
       AND warc_file_id = (SELECT id FROM warc_file WHERE name = ?)`,
      offset,
      file,
    );
    if (changes === 0) return;
    addWarning(
      store,
      { reportId: null, documentId: null, runId },
      { code: 'archive_damaged', message: why, where: `${file}:${offset}` },
    );
  });
}

/** How many damaged records a run has met. */
export function damagedIn(store: Store, runId: number): number {
  const sql = "SELECT count(*) AS n FROM warning WHERE run_id = ? AND code = 'archive_damaged'";
  return store.get<{ n: number }>(sql, runId)?.n ?? 0;
}
