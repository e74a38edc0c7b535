import type { Cell, Table } from '../../document.ts';

/** TextRows of a text's table, cells as the source gives them, blank ones too. */
export type TextRows = readonly (readonly string[])[];

/** A table found in lines: its rows, and the line after it. */
export interface FoundTable {
  readonly rows: TextRows;
  readonly next: number;
}

/** No column has numbers in one row and, in another row of numbers, words: some dumps fill rows up that lost their spans. */
function areColumns(rows: TextRows): boolean {
  const numbers = new Set<number>();
  const words = new Set<number>();
  for (const row of rows.filter((texts) => texts.some(isNumber)))
    for (const [column, text] of row.entries()) {
      if (isNumber(text)) numbers.add(column);
      else if (/\p{Script=Han}{2}/u.test(text)) words.add(column);
    }
  return [...numbers].every((column) => !words.has(column));
}

const isNumber = (text: string): boolean =>
  /^\s*[-+]?\p{Nd}/u.test(text) && !/^\s*\p{Nd}{1,2}[.．、]\s*\p{Script=Han}/u.test(text);

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
  const isGrid =
    columns >= LEAST_GRID && rows.length >= LEAST_GRID && cells.length === rows.length * columns && areColumns(rows);
  return { kind: 'table', rows: rows.length, columns, cells, ...(isGrid ? {} : { ragged: true as const }) };
}
