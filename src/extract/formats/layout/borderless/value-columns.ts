import { type Span, uniteSpans } from '../cluster.ts';
import { centreX, centreY } from '../model.ts';
import { COLUMNS } from './settings.ts';
import { overlapX, type TextRun } from './text-runs.ts';
import { isUnitRun, rowOf, rowsOf, type ValueRow, valueCell } from './values.ts';

/** From left to right, in points. */
export type Extent = Span;

export interface ValueColumns {
  readonly rows: readonly ValueRow[];
  readonly columns: readonly Extent[];
  /** Words that are not cells of units. */
  readonly words: readonly TextRun[];
}

/** Columns of a segment's values, with the column of units (件, 条, ——) that a statistics table has beside its numbers. */
export function valueColumns(rows: readonly ValueRow[], words: readonly TextRun[]): ValueColumns {
  const numbers = extentsOf(rows.flatMap((row) => row.values.map(({ box }): Extent => [box[0], box[2]])));
  const units = unitsOf(rows, words, numbers);
  if (units.length === 0) return { rows, columns: numbers, words };
  const taken = new Set(units);
  const all = rowsOf([...rows.flatMap((row) => row.values), ...units.map((unit) => valueCell([unit]))]);
  return {
    rows: all.map((row) => rowOf(row.values)),
    columns: extentsOf(all.flatMap((row) => row.values.map(({ box }): Extent => [box[0], box[2]]))),
    words: words.filter((word) => !taken.has(word)),
  };
}

/** Extents that overlap, united: numbers of one column overlap whether they are set flush left, right or centred. */
export const extentsOf = (extents: readonly Extent[]): Extent[] => uniteSpans(extents, (gap) => gap < 0);

/** Index of the column that a box stands in; -1 where it is none or more than one. */
export function columnAt(columns: readonly Extent[], box: readonly [number, number, number, number]): number {
  const over = columns.flatMap(([from, to], index) => (from < box[2] && box[0] < to ? [index] : []));
  return over.length === 1 ? (over[0] ?? -1) : -1;
}

function unitsOf(rows: readonly ValueRow[], words: readonly TextRun[], numbers: readonly Extent[]): TextRun[] {
  const [top, bottom] = [rows[0]?.first ?? 0, rows.at(-1)?.last ?? 0];
  const inside = words.filter((word) => centreY(word.box) > top - word.size && centreY(word.box) < bottom + word.size);
  const short = inside.filter((word) => [...word.text].length <= COLUMNS.longestUnit);
  return extentsOf(short.map(({ box }): Extent => [box[0], box[2]])).flatMap(([from, to]) => {
    const column = short.filter((word) => centreX(word.box) > from && centreX(word.box) < to);
    const others = inside.filter((word) => !column.includes(word) && overlapX(word.box, [from, 0, to, 0]));
    if (others.length > 0) return [];
    const different = new Set(column.map((word) => word.text)).size;
    const repeated = column.length >= COLUMNS.enoughUnits && different <= column.length * COLUMNS.different;
    // A unit has its name to the left; the first column of words is that of the names.
    const named = inside.some((word) => word.box[2] <= from && !column.includes(word));
    const numbered = columnAt(numbers, [from, 0, to, 0]) >= 0;
    return named && (numbered || repeated || column.every(isUnitRun)) ? column : [];
  });
}
