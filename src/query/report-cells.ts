import type { TableKey } from '../codebook/index.ts';
import type { Store } from '../store/store.ts';

/** A number of tables 2 to 4 as it is stored, with its name. */
export interface ReportCell {
  readonly table: TableKey;
  readonly row: string;
  readonly column: string;
  readonly row_label: string;
  readonly column_label: string;
  readonly export_name: string | null;
  readonly value: number | null;
  readonly raw: string | null;
  readonly confidence: number | null;
}

export function cellsOfReport(store: Store, reportId: number): ReportCell[] {
  return store.all(
    `SELECT table_key AS "table", row_key AS row, column_key AS "column", row_label, column_label, export_name, value, raw, confidence
     FROM figure WHERE report_id = ? ORDER BY source_table, source_row, source_column`,
    reportId,
  );
}

/** The key of a row of the lists of 2008 to 2018 by its place, from 0; null: a row that no list has. */
export function indicatorKeyAt(store: Store, reportId: number, position: number): string | null {
  const sql = 'SELECT key FROM indicator WHERE report_id = ? AND position = ?';
  return store.get<{ key: string | null }>(sql, reportId, position)?.key ?? null;
}

/** The text of a report in its sections, in printed order. */
export function sectionsOfReport(
  store: Store,
  reportId: number,
): { readonly heading: string; readonly text: string }[] {
  return store.all('SELECT heading, text FROM section WHERE report_id = ? ORDER BY position', reportId);
}
