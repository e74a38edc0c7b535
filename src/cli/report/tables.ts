import { type ColumnEntry, TABLES, type TableKey } from '../../codebook/index.ts';
import type { ReportDetails, StoredFigure } from '../../store/reports.ts';
import { drawTable, header, stringWidth, wrap } from './text.ts';

/** Stands beside what a failed check is about. */
export const FAILED = '✗';
/** Stands beside a number that was recognised from pixels. */
const RECOGNISED = '~';
/** A label never gets narrower than this, whatever the terminal. */
const LEAST_LABEL = 20;

/** The three tables of generations 2019 and 2021, with the labels of the codebook; tables that the report does not have are left out. */
export function drawTables(report: ReportDetails, columns: number): string[] {
  return (Object.keys(TABLES) as TableKey[]).flatMap((key) => {
    const figures = report.figures.filter(({ table }) => table === key);
    if (figures.length === 0) return [];
    const parts = groupsOf(figures).map((rows) => drawGroup(key, rows, report, columns));
    return [[TABLES[key].label, ...parts].join('\n')];
  });
}

interface Row {
  readonly key: string;
  readonly cells: ReadonlyMap<string, StoredFigure>;
}

/** Rows in the codebook's order, cut where the columns change: table 2 has other columns for other rows. */
function groupsOf(figures: readonly StoredFigure[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rowsOf(figures)) {
    const last = groups.at(-1);
    if (last !== undefined && columnsOf(last) === columnsOf([row])) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const columnsOf = (rows: readonly Row[]): string => [...(rows[0]?.cells.keys() ?? [])].sort().join();

function rowsOf(figures: readonly StoredFigure[]): Row[] {
  const rows = new Map<string, Map<string, StoredFigure>>();
  for (const figure of figures) {
    const cells = rows.get(figure.row) ?? new Map<string, StoredFigure>();
    rows.set(figure.row, cells.set(figure.column, figure));
  }
  const table = figures[0]?.table ?? 'disclosure';
  return [...rows]
    .map(([key, cells]) => ({ key, cells }))
    .sort((left, right) => rank(table, left.key) - rank(table, right.key));
}

/** Rows that an organ added stand where the row they belong to does. */
function rank(table: TableKey, row: string): number {
  const index = TABLES[table].rows.findIndex(({ key }) => key === row.split('.')[0]);
  return index < 0 ? TABLES[table].rows.length : index;
}

function drawGroup(key: TableKey, rows: readonly Row[], report: ReportDetails, width: number): string {
  const table = TABLES[key];
  const columns = table.columns.filter((column) => rows[0]?.cells.has(column.key));
  const heads = columns.map((column) => columnLabel(column, rows) + mark(report, key, column.key));
  const body = rows.map((row) => columns.map((column) => cellText(row.cells.get(column.key))));
  const taken = columns.map((_, index) => widest([heads[index] ?? '', ...body.map((cells) => cells[index] ?? '')]) + 3);
  const labelWidth = Math.max(LEAST_LABEL, width - taken.reduce((sum, column) => sum + column, 0) - 4);
  const lines = rows.flatMap((row, index) => {
    const label = wrap(labelOf(key, row.key, rows[index - 1]?.key) + mark(report, key, row.key), labelWidth);
    return [[label, ...(body[index] ?? [])]];
  });
  return drawTable(['', ...heads], lines);
}

/** Amounts carry their unit; that of procurement has a label of its own. */
function columnLabel(column: ColumnEntry, rows: readonly Row[]): string {
  if (column.unit !== '万元') return header(column.label);
  const label = rows[0]?.key === 'procurement' ? '采购总金额' : column.label.replace(/（.*）$/, '');
  return `${header(label)}\n(万元)`;
}

const widest = (texts: readonly string[]): number =>
  Math.max(...texts.flatMap((text) => text.split('\n')).map((line) => stringWidth(line)));

/** The printed label, after the merged cells that begin with this row. */
function labelOf(table: TableKey, key: string, before: string | undefined): string {
  const entry = TABLES[table].rows.find((row) => row.key === key);
  if (entry === undefined) return key.replace(/^[a-z_]+\./, '');
  const earlier = TABLES[table].rows.find((row) => row.key === before)?.groups ?? [];
  const groups = table === 'applications' ? entry.groups.filter((group) => !earlier.includes(group)) : [];
  return [...groups, entry.label].join('　');
}

function cellText(figure: StoredFigure | undefined): string {
  if (figure === undefined) return '';
  const text = figure.value === null ? (figure.raw ?? '').replace(/\s+/gu, ' ').trim() : String(figure.value);
  return figure.confidence === null ? text : text + RECOGNISED;
}

/** Failed checks concern a row (`row_sum`, `review_sum`) or a column (`balance`, `result_sum`). */
function mark(report: ReportDetails, table: TableKey, scope: string): string {
  const rules = table === 'review_litigation' ? ['review_sum'] : ['row_sum', 'balance', 'result_sum'];
  if (table === 'disclosure') return '';
  const failed = report.checks.some(
    (check) => check.status === 'fail' && check.scope === scope && rules.includes(check.rule),
  );
  return failed ? ` ${FAILED}` : '';
}
