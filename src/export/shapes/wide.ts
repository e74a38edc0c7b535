import { FORMS, INDICATORS, TABLE_KEYS } from '../../codebook/index.ts';
import type { CorpusFilter } from '../../query/filter.ts';
import type { Store } from '../../store/store.ts';
import { countReports, REPORT_COLUMNS, reportsOf, SOURCE_COLUMNS, sourceOf } from '../reports.ts';
import { type ExportColumn, type ExportTable, type ExportValue, integer, number } from '../table.ts';

/** One row an organ and year: a panel. Rows of an organ's own, which no form has, stand in the long shape alone. */
export function wideTable(store: Store, filter: CorpusFilter): ExportTable {
  return {
    name: 'wide',
    title: 'A panel: one row an organ and year',
    columns: [...REPORT_COLUMNS, ...SOURCE_COLUMNS, CHECKS_FAILED, ...NUMBERS],
    rows: () => rows(store, filter),
    reports: () => countReports(store, filter),
  };
}

const CHECKS_FAILED = integer('checks_failed', 'Checks of the report’s own sums that fail', '未通过的校验数');

/** In the codebook's order; a new form's numbers come behind those of their row. */
const NUMBERS: readonly ExportColumn[] = [
  ...TABLE_KEYS.flatMap((table) =>
    FORMS.tables[table].rows.flatMap((row) =>
      FORMS.tables[table].columns
        .filter(({ key }) => FORMS.forms.some((form) => FORMS.columnsOf(form, table, row.key).includes(key)))
        .map((column) =>
          number(
            FORMS.exportName(table, row.key, column.key) ?? '',
            `${row.english}: ${column.english}`,
            `${row.label} ${column.label}`,
            column.unit,
          ),
        ),
    ),
  ),
  ...INDICATORS.map(({ exportName, english, label, unit }) => number(exportName, `2008–2018: ${english}`, label, unit)),
];

const PLACES = new Map(NUMBERS.map(({ name }, index) => [name, index]));

function* rows(store: Store, filter: CorpusFilter): Generator<ExportValue[]> {
  const source = sourceOf(store);
  const figures = store.db.prepare<[number, number], { name: string; value: number | null }>(
    `SELECT export_name AS name, value FROM figure WHERE report_id = ? AND export_name IS NOT NULL
     UNION ALL SELECT export_name, number FROM indicator JOIN indicator_key USING (key) WHERE report_id = ?`,
  );
  const failed = store.db
    .prepare<[number], number>("SELECT count(*) FROM check_result WHERE report_id = ? AND status = 'fail'")
    .pluck();
  for (const { id, values } of reportsOf(store, filter)) {
    const numbers = NUMBERS.map((): ExportValue => null);
    for (const { name, value } of figures.all(id, id)) {
      const at = PLACES.get(name);
      if (at !== undefined) numbers[at] = value;
    }
    yield [...values, ...source(id), failed.get(id) ?? 0, ...numbers];
  }
}
