import type { YearRange } from '../config/index.ts';
import type { Store } from '../store/store.ts';

const OPEN = { from: 0, to: 9999 } as const;

/** Portals whose visit for these report years, or for more, has come to its end. */
export function backfilledPortals(store: Store, { from, to }: YearRange): ReadonlySet<string> {
  const sql = 'SELECT DISTINCT portal_id AS id FROM backfilled WHERE year_from <= ? AND year_to >= ?';
  const rows = store.all<{ id: string }>(sql, from ?? OPEN.from, to ?? OPEN.to);
  return new Set(rows.map(({ id }) => id));
}

/** Notes portals whose past was visited to its end, unless a list of theirs could not be had. In the caller's transaction. */
export function noteBackfilled(
  store: Store,
  runId: number,
  { portals, years: { from, to } }: { readonly portals: readonly string[]; readonly years: YearRange },
): void {
  for (const id of portals)
    store.run(
      `INSERT INTO backfilled (portal_id, year_from, year_to, run_id) SELECT ?, ?, ?, ? WHERE NOT EXISTS (
         SELECT 1 FROM request WHERE portal_id = ? AND state = 'failed' AND kind IN ('channel', 'list'))
       ON CONFLICT DO UPDATE SET run_id = excluded.run_id`,
      id,
      from ?? OPEN.from,
      to ?? OPEN.to,
      runId,
      id,
    );
}
