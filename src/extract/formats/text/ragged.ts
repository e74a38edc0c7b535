import type { Cell, Table } from '../../document.ts';

/** TextRows of a text's table, cells as the source gives them, blank ones too. */
export type TextRows = readonly (readonly string[])[];

/** A table found in lines: its rows, and the line after it. */
export interface FoundTable {
  readonly rows: TextRows;
  readonly next: number;
}

/** A Table without spans: a cell's column is its place in its row. */
export function raggedTable(rows: TextRows): Table {
  const cells: Cell[] = rows.flatMap((texts, row) =>
    texts.map((text, column) => ({ row, column, rowSpan: 1, colSpan: 1, text })),
  );
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { kind: 'table', rows: rows.length, columns, cells, ragged: true };
}
