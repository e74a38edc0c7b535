import {
  type ColumnEntry,
  type FormRegistry,
  TABLE_KEYS,
  type TableEntry,
  type TableKey,
} from '../../codebook/index.ts';
import type { ReportDetails, StoredFigure } from '../../store/reports.ts';
import { columnTitle, drawTable, stringWidth, wrap } from './text.ts';

/** Stands beside what a failed check is about. */
export const FAILED = '✗';
/** Stands beside a number that was recognised from pixels. */
const RECOGNISED = '~';
/** A label never gets narrower than this, whatever the terminal. */
const LEAST_LABEL = 20;

/** The tables with the labels of the report's form; those that the report does not have are left out. */
export function drawTables(report: ReportDetails, columns: number, forms: FormRegistry): string[] {
  const tables = forms.tablesAs(report.template);
  return TABLE_KEYS.flatMap((key) => {
    const figures = report.figures.filter(({ table }) => table === key);
    if (figures.length === 0) return [];
    const failed = failedScopes(report, key, forms);
    const parts = groupsOf(figures, tables[key]).map((rows) => drawGroup(tables[key], rows, failed, columns));
    return [[tables[key].label, ...parts].join('\n')];
  });
}

interface DrawnRow {
  readonly key: string;
  readonly cells: ReadonlyMap<string, StoredFigure>;
}

/** Rows in the codebook's order, cut where the columns change: table 2 has other columns for other rows. */
function groupsOf(figures: readonly StoredFigure[], table: TableEntry): DrawnRow[][] {
  const groups: DrawnRow[][] = [];
  for (const row of rowsOf(figures, table)) {
    const last = groups.at(-1);
    if (last !== undefined && columnsOf(last) === columnsOf([row])) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const columnsOf = (rows: readonly DrawnRow[]): string => [...(rows[0]?.cells.keys() ?? [])].sort().join();

function rowsOf(figures: readonly StoredFigure[], table: TableEntry): DrawnRow[] {
  const rows = new Map<string, Map<string, StoredFigure>>();
  for (const figure of figures) {
    const cells = rows.get(figure.row) ?? new Map<string, StoredFigure>();
    rows.set(figure.row, cells.set(figure.column, figure));
  }
  return [...rows]
    .map(([key, cells]) => ({ key, cells }))
    .sort((left, right) => rank(table, left.key) - rank(table, right.key));
}

/** Rows that an organ added stand where the row they belong to does. */
function rank({ rows }: TableEntry, row: string): number {
  const index = rows.findIndex(({ key }) => key === row.split('.')[0]);
  return index < 0 ? rows.length : index;
}

function drawGroup(table: TableEntry, rows: readonly DrawnRow[], failed: ReadonlySet<string>, width: number): string {
  const mark = (scope: string): string => (failed.has(scope) ? ` ${FAILED}` : '');
  const columns = table.columns.filter((column) => rows[0]?.cells.has(column.key));
  const heads = columns.map((column) => columnLabel(column) + mark(column.key));
  const body = rows.map((row) => columns.map((column) => cellText(row.cells.get(column.key))));
  const taken = columns.map((_, index) => widest([heads[index] ?? '', ...body.map((cells) => cells[index] ?? '')]) + 3);
  const labelWidth = Math.max(LEAST_LABEL, width - taken.reduce((sum, column) => sum + column, 0) - 4);
  const lines = rows.flatMap((row, index) => {
    const label = wrap(labelOf(table, row.key, rows[index - 1]?.key) + mark(row.key), labelWidth);
    return [[label, ...(body[index] ?? [])]];
  });
  return drawTable(['', ...heads], lines);
}

/** Amounts carry their unit. */
const columnLabel = ({ unit, label }: ColumnEntry): string =>
  unit === '万元' ? `${columnTitle(label.replace(/（.*）$/, ''))}\n(万元)` : columnTitle(label);

const widest = (texts: readonly string[]): number =>
  Math.max(...texts.flatMap((text) => text.split('\n')).map((line) => stringWidth(line)));

/** The printed label, after the merged cells that begin with this row. */
function labelOf({ key: table, rows }: TableEntry, key: string, before: string | undefined): string {
  const entry = rows.find((row) => row.key === key);
  if (entry === undefined) return key.replace(/^[a-z_]+\./, '');
  const earlier = rows.find((row) => row.key === before)?.groups ?? [];
  const groups = table === 'applications' ? entry.groups.filter((group) => !earlier.includes(group)) : [];
  return [...groups, entry.label].join('　');
}

function cellText(figure: StoredFigure | undefined): string {
  if (figure === undefined) return '';
  const text = figure.value === null ? (figure.raw ?? '').replace(/\s+/gu, ' ').trim() : String(figure.value);
  return figure.confidence === null ? text : text + RECOGNISED;
}

/** The rows and columns of a table that failed checks are about. */
function failedScopes(report: ReportDetails, table: TableKey, forms: FormRegistry): Set<string> {
  const isAbout = (rule: string): boolean => forms.checksOf(rule).some((check) => check.table === table);
  const failed = report.checks.filter(({ rule, status }) => status === 'fail' && isAbout(rule));
  return new Set(failed.map(({ scope }) => scope));
}
