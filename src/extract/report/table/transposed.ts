import type { FormRegistry } from '../../../codebook/index.ts';
import type { Cell, Table } from '../../document.ts';
import { matcherOf, namedBy } from './labels.ts';

/** So many applicants below each other, and not more than two in any row, are a table 3 that stands on its side. */
const ENOUGH = 5;
const MOST_IN_A_ROW = 2;
/** Applicants stand in front: behind a merged 申请人情况 and 法人或其他组织 at most. */
const FRONT_COLUMNS = 4;

/** True for a table 3 whose applicants are its rows and whose results are its columns. */
export function isTransposed({ cells, ragged, columns, rows }: Table, forms: FormRegistry): boolean {
  // Without spans, only a table of which every row has all its cells can be turned.
  if ((ragged && cells.length !== rows * columns) || rows < ENOUGH) return false;
  const applicants = matcherOf(forms.tables.applications.columns);
  const inFront = cells.filter(({ column }) => column < FRONT_COLUMNS);
  const found = namedBy(applicants, inFront);
  if (found.length < ENOUGH) return false;
  const most = (place: (cell: Cell) => number): number => {
    const places = new Set(found.map(([, cell]) => place(cell)));
    const keysAt = (at: number) => new Set(found.filter(([, cell]) => place(cell) === at).map(([key]) => key));
    return Math.max(0, ...[...places].map((at) => keysAt(at).size));
  };
  return most(({ column }) => column) >= ENOUGH && most(({ row }) => row) <= MOST_IN_A_ROW;
}

/** The table with rows for columns. */
export const transpose = (table: Table): Table => ({
  ...table,
  rows: table.columns,
  columns: table.rows,
  cells: table.cells
    .map((cell) => ({ ...cell, row: cell.column, column: cell.row, rowSpan: cell.colSpan, colSpan: cell.rowSpan }))
    .sort((a, b) => a.row - b.row || a.column - b.column),
});
