import type { SqlValue, Store } from '../store/store.ts';

/** Where more rows than these are meant, reports are not taken from a list of them: the first that fit are found sooner in the reports' own order. */
const FEW = 5000;

/** Whether a condition means few rows: `table WHERE …`, by an index. */
export function areFew(store: Store, rows: string, ...values: readonly SqlValue[]): boolean {
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM ${rows} LIMIT ${FEW + 1})`;
  return (store.get<{ n: number }>(sql, ...values)?.n ?? 0) <= FEW;
}
