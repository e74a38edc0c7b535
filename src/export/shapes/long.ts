import { FORMS } from '../../codebook/index.ts';
import type { CorpusFilter } from '../../query/filter.ts';
import type { Store } from '../../store/store.ts';
import { countReports, REPORT_COLUMNS, reportsOf, SOURCE_COLUMNS, sourceOf } from '../reports.ts';
import { type ExportTable, type ExportValue, integer, number, text } from '../table.ts';

/** One row a cell, with everything that it needs to be understood and found again. */
export function longTable(store: Store, filter: CorpusFilter): ExportTable {
  return {
    name: 'long',
    title: 'Every number, one row a cell',
    columns: [
      ...REPORT_COLUMNS,
      text('table', 'Table: disclosure, applications, review_litigation or indicators', '表'),
      text('row', 'Row key', '行'),
      text('column', 'Column key', '列'),
      text('row_zh', 'Row label', '行名'),
      text('column_zh', 'Column label', '列名'),
      text('variable', 'Column of the wide shape', '宽表变量名'),
      number('value', 'Number; blank: blank or not to be read with certainty', '数值'),
      text('raw', 'As printed', '原文'),
      text('unit', 'Unit', '单位'),
      number('confidence', 'Confidence of character recognition; blank: read from text', '识别可信度'),
      text('warnings', 'Warnings about the cell', '警告'),
      text('failed_checks', 'Failed checks that the cell is part of', '未通过的校验'),
      ...SOURCE_COLUMNS,
      integer('page', 'Page, from 1', '页'),
      text('box', 'Place on the page in points: [left, top, right, bottom]', '页面位置'),
    ],
    rows: () => rows(store, filter),
    reports: () => countReports(store, filter),
  };
}

interface FigureRow {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly facts: readonly ExportValue[];
  readonly place: readonly ExportValue[];
}

function* rows(store: Store, filter: CorpusFilter): Generator<ExportValue[]> {
  const source = sourceOf(store);
  const cellsOf = cells(store);
  const findings = findingsOf(store);
  for (const { id, values } of reportsOf(store, filter)) {
    const origin = source(id);
    const found = findings(id);
    for (const { table, row, column, facts, place } of cellsOf(id)) {
      const warnings = found.warnings.get(`${table}/${row}/${column}`) ?? found.warnings.get(`${table}/${row}`) ?? null;
      const failed = found.failed.filter((check) => check.isAbout(table, row, column)).map(({ rule }) => rule);
      yield [...values, ...facts, warnings, failed.length === 0 ? null : failed.join(' '), ...origin, ...place];
    }
  }
}

/** A cell of tables 2 to 4 as it is stored: its key, and where the document has it. */
type StoredCell = [
  key: number,
  table: number | null,
  row: number | null,
  column: number | null,
  value: number | null,
  raw: string | null,
  confidence: number | null,
  page: number | null,
  box: string | null,
];

/** What is the same in all reports of a cell: the keys in words, read once for them all. */
type CellNames = readonly [
  table: string,
  row: string,
  column: string,
  rowLabel: string,
  columnLabel: string,
  exportName: string | null,
  unit: string,
];

function namesOf(store: Store): (key: number) => CellNames {
  const read = store.db
    .prepare<[number], CellNames>(
      'SELECT table_key, row_key, column_key, row_label, column_label, export_name, unit FROM figure_key WHERE id = ?',
    )
    .raw();
  const known = new Map<number, CellNames>();
  return (key) => {
    const names = known.get(key) ?? read.get(key);
    if (names === undefined) throw new Error(`no key ${key}`);
    known.set(key, names);
    return names;
  };
}

/** In printed order; what no document tells the place of, by its names. */
function figuresOf(store: Store): (reportId: number) => FigureRow[] {
  const read = store.db
    .prepare<[number], StoredCell>(
      `SELECT key_id, source_table, source_row, source_column, value, raw, confidence, page,
         iif(box_left IS NULL, NULL, json_array(box_left / 10.0, box_top / 10.0, box_right / 10.0, box_bottom / 10.0))
       FROM cell WHERE report_id = ?`,
    )
    .raw();
  const nameOf = namesOf(store);
  const byPlace = (one: StoredCell, other: StoredCell): number => {
    for (const at of [1, 2, 3] as const) {
      const before = (one[at] ?? -1) - (other[at] ?? -1);
      if (before !== 0) return before;
    }
    const [names, others] = [nameOf(one[0]), nameOf(other[0])];
    for (const at of [0, 1, 2] as const) if (names[at] !== others[at]) return names[at] < others[at] ? -1 : 1;
    return 0;
  };
  return (id) =>
    read
      .all(id)
      .sort(byPlace)
      .map(([key, , , , value, raw, confidence, page, box]) => {
        const [table, row, column, rowLabel, columnLabel, exportName, unit] = nameOf(key);
        const facts = [table, row, column, rowLabel, columnLabel, exportName, value, raw, unit, confidence];
        return { table, row, column, facts, place: [page, box] };
      });
}

function cells(store: Store): (reportId: number) => FigureRow[] {
  const figures = figuresOf(store);
  const indicators = store.db
    .prepare<[number], ExportValue[]>(
      `WITH named AS (SELECT indicator.*, indicator_key.export_name FROM indicator LEFT JOIN indicator_key USING (key) WHERE report_id = ?)
       SELECT 'indicators', coalesce(key, indicator), 'value', indicator, NULL, export_name, value, value_raw, unit, confidence, page, box,
         position, 0 FROM named WHERE value IS NOT NULL OR value_raw <> '' OR (value_raw = '' AND key IS NOT NULL)
       UNION ALL SELECT 'indicators', coalesce(key, indicator), 'this_year', indicator, '本年度', export_name, this_year, this_year_raw, unit,
         confidence, page, box, position, 1 FROM named WHERE this_year IS NOT NULL OR this_year_raw <> '' OR (this_year_raw = '' AND key IS NOT NULL)
       UNION ALL SELECT 'indicators', coalesce(key, indicator), 'cumulative', indicator, '历年累计', NULL, cumulative, cumulative_raw, unit,
         confidence, page, box, position, 2 FROM named WHERE cumulative IS NOT NULL OR cumulative_raw <> '' OR (cumulative_raw = '' AND key IS NOT NULL)
       ORDER BY 13, 14`,
    )
    .raw();
  return (id) =>
    figures(id).concat(
      indicators.all(id).map((row) => ({
        table: String(row[0]),
        row: String(row[1]),
        column: String(row[2]),
        facts: row.slice(0, 10),
        place: row.slice(10, 12),
      })),
    );
}

interface FailedCheck {
  readonly rule: string;
  isAbout(table: string, row: string, column: string): boolean;
}

interface ReportFindings {
  readonly failed: readonly FailedCheck[];
  /** Codes by the place that they are about. */
  readonly warnings: ReadonlyMap<string, string>;
}

function findingsOf(store: Store): (reportId: number) => ReportFindings {
  const checks = store.db.prepare<[number], { rule: string; scope: string }>(
    "SELECT rule, scope FROM check_result WHERE report_id = ? AND status = 'fail' ORDER BY rule, scope",
  );
  const warnings = store.db.prepare<[number], { place: string; codes: string }>(
    `SELECT place, group_concat(code, ' ') AS codes FROM (SELECT DISTINCT place, code FROM warning
     WHERE report_id = ? AND place IS NOT NULL ORDER BY place, code) GROUP BY place`,
  );
  return (id) => ({
    failed: checks.all(id).flatMap(failedCheck),
    warnings: new Map(warnings.all(id).map(({ place, codes }) => [place, codes])),
  });
}

function failedCheck({ rule, scope }: { rule: string; scope: string }): FailedCheck[] {
  return FORMS.checksOf(rule)
    .slice(0, 1)
    .map(({ table, over, left, right }) => ({
      rule,
      isAbout: (ofTable, row, column) =>
        ofTable === table &&
        (over === 'row' ? scope === row : scope === column && (left.includes(row) || right.includes(row))),
    }));
}
