/** A, B … AA. */
const columnName = (index: number): string =>
  (index > 25 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** The name of a cell, of row and column from 0: B7. */
export const cellName = (row: number, column: number): string => `${columnName(column)}${row + 1}`;
