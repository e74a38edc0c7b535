import { indicatorKeys } from '../codebook/index.ts';
import type { CellSource, Report } from '../extract/report/model.ts';
import { ADD_TO_REPORT, RowSum } from './checksums.ts';
import { figureKeyId } from './figure-keys.ts';
import { indicatorName, type NumbersByName } from './numbers.ts';
import { PUT_SERIES } from './reference/series.ts';
import { forgetSections, indexSection } from './search-index.ts';
import type { Store } from './store.ts';
import { addWarning } from './warnings.ts';

const TABLES = ['section', 'cell', 'indicator', 'series_number', 'check_result', 'across_failure'] as const;

/** Stores the sections, figures, indicators and checks of a report that has none yet. */
export function putContents(store: Store, reportId: number, report: Report): void {
  const sum = new RowSum();
  putSections(store, reportId, report, sum);
  putFigures(store, reportId, report, sum);
  putIndicators(store, reportId, report, sum);
  store.run(`${PUT_SERIES} WHERE report_id = ?`, reportId);
  putChecks(store, reportId, report, sum);
  store.run(ADD_TO_REPORT, reportId, sum.value);
}

export function deleteContents(store: Store, reportId: number): void {
  forgetSections(store, reportId);
  for (const table of TABLES) store.run(`DELETE FROM ${table} WHERE report_id = ?`, reportId);
  store.run('DELETE FROM warning WHERE report_id = ? AND document_id IS NULL', reportId);
}

function putSections(store: Store, reportId: number, report: Report, sum: RowSum): void {
  const sql = 'INSERT INTO section (report_id, position, key, heading, text) VALUES (?, ?, ?, ?, ?)';
  for (const [position, { key, heading, text }] of report.sections.entries()) {
    const row = [reportId, position, key, heading, text];
    const id = Number(store.run(sql, ...row).lastInsertRowid);
    sum.add('section', [id, ...row]);
    indexSection(store, id, heading, text);
  }
}

function putFigures(store: Store, reportId: number, report: Report, sum: RowSum): void {
  const sql = `INSERT INTO cell (report_id, key_id, value, raw, ${SOURCE}, box_left, box_top, box_right, box_bottom)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
  for (const { table, row: rowKey, column, value, raw, source } of report.figures) {
    const keyId = figureKeyId(store, { table, row: rowKey, column });
    const box = tenths(source) ?? [null, null, null, null];
    const row = [reportId, keyId, value, raw, ...sourceOf(source), ...box];
    if (store.run(sql, ...row).changes > 0) {
      sum.add('cell', row);
      continue;
    }
    const message = `the cell is printed twice; the first one counts, not "${raw}"`;
    addWarning(
      store,
      { reportId, documentId: null },
      { code: 'duplicate_cell', message, where: `${table}/${rowKey}/${column}` },
    );
  }
}

function putChecks(store: Store, reportId: number, { checks }: Report, sum: RowSum): void {
  const sql = `INSERT INTO check_result (report_id, rule, scope, status, left_value, right_value) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`;
  for (const { rule, scope, status, left, right } of checks) {
    const row = [reportId, rule, scope, status, left, right];
    if (store.run(sql, ...row).changes > 0) sum.add('check_result', row);
  }
}

const SOURCE = 'confidence, source_table, source_row, source_column, page';

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

function putIndicators(store: Store, reportId: number, report: Report, sum: RowSum): void {
  const sql = `INSERT INTO indicator (report_id, position, key, indicator, unit, value, value_raw, this_year, this_year_raw, cumulative,
    cumulative_raw, number, ${SOURCE}, box) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const keys = indicatorKeys(report.indicators);
  for (const [position, { indicator, unit, values, raw, source }] of report.indicators.entries()) {
    const value = 'value' in values ? values.value : null;
    const valueRaw = 'value' in raw ? raw.value : null;
    const two = 'this_year' in values ? values : { this_year: null, cumulative: null };
    const twoRaw = 'this_year' in raw ? raw : { this_year: null, cumulative: null };
    const { this_year, cumulative } = two;
    const numbers = [value, valueRaw, this_year, twoRaw.this_year, cumulative, twoRaw.cumulative, value ?? this_year];
    const box = tenths(source)?.map((side) => side / 10) ?? null;
    const place = [...sourceOf(source), box === null ? null : JSON.stringify(box)];
    const row = [reportId, position, keys[position] ?? null, indicator, unit, ...numbers, ...place];
    store.run(sql, ...row);
    sum.add('indicator', row);
  }
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
