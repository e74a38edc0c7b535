import type { SampleCell, SampleTable } from '../../src/sample/grid.ts';

/* Rows put into a table and taken out of it. */

const byPlace = (a: SampleCell, b: SampleCell): number => a.row - b.row || a.column - b.column;

/** The cells that begin in a row. */
export const cellsAt = ({ cells }: SampleTable, row: number): SampleCell[] => cells.filter((cell) => cell.row === row);

/** A row of its own behind another: merged cells that reach over the place reach over it too. `cells` begin in row 0. */
export function withRowBehind(table: SampleTable, row: number, cells: readonly SampleCell[]): SampleTable {
  const at = row + 1;
  const moved = table.cells.map((cell) => {
    if (cell.row >= at) return { ...cell, row: cell.row + 1 };
    const end = cell.row + cell.rowSpan;
    // The row belongs to the groups of the one in front of it.
    return end > at || (end === at && cell.role === 'side') ? { ...cell, rowSpan: cell.rowSpan + 1 } : cell;
  });
  const added = cells.map((cell) => ({ ...cell, row: at, rowSpan: 1 }));
  return { ...table, rows: table.rows + 1, cells: [...moved, ...added].sort(byPlace) };
}

/** Rows that have a label and numbers, and no cell that reaches over the row below. */
export const labelledRows = (table: SampleTable): number[] =>
  Array.from({ length: table.rows }, (_, row) => row).filter((row) => {
    const cells = cellsAt(table, row);
    return cells.some(({ role }) => role === 'label') && cells.some(({ figure }) => figure !== null);
  });

/** The cells of a row from its label on, without what is merged with rows below. */
export const fromLabel = (table: SampleTable, row: number): SampleCell[] =>
  cellsAt(table, row).filter(({ role }) => role === 'label' || role === 'value');
