import type { ReportKey } from './editions.ts';
import { ManyRows } from './many-rows.ts';
import type { Store } from './store.ts';

/**
 * The reports whose checks against others depend on what is filed under a key: its own, those of the year after, and the governments that are to
 * sum it up; some more than once. To be asked before it changes and after.
 */
export function concernedBy(store: Store, { portalId, organ, year }: ReportKey): number[] {
  const rows = store.prepare(CONCERNED).all({ portal: portalId, organ, year }) as { id: number }[];
  return rows.map(({ id }) => id);
}

const CONCERNED = `WITH own AS (SELECT id, organ_id, organ_code FROM report WHERE portal_id = :portal AND organ = :organ AND year = :year)
SELECT id FROM own
UNION ALL SELECT later.id FROM own CROSS JOIN organ ON organ.id = own.organ_id
  CROSS JOIN organ AS same ON same.full_name = organ.full_name
  CROSS JOIN report AS later ON later.organ_id = same.id AND later.year = :year + 1 AND later.is_current = 1
UNION ALL SELECT government.id FROM own CROSS JOIN organ ON organ.division_code = own.organ_code AND organ.kind = 'government'
  CROSS JOIN report AS government ON government.organ_id = organ.id AND government.year = :year AND government.is_current = 1`;

/** Compares these reports with others once more; what has failed before and does not any more is forgotten. */
export function checkAcross(store: Store, reports: readonly number[]): void {
  for (const id of new Set(reports)) {
    const failing = store.all<Failure>(FAILING, id);
    const known = store.all<Failure>(KNOWN, id);
    if (JSON.stringify(failing) === JSON.stringify(known)) continue;
    if (known.length > 0) store.run('DELETE FROM across_failure WHERE report_id = ?', id);
    FAILURES.insert(
      store,
      failing.flatMap(({ rule, scope }) => [id, rule, scope]),
    );
  }
}

interface Failure {
  readonly rule: string;
  readonly scope: string;
}

const FAILING = `SELECT DISTINCT rule, scope FROM check_across WHERE report_id = ? AND status = 'fail' ORDER BY rule, scope`;
const KNOWN = 'SELECT rule, scope FROM across_failure WHERE report_id = ? ORDER BY rule, scope';
const FAILURES = new ManyRows('across_failure', ['report_id', 'rule', 'scope']);
