import { APPLICANTS } from '../../../codebook/index.ts';
import type { Figure } from '../model.ts';

/** So many rows with numbers must speak for it. */
const ENOUGH_ROWS = 3;

/**
 * True where rows of table 3 that were read by counting cells cannot have been counted right: in most of them 总计 is no sum, or another column is
 * the sum of all the rest (总计 printed first). Single wrong sums are the organ's own.
 */
export function areMisplaced(rows: readonly (readonly Figure[])[]): boolean {
  const filled = rows
    .map((row) => row.map(({ value }) => value ?? 0))
    .filter((values) => values.length === APPLICANTS.length + 1 && values.some((value) => value !== 0));
  if (filled.length < ENOUGH_ROWS) return false;
  const isMost = (count: number): boolean => count >= ENOUGH_ROWS && count * 2 > filled.length;
  const sumsAt = (column: number): number => filled.filter((values) => isSumOfRest(values, column)).length;
  const total = APPLICANTS.length;
  const denied = filled.filter((values) => values[total] !== 0 && !isSumOfRest(values, total)).length;
  return isMost(denied) || APPLICANTS.some((_, column) => isMost(sumsAt(column)) && sumsAt(column) > sumsAt(total));
}

const isSumOfRest = (values: readonly number[], column: number): boolean =>
  values.reduce((sum, value) => sum + value, 0) === 2 * (values[column] ?? 0);
