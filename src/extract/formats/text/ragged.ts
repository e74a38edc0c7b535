import type { Cell, Table } from '../../document.ts';

/** TextRows of a text's table, cells as the source gives them, blank ones too. */
export type TextRows = readonly (readonly string[])[];

/** A table found in lines: its rows, and the line after it. */
export interface FoundTable {
  readonly rows: TextRows;
  readonly next: number;
}

/** Rows of fewer cells may be as long by accident. */
const LEAST_GRID = 4;

/**
 * A Table without spans: a cell's column is its place in its row. Where all rows have as many cells (workbooks saved as text), that is its place in
 * the grid; else spans were lost, and it says nothing.
 */
export function raggedTable(rows: TextRows): Table {
  const cells: Cell[] = rows.flatMap((texts, row) =>
    texts.map((text, column) => ({ row, column, rowSpan: 1, colSpan: 1, text })),
  );
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const isGrid = columns >= LEAST_GRID && rows.length >= LEAST_GRID && cells.length === rows.length * columns;
  return { kind: 'table', rows: rows.length, columns, cells, ...(isGrid ? {} : { ragged: true as const }) };
}
