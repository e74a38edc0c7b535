import type { Store } from '../store/store.ts';

/** The same cell in another report of the organ. */
export interface CellOfYear {
  readonly year: number;
  readonly portal_id: string;
  readonly value: number | null;
  readonly raw: string | null;
  /** What names it in an address. */
  readonly path: string;
}

const FIGURES = `SELECT year, portal_id, value, raw, coalesce(export_name, table_key || '.' || row_key || '.' || column_key) AS path
  FROM report JOIN figure ON figure.report_id = report.id
  WHERE is_current = 1 AND organ_id = ? AND table_key || '/' || row_key || '/' || column_key = ?`;

/** A number of tables 2 to 4 through the years, by its name `table/row/column`, the earliest first; none for rows of the lists. */
export function cellHistory(store: Store, organIds: readonly number[], name: string): CellOfYear[] {
  if (name.startsWith('indicators/')) return [];
  return organIds.flatMap((id) => store.all<CellOfYear>(FIGURES, id, name)).sort((a, b) => a.year - b.year);
}
