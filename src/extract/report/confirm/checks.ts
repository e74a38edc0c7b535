import { APPLICANTS, RESULT_ROWS, TABLES, type TableKey } from '../../../codebook/index.ts';
import type { CheckResult, CheckRule, Figure } from '../model.ts';

/**
 * The sums that the form itself promises (勾稽关系, rules 1 to 4), computed from what was read. A failing check is a finding about the
 * report; it never changes a number. Rule 5 compares years and belongs to the database.
 */
export function computeChecks(figures: readonly Figure[]): CheckResult[] {
  const values = new Map(figures.map((figure) => [`${figure.table}/${figure.row}/${figure.column}`, figure.value]));
  const tables = new Set(figures.map(({ table }) => table));
  const value = (table: TableKey, row: string, column: string): number | null =>
    values.get(`${table}/${row}/${column}`) ?? null;
  const application = (row: string, column: string): number | null => value('applications', row, column);
  const columns = TABLES.applications.columns.map(({ key }) => key);
  const rows = [...new Set(figures.filter(({ table }) => table === 'applications').map(({ row }) => row))];
  const results = rows.filter(
    (row) =>
      RESULT_ROWS.includes(row) || !(SUBTOTAL.test(row) || TABLES.applications.rows.some(({ key }) => key === row)),
  );

  const checks: CheckResult[] = [];
  if (tables.has('applications')) {
    for (const column of columns) {
      const left = sum([application('new_received', column), application('carried_in', column)]);
      const right = sum([application('handled_total', column), application('carried_out', column)]);
      checks.push(compare('balance', column, left, right));
    }
    for (const row of rows) {
      checks.push(
        compare('row_sum', row, sum(APPLICANTS.map((column) => application(row, column))), application(row, 'total')),
      );
    }
    for (const column of columns) {
      const parts = isComplete(rows) ? results.map((row) => application(row, column)) : [null];
      checks.push(compare('result_sum', column, sum(parts), application('handled_total', column)));
    }
  }
  if (tables.has('review_litigation')) {
    for (const { key } of TABLES.review_litigation.rows) {
      const parts = ['upheld', 'corrected', 'other', 'pending'].map((column) =>
        value('review_litigation', key, column),
      );
      checks.push(compare('review_sum', key, sum(parts), value('review_litigation', key, 'total')));
    }
  }
  return checks;
}

/** Sums that an organ adds to the form. */
const SUBTOTAL = /^[总合小]计$/;

/** A result row that was not found leaves the sum unknown; （六）其他处理 is one row or three. */
function isComplete(rows: readonly string[]): boolean {
  const other = ['other_overdue_correction', 'other_fee_unpaid', 'other_other'];
  const needed = RESULT_ROWS.filter((row) => row !== 'other_handling' && !other.includes(row));
  const hasOther = rows.includes('other_handling') || other.every((row) => rows.includes(row));
  return hasOther && needed.every((row) => rows.includes(row));
}

function sum(parts: readonly (number | null)[]): number | null {
  let total = 0;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  // Sums of printed decimals, not of their binary neighbours.
  return Number(total.toPrecision(15));
}

function compare(rule: CheckRule, scope: string, left: number | null, right: number | null): CheckResult {
  const status = left === null || right === null ? 'unknown' : left === right ? 'pass' : 'fail';
  return { rule, scope, status, left, right };
}
