import { DIGIT } from '../../../vocabulary/digits.ts';
import { isNumberInWords, looksLikeValue } from '../../../vocabulary/printed-values.ts';
import type { Cell } from '../../document.ts';
import { type FigureCollector, oneLine } from '../figures.ts';
import type { Grid, GridRow } from '../table/grid.ts';

/**
 * Every number of a recognised table is a figure, a printed text or named here: rows of which nothing was read, and columns beside those
 * that were.
 */
export function auditTable(grid: Grid, sheet: FigureCollector): void {
  const beside = new Map<number, Cell[]>();
  for (const row of grid.rows) {
    const left = row.cells.filter((cell) => cell.row === row.index && !sheet.isAccounted(cell) && isNumber(cell));
    if (left.length === 0) continue;
    sheet.account(left);
    if (!row.cells.some((cell) => sheet.isRead(cell))) warnOfRow(row, grid, sheet);
    else for (const cell of left) beside.set(cell.column, [...(beside.get(cell.column) ?? []), cell]);
  }
  for (const [column, cells] of beside) {
    const header = grid.table.cells.filter((cell) => cell.column === column && !isNumber(cell)).map(({ text }) => text);
    const name = oneLine(header[0] ?? '');
    const printed = cells.map(({ text }) => oneLine(text)).join(' | ');
    const message = `the column ${name === '' ? 'without a name' : `"${name}"`} is none of the form; printed there: ${printed}`;
    sheet.warn('further_column', message, `table ${grid.number}`);
  }
}

function warnOfRow(row: GridRow, grid: Grid, sheet: FigureCollector): void {
  const text = row.cells.map((cell) => oneLine(cell.text)).join(' | ');
  sheet.warn('unread_row', `a row of the table has no known label: ${text}`, `table ${grid.number}`);
}

const isNumber = ({ text }: Cell): boolean => DIGIT.test(text) && (looksLikeValue(text) || isNumberInWords(text));
