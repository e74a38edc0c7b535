import { QueryError } from '../query/errors.ts';
import { queryMessages } from '../query/messages.ts';
import type { Store } from '../store/store.ts';

/** A number of a report as it is stored, and where it was read. */
export interface StoredCell {
  /** `applications/new_received/total`, or `indicators/5`: the row's number. */
  readonly name: string;
  /** Row and column as printed, or as the form prints them. */
  readonly label: string;
  readonly value: number | null;
  readonly raw: string | null;
  readonly unit: string | null;
  readonly confidence: number | null;
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly page: number | null;
  /** Left, top, right, bottom in points. */
  readonly box: readonly [number, number, number, number] | null;
}

type Row = Omit<StoredCell, 'box'> & { readonly box: string | null };

const FIGURE = `SELECT table_key || '/' || row_key || '/' || column_key AS name, row_label || ' · ' || column_label AS label, value, raw, unit,
    confidence, source_table AS "table", source_row AS "row", source_column AS "column", page, box
  FROM figure WHERE report_id = ? AND (export_name = ? OR table_key || '/' || row_key || '/' || column_key = ?)`;

const INDICATOR = `SELECT 'indicators/' || position AS name, indicator AS label, number AS value,
    coalesce(value_raw, this_year_raw) AS raw, unit, confidence, source_table AS "table", source_row AS "row", source_column AS "column", page, box
  FROM indicator WHERE report_id = ? AND (key = ? OR 'indicators/' || position = ?)`;

/**
 * A report's cell by its name: `app_new_received_total`, `applications.new_received.total` (or with `/`), `ind_received`, `indicators.5`.
 * @throws QueryError where the report has no such cell.
 */
export function storedCell(store: Store, reportId: number, name: string): StoredCell {
  const path = name.replaceAll('.', '/');
  const row =
    store.get<Row>(FIGURE, reportId, name, path) ??
    // A row of an organ's own has a point in its key: other_management.行政检查.
    store.get<Row>(FIGURE, reportId, name, name.replace(/^([a-z_]+)\.(.+)\.([a-z_]+)$/, '$1/$2/$3')) ??
    store.get<Row>(INDICATOR, reportId, name.replace(/^(?:ind_|indicators[./])/, ''), path);
  if (row !== undefined) return { ...row, box: row.box === null ? null : JSON.parse(row.box) };
  const some = store.all<{ name: string }>(
    `SELECT export_name AS name FROM figure WHERE report_id = ? AND export_name IS NOT NULL AND value IS NOT NULL
     UNION ALL SELECT 'ind_' || key FROM indicator WHERE report_id = ? AND key IS NOT NULL LIMIT 5`,
    reportId,
    reportId,
  );
  throw new QueryError(
    some.length === 0
      ? queryMessages.noNumbers(name)
      : queryMessages.noCell(name, some.map((one) => one.name).join(', ')),
  );
}
