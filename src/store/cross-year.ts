import type { Store } from './store.ts';

/** A check between the reports of two consecutive years of one organ. */
export interface CrossYearCheck {
  readonly rule: 'in_force' | 'carried';
  /** The later of the two years. */
  readonly year: number;
  /** The row of table 2, or the applicant of table 3. */
  readonly scope: string;
  /** `unknown`: one of the numbers is missing. */
  readonly status: 'pass' | 'fail' | 'unknown';
  /** What the later report prints. */
  readonly left: number | null;
  /** What follows from the earlier one. */
  readonly right: number | null;
}

const SQL = `
  WITH current AS (
    SELECT report.id, report.year FROM report WHERE is_current = 1 AND portal_id = ? AND organ = ?
  ), pair AS (
    SELECT later.year, later.id AS later_id, earlier.id AS earlier_id FROM current AS later
    JOIN current AS earlier ON earlier.year = later.year - 1
  )
  SELECT 'in_force' AS rule, pair.year, now.row_key AS scope, now.value AS "left",
    before.value + issued.value - repealed.value AS "right"
  FROM pair
  JOIN figure AS now ON now.report_id = later_id AND now.table_key = 'disclosure' AND now.column_key = 'in_force'
  JOIN figure AS before ON before.report_id = earlier_id AND before.table_key = now.table_key
    AND before.row_key = now.row_key AND before.column_key = 'in_force'
  LEFT JOIN figure AS issued ON issued.report_id = later_id AND issued.table_key = now.table_key
    AND issued.row_key = now.row_key AND issued.column_key = 'issued'
  LEFT JOIN figure AS repealed ON repealed.report_id = later_id AND repealed.table_key = now.table_key
    AND repealed.row_key = now.row_key AND repealed.column_key = 'repealed'
  UNION ALL
  SELECT 'carried', pair.year, now.column_key, now.value, before.value
  FROM pair
  JOIN figure AS now ON now.report_id = later_id AND now.table_key = 'applications' AND now.row_key = 'carried_in'
  JOIN figure AS before ON before.report_id = earlier_id AND before.table_key = now.table_key
    AND before.row_key = 'carried_out' AND before.column_key = now.column_key
  ORDER BY 2, 1 DESC, 3`;

/**
 * Check 5, between the current reports of consecutive years of one organ: what was in force plus issued minus repealed is in force; what
 * was carried out is carried in. Computed when asked for, since a report of any year may still arrive or be corrected.
 */
export function crossYearChecks(store: Store, portalId: string, organ: string): CrossYearCheck[] {
  return store
    .all<Omit<CrossYearCheck, 'status'>>(SQL, portalId, organ.replace(/\s+/gu, ''))
    .map((check) => ({ ...check, status: statusOf(check) }));
}

function statusOf({ left, right }: Pick<CrossYearCheck, 'left' | 'right'>): CrossYearCheck['status'] {
  if (left === null || right === null) return 'unknown';
  return left === right ? 'pass' : 'fail';
}
