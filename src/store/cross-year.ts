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

/** The two rules that a form promises; notices stand in the view `check_across` beside them. */
const SQL = `SELECT rule, year, scope, status, left_value AS "left", right_value AS "right" FROM check_across
  WHERE report_id IN (SELECT id FROM report WHERE is_current = 1 AND portal_id = ? AND organ = ?) AND severity = 'error'
  ORDER BY year, rule DESC, scope`;

/**
 * Check 5, between the current reports of consecutive years of one organ: what was in force plus issued minus repealed is in force; what
 * was carried out is carried in. Computed when asked for, since a report of any year may still arrive or be corrected.
 */
export function crossYearChecks(store: Store, portalId: string, organ: string): CrossYearCheck[] {
  return store.all<CrossYearCheck>(SQL, portalId, organ.replace(/\s+/gu, ''));
}
