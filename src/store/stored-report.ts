import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { TableKey, Template } from '../codebook/index.ts';
import type { CellSource, CheckResult, Figure, Indicator, Report, Section } from '../extract/report/model.ts';
import { type StoredIndicator, storedIndicators } from './contents.ts';
import type { Store } from './store.ts';

/** A reading that stands beside a report; what it warned of is stored by itself. The same bytes, whether it came from a worker or out of the tables. */
export const packed = (report: Report): Buffer => deflateRawSync(plain(report));

/** Whether the tables hold a report's contents as this reading has them, so that nothing has to be written. */
export function isAsStored(store: Store, reportId: number, report: Report): boolean {
  const { figures, checks } = report;
  // Of a cell that is printed twice the tables hold the first, and a warning that tells of the other.
  if (namesTwice(named(figures)) || namesTwice(checked(checks))) return false;
  return plain(report) === plain(storedReport(store, reportId));
}

const named = (figures: readonly Figure[]) =>
  figures.map((figure): [string, Figure] => [`${figure.table}/${figure.row}/${figure.column}`, figure]);
const checked = (checks: readonly CheckResult[]) =>
  checks.map((check): [string, CheckResult] => [`${check.rule} ${check.scope}`, check]);

function plain(report: Report): string {
  const { template, sections, figures, indicators, checks } = report;
  return JSON.stringify({
    ...EMPTY,
    template,
    sections: sections.map(({ key, heading, text }) => ({ key, heading, text })),
    figures: firstOfEach(named(figures)).map(({ table, row, column, value, raw, source }) => ({
      ...{ table, row, column, value, raw },
      source: rounded(source),
    })),
    indicators: indicators.map(({ indicator, unit, values, raw, source }) => ({
      ...{ indicator, unit, ...cellsOf({ ...NO_CELLS, ...valuesOf(values, raw) }) },
      source: rounded(source),
    })),
    checks: firstOfEach(checked(checks)).map(({ rule, scope, status, left, right }) => ({
      rule,
      scope,
      status,
      left,
      right,
    })),
  });
}

const EMPTY = { title: null, organ: null, year: null, tables: [], warnings: [] };
const NO_CELLS = {
  value: null,
  value_raw: null,
  this_year: null,
  this_year_raw: null,
  cumulative: null,
  cumulative_raw: null,
};

/** In the order of their names; of two of one name the first, as in the tables. */
const firstOfEach = <T>(named: readonly (readonly [string, T])[]): T[] =>
  [...new Map([...named].reverse()).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);

const namesTwice = (named: readonly (readonly [string, unknown])[]): boolean =>
  new Set(named.map(([name]) => name)).size < named.length;

/** As exact as the tables keep it. */
function rounded({ table, row, column, position, confidence }: CellSource): CellSource {
  const [left, top, right, bottom] = (position?.box ?? []).map((side) => Math.round(side * 10) / 10);
  const place =
    position === null ? null : { page: position.page, box: [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0] as const };
  return { table, row, column, position: place, confidence };
}

function valuesOf(values: Indicator['values'], raw: Indicator['raw']) {
  return {
    ...('value' in values ? { value: values.value } : { this_year: values.this_year, cumulative: values.cumulative }),
    ...('value' in raw ? { value_raw: raw.value } : { this_year_raw: raw.this_year, cumulative_raw: raw.cumulative }),
  };
}

let last: { readonly reading: Buffer; readonly report: Report } | null = null;

/** Copies of one report have one reading, and each further copy asks for those of all before it: the last one is kept. */
export function unpacked(reading: Buffer): Report {
  if (last === null || !last.reading.equals(reading)) {
    last = { reading, report: JSON.parse(inflateRawSync(reading).toString('utf8')) as Report };
  }
  return last.report;
}

interface SourceRow {
  readonly confidence: number | null;
  readonly source_table: number | null;
  readonly source_row: number | null;
  readonly source_column: number | null;
  readonly page: number | null;
  /** JSON. */
  readonly box: string | null;
}

const SOURCE = 'confidence, source_table, source_row, source_column, page, box';

/** A report as its source was read, out of the tables; what it warned of is left out. */
export function storedReport(store: Store, reportId: number): Report {
  const row = store.get<{ template: Template }>('SELECT template FROM report WHERE id = ?', reportId);
  return {
    ...EMPTY,
    template: row?.template ?? 'none',
    sections: store.all<Section>(
      'SELECT key, heading, text FROM section WHERE report_id = ? ORDER BY position',
      reportId,
    ),
    figures: figuresOf(store, reportId),
    indicators: indicatorsOf(store, reportId),
    checks: store.all<CheckResult>(
      'SELECT rule, scope, status, left_value AS "left", right_value AS "right" FROM check_result WHERE report_id = ?',
      reportId,
    ),
  };
}

function figuresOf(store: Store, reportId: number): Figure[] {
  const sql = `SELECT table_key AS "table", row_key AS row, column_key AS "column", value, raw, ${SOURCE} FROM figure
    WHERE report_id = ? ORDER BY source_table, source_row, source_column`;
  const rows = store.all<SourceRow & Omit<Figure, 'source' | 'table'> & { readonly table: TableKey }>(sql, reportId);
  return rows.map((row) => ({
    table: row.table,
    row: row.row,
    column: row.column,
    value: row.value,
    raw: row.raw,
    source: sourceOf(row),
  }));
}

function indicatorsOf(store: Store, reportId: number): Indicator[] {
  const sql = `SELECT ${SOURCE} FROM indicator WHERE report_id = ? ORDER BY position`;
  const sources = store.all<SourceRow>(sql, reportId).map(sourceOf);
  return storedIndicators(store, reportId).map((row, index) => ({
    indicator: row.indicator,
    unit: row.unit,
    ...cellsOf(row),
    source: sources[index] ?? NOWHERE,
  }));
}

function cellsOf(row: Pick<StoredIndicator, keyof typeof NO_CELLS>): Pick<Indicator, 'values' | 'raw'> {
  const two = [row.this_year, row.this_year_raw, row.cumulative, row.cumulative_raw];
  if (two.every((cell) => cell === null)) return { values: { value: row.value }, raw: { value: row.value_raw } };
  return {
    values: { this_year: row.this_year, cumulative: row.cumulative },
    raw: { this_year: row.this_year_raw, cumulative: row.cumulative_raw },
  };
}

const NOWHERE: CellSource = { table: null, row: null, column: null, position: null, confidence: null };

function sourceOf(row: SourceRow): CellSource {
  const position =
    row.page === null || row.box === null
      ? null
      : { page: row.page, box: JSON.parse(row.box) as [number, number, number, number] };
  return {
    table: row.source_table,
    row: row.source_row,
    column: row.source_column,
    position,
    confidence: row.confidence,
  };
}
