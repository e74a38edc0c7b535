import { DIGIT } from '../../../vocabulary/digits.ts';
import { looksLikeValue } from '../../../vocabulary/printed-values.ts';
import type { Cell } from '../../document.ts';
import type { Grid, Row } from './grid.ts';

/** So many rows, and this share of the rows with numbers, must have a number in a column beside the table. */
const ENOUGH_ROWS = 3;
const MOST = 0.75;

/**
 * The values of a row without the numbers that stand beside the table, right of its header: a check of the sums, an organ's own count. Such
 * a column goes through the table; a single number there means that its row is shifted, and stays.
 */
export function withoutBeside(values: readonly Cell[], end: number, grid: Grid): readonly Cell[] {
  const inside = values.filter((cell) => cell.column < end);
  const beside = values.filter((cell) => cell.column >= end && isNumber(cell));
  if (beside.length === 0 || inside.some((cell) => cell.column + cell.colSpan > end)) return values;
  const rows = grid.rows.filter(({ labels, values: cells }) => labels.length > 0 && cells.some(isNumber));
  const goesThrough = (cell: Cell): boolean => {
    const count = rows.filter((row) => numberAt(row, cell.column)).length;
    return count >= ENOUGH_ROWS && count >= MOST * rows.length;
  };
  return beside.every(goesThrough) ? inside : values;
}

const numberAt = ({ cells }: Row, column: number): boolean =>
  cells.some((cell) => cell.column <= column && column < cell.column + cell.colSpan && isNumber(cell));

const isNumber = ({ text }: Cell): boolean => DIGIT.test(text) && looksLikeValue(text);
