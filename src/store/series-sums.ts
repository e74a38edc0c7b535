import { SERIES, type SeriesPart } from '../codebook/index.ts';
import type { CellName } from './reference/figure-keys.ts';

/** A report's numbers as they are stored; a cell or an indicator that it does not have is undefined. */
export interface StoredNumbers {
  readonly cell: (name: CellName) => number | null | undefined;
  /** By its key. */
  readonly indicator: (key: string) => number | null | undefined;
}

export interface SeriesSum {
  readonly series: string;
  readonly side: 'tables' | 'lists';
  /** Null: a part is missing. */
  readonly value: number | null;
}

/**
 * What a report's numbers come to in each series: as the view `series_sum` has it, which looks for each part among the rows of the report and
 * took a tenth of the time of storing one.
 */
export function seriesSums(numbers: StoredNumbers): SeriesSum[] {
  const sums: SeriesSum[] = [];
  for (const { key, ...sides } of SERIES) {
    for (const side of ['tables', 'lists'] as const) {
      const found = sides[side].parts.map((part) => numberOf(part, numbers));
      if (found.every((value) => value === undefined)) continue;
      const values = found.filter((value) => value != null);
      sums.push({ series: key, side, value: values.length === found.length ? sumLikeSqlite(values) : null });
    }
  }
  return sums;
}

function numberOf(part: SeriesPart, { cell, indicator }: StoredNumbers): number | null | undefined {
  if ('indicator' in part) return indicator(part.indicator);
  const [table, row, column] = part.figure;
  return cell({ table, row, column });
}

/** To the last bit, since `verify` compares: SQLite keeps what each addition loses, and adds that in the end. */
function sumLikeSqlite(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) > Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
