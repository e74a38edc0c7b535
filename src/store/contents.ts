import { indicatorKeys } from '../codebook/index.ts';
import type { CellSource, Report } from '../extract/report/model.ts';
import { ADD_TO_REPORT, RowSum } from './checksums.ts';
import { figureKeyId } from './figure-keys.ts';
import { ManyRows } from './many-rows.ts';
import { indicatorName, type NumbersByName } from './numbers.ts';
import { forgetSections, indexSections } from './search-index.ts';
import { seriesSums } from './series-sums.ts';
import type { SqlValue, Store } from './store.ts';
import { addWarning } from './warnings.ts';

const TABLES = ['section', 'cell', 'indicator', 'series_number', 'check_result', 'across_failure'] as const;

/** Stores the sections, figures, indicators and checks of a report that has none yet. */
export function putContents(store: Store, reportId: number, report: Report): void {
  const sum = new RowSum();
  putSections(store, reportId, report, sum);
  const cells = putFigures(store, reportId, report, sum);
  const indicators = putIndicators(store, reportId, report, sum);
  putSeries(store, reportId, { cells, indicators }, sum);
  putChecks(store, reportId, report, sum);
  store.run(ADD_TO_REPORT, reportId, sum.value);
}

export function deleteContents(store: Store, reportId: number): void {
  forgetSections(store, reportId);
  for (const table of TABLES) store.run(`DELETE FROM ${table} WHERE report_id = ?`, reportId);
  store.run('DELETE FROM warning WHERE report_id = ? AND document_id IS NULL', reportId);
}

const SECTIONS = new ManyRows('section', ['report_id', 'position', 'key', 'heading', 'text']);

function putSections(store: Store, reportId: number, report: Report, sum: RowSum): void {
  const rows: SqlValue[] = [];
  for (const [position, { key, heading, text }] of report.sections.entries())
    rows.push(reportId, position, key, heading, text);
  // Each new id is one more than the greatest.
  const first = SECTIONS.insert(store, rows) - report.sections.length + 1;
  for (const [position, { key, heading, text }] of report.sections.entries())
    sum.add('section', [first + position, reportId, position, key, heading, text]);
  indexSections(store, first, report.sections);
}

const CELL = ['report_id', 'key_id', 'value', 'raw', 'source_table', 'source_row', 'source_column'];
const PLACE = ['confidence', 'page', 'box_left', 'box_top', 'box_right', 'box_bottom'];
const CELLS = new ManyRows('cell', CELL);
const PLACED_CELLS = new ManyRows('cell', [...CELL, ...PLACE]);

/** Returns the cells' values by the numbers of their keys. */
function putFigures(store: Store, reportId: number, report: Report, sum: RowSum): ReadonlyMap<number, number | null> {
  const plain: SqlValue[] = [];
  const placed: SqlValue[] = [];
  const cells = new Map<number, number | null>();
  for (const { table, row, column, value, raw, source } of report.figures) {
    const keyId = figureKeyId(store, { table, row, column });
    if (cells.has(keyId)) {
      const message = `the cell is printed twice; the first one counts, not "${raw}"`;
      const where = `${table}/${row}/${column}`;
      addWarning(store, { reportId, documentId: null }, { code: 'duplicate_cell', message, where });
      continue;
    }
    cells.set(keyId, value);
    const { confidence, position } = source;
    const [left = null, top = null, right = null, bottom = null] = tenths(source) ?? [];
    const page = position?.page ?? null;
    const at = [source.table, source.row, source.column] as const;
    sum.add('cell', [reportId, keyId, value, raw, confidence, ...at, page, left, top, right, bottom]);
    // Most are read from text that has no pages.
    if (confidence === null && position === null) plain.push(reportId, keyId, value, raw, ...at);
    else placed.push(reportId, keyId, value, raw, ...at, confidence, page, left, top, right, bottom);
  }
  CELLS.insert(store, plain);
  PLACED_CELLS.insert(store, placed);
  return cells;
}

const SERIES_NUMBERS = new ManyRows('series_number', ['report_id', 'series_key', 'side', 'value']);

function putSeries(
  store: Store,
  reportId: number,
  { cells, indicators }: { cells: ReadonlyMap<number, number | null>; indicators: ReadonlyMap<string, number | null> },
  sum: RowSum,
): void {
  const sums = seriesSums({
    cell: (name) => cells.get(figureKeyId(store, name)),
    indicator: (key) => indicators.get(key),
  });
  for (const { series, side, value } of sums) sum.add('series_number', [reportId, series, side, value]);
  SERIES_NUMBERS.insert(
    store,
    sums.flatMap(({ series, side, value }) => [reportId, series, side, value]),
  );
}

const CHECKS = new ManyRows('check_result', ['report_id', 'rule', 'scope', 'status', 'left_value', 'right_value']);

function putChecks(store: Store, reportId: number, { checks }: Report, sum: RowSum): void {
  const rows: SqlValue[] = [];
  const seen = new Set<string>();
  for (const { rule, scope, status, left, right } of checks) {
    const name = `${rule} ${scope}`;
    if (seen.has(name)) continue;
    seen.add(name);
    sum.add('check_result', [reportId, rule, scope, status, left, right]);
    rows.push(reportId, rule, scope, status, left, right);
  }
  CHECKS.insert(store, rows);
}

const sourceOf = ({ confidence, table, row, column, position }: CellSource): (number | null)[] => [
  confidence,
  table,
  row,
  column,
  position?.page ?? null,
];

/** A tenth of a point is less than anybody sees, and a quarter of the bytes. */
const tenths = ({ position }: CellSource): number[] | null =>
  position === null ? null : position.box.map((side) => Math.round(side * 10));

const INDICATOR_ROWS = new ManyRows('indicator', [
  ...['report_id', 'position', 'key', 'indicator', 'unit'],
  ...['value', 'value_raw', 'this_year', 'this_year_raw', 'cumulative', 'cumulative_raw', 'number'],
  ...['confidence', 'source_table', 'source_row', 'source_column', 'page', 'box'],
]);

/** Returns the numbers by the keys of their rows. */
function putIndicators(
  store: Store,
  reportId: number,
  report: Report,
  sum: RowSum,
): ReadonlyMap<string, number | null> {
  const numbers = new Map<string, number | null>();
  const keys = indicatorKeys(report.indicators);
  const rows: SqlValue[] = [];
  for (const [position, { indicator, unit, values, raw, source }] of report.indicators.entries()) {
    const value = 'value' in values ? values.value : null;
    const valueRaw = 'value' in raw ? raw.value : null;
    const two = 'this_year' in values ? values : { this_year: null, cumulative: null };
    const twoRaw = 'this_year' in raw ? raw : { this_year: null, cumulative: null };
    const { this_year, cumulative } = two;
    const number = value ?? this_year;
    const cells = [value, valueRaw, this_year, twoRaw.this_year, cumulative, twoRaw.cumulative, number];
    const key = keys[position] ?? null;
    if (key !== null) numbers.set(key, number);
    const box = tenths(source)?.map((side) => side / 10) ?? null;
    const place = [...sourceOf(source), box === null ? null : JSON.stringify(box)];
    const row = [reportId, position, key, indicator, unit, ...cells, ...place];
    sum.add('indicator', row);
    rows.push(...row);
  }
  INDICATOR_ROWS.insert(store, rows);
  return numbers;
}

/** A stored report's numbers, named as `numbersOf` names them. */
export function storedNumbers(store: Store, reportId: number): NumbersByName {
  const numbers = new Map<string, number>();
  const figures = store.all<{ name: string; value: number }>(
    `SELECT table_key || '/' || row_key || '/' || column_key AS name, value FROM figure WHERE report_id = ? AND value IS NOT NULL
     ORDER BY source_table, source_row, source_column`,
    reportId,
  );
  for (const { name, value } of figures) numbers.set(name, value);
  const seen = new Map<string, number>();
  for (const row of storedIndicators(store, reportId)) {
    const label = indicatorName(row.indicator, seen);
    for (const column of ['value', 'this_year', 'cumulative'] as const) {
      const value = row[column];
      if (value !== null) numbers.set(`indicators/${label}/${column}`, value);
    }
  }
  return numbers;
}

/** A row of the lists of 2008 to 2018 as it is stored. */
export interface StoredIndicator {
  readonly position: number;
  /** Of the codebook; null: a heading, or a row that no list has. */
  readonly key: string | null;
  readonly indicator: string;
  readonly unit: string | null;
  readonly value: number | null;
  readonly value_raw: string | null;
  readonly this_year: number | null;
  readonly this_year_raw: string | null;
  readonly cumulative: number | null;
  readonly cumulative_raw: string | null;
  readonly confidence: number | null;
}

export function storedIndicators(store: Store, reportId: number): StoredIndicator[] {
  return store.all(
    `SELECT position, key, indicator, unit, value, value_raw, this_year, this_year_raw, cumulative, cumulative_raw, confidence
     FROM indicator WHERE report_id = ? ORDER BY position`,
    reportId,
  );
}
