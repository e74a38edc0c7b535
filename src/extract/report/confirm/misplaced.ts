import type { FormRegistry, SumCheck, TableKey } from '../../../codebook/index.ts';
import type { Figure } from '../model.ts';

/** So many rows with numbers must speak for it. */
const ENOUGH_ROWS = 3;

/**
 * True where rows of a table that were read by counting cells cannot have been counted right: in most of them 总计 is no sum, or another
 * column is the sum of all the rest (总计 printed first). Single wrong sums are the organ's own.
 */
export function areMisplaced(rows: readonly (readonly Figure[])[], forms: FormRegistry): boolean {
  const filled = rows.flatMap((figures) => {
    const check = rowSumOf(figures, forms);
    const values = figures.map(({ value }) => value ?? 0);
    return check && values.some((value) => value !== 0) ? [values] : [];
  });
  if (filled.length < ENOUGH_ROWS) return false;
  const isMost = (count: number): boolean => count >= ENOUGH_ROWS && count * 2 > filled.length;
  const sumsAt = (column: number): number => filled.filter((values) => isSumOfRest(values.at(column), values)).length;
  const denied = filled.filter((values) => values.at(-1) !== 0 && !isSumOfRest(values.at(-1), values)).length;
  const others = Math.max(...filled.map(({ length }) => length)) - 1;
  const better = Array.from({ length: others }, (_, column) => sumsAt(column));
  return isMost(denied) || better.some((count) => isMost(count) && count > sumsAt(-1));
}

/** True where 总计 is the sum of the rest in nearly all rows that have every number; rows of nothing but zeros say nothing. */
export function areSums(rows: readonly (readonly Figure[])[], forms: FormRegistry): boolean {
  const whole = rows
    .filter((figures) => rowSumOf(figures, forms) !== null && figures.every(({ value }) => value !== null))
    .map((figures) => figures.map(({ value }) => value ?? 0))
    .filter((values) => values.some((value) => value !== 0));
  const sums = whole.filter((values) => isSumOfRest(values.at(-1), values)).length;
  return whole.length - sums <= sums * FEW;
}

/** An organ's own wrong sums are so few. */
const FEW = 0.25;

const isSumOfRest = (total: number | undefined, values: readonly number[]): boolean =>
  values.reduce((sum, value) => sum + value, 0) === 2 * (total ?? 0);

/** The sum that a row's figures, all of them, are promised to satisfy: its last column is the total. */
function rowSumOf(figures: readonly Figure[], forms: FormRegistry): SumCheck | null {
  const columns = figures.map(({ column }) => column).join();
  return (
    rowSumsOf(figures[0]?.table ?? 'applications', forms).find((check) => columnsIn(check).join() === columns) ?? null
  );
}

const columnsIn = ({ left, right }: SumCheck): string[] => [...left, ...right];

/** The sums over the rows of a table, by form. */
export const rowSumsOf = (table: TableKey, forms: FormRegistry): SumCheck[] =>
  forms.forms.flatMap(({ checks }) => checks.filter((check) => check.table === table && check.over === 'row'));
