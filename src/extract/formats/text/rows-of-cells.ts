import { isRowLabel } from './known-labels.ts';

const isWord = (cell: string): boolean => /\p{Script=Han}{2}/u.test(cell);

/** A header of so many words is one without labels beside its numbers. */
const LONG_HEADER = 10;

/**
 * Rows of a table of which only the cells are known, one after the other: a row ends where words follow a value, or where the label of a row
 * follows the words of a header. Blank cells in front of a label cannot be told from those behind a value: one that most rows do not have is
 * the next row's.
 */
export function rowsOfCells(cells: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    if (!row || beginsRow(cell, row)) rows.push([cell]);
    else row.push(cell);
  }
  return withoutForeignBlanks(rows);
}

function beginsRow(cell: string, row: readonly string[]): boolean {
  const last = row.at(-1) ?? '';
  if (!isWord(cell)) return isWord(last) && row.length >= LONG_HEADER && row.every(isWord);
  // A header has two cells at least; one word in front of a row's label is the cell that groups it.
  return !isWord(last) || (isRowLabel(cell) && row.filter(isWord).length > 1);
}

function withoutForeignBlanks(rows: readonly string[][]): string[][] {
  const usual = median(rows.map(valuesIn).filter((count) => count > 0));
  return rows.map((row) => {
    let end = row.length;
    while (end > 0 && row[end - 1] === '' && valuesIn(row) - (row.length - end) > usual) end -= 1;
    return row.slice(0, end);
  });
}

const valuesIn = (row: readonly string[]): number => row.length - (row.findLastIndex(isWord) + 1);

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
