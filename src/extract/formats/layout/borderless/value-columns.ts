import { plain } from '../../../../vocabulary/characters.ts';
import { isUnit } from '../../../../vocabulary/units.ts';
import { type Span, uniteSpans } from '../cluster.ts';
import { centreX, centreY } from '../model.ts';
import { COLUMNS } from './settings.ts';
import { overlapX, type TextRun } from './text-runs.ts';
import { type BorderlessValue, isUnitRun, rowOf, rowsOf, type ValueRow, valueCell } from './values.ts';

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
  const units = withOuterUnits(unitsOf(rows, words, numbers), words, rows);
  if (units.length === 0) return { rows, columns: numbers, words };
  const taken = new Set(units);
  const all = rowsOf([...rows.flatMap((row) => row.values), ...unitCells(units)]);
  return {
    rows: all.map((row) => rowOf(row.values)),
    columns: extentsOf(all.flatMap((row) => row.values.map(({ box }): Extent => [box[0], box[2]]))),
    words: words.filter((word) => !taken.has(word)),
  };
}

/** Units with those above and below whose rows have a label and no number. */
function withOuterUnits(units: readonly TextRun[], words: readonly TextRun[], rows: readonly ValueRow[]): TextRun[] {
  const column = extentsOf(units.map(({ box }): Extent => [box[0], box[2]]));
  const isNext = (unit: TextRun, height: number) => Math.abs(centreY(unit.box) - height) < unit.size * COLUMNS.nextRow;
  const isLabelled = (unit: TextRun) =>
    words.some(
      (word) =>
        word.box[2] < unit.box[0] && !isUnitRun(word) && Math.abs(centreY(word.box) - centreY(unit.box)) < unit.size,
    );
  const outer = words.filter(
    (word) => !units.includes(word) && isUnitRun(word) && columnAt(column, word.box) >= 0 && isLabelled(word),
  );
  const found = [...units];
  const heights = [...rows.map(({ centre }) => centre), ...units.map(({ box }) => centreY(box))];
  for (let next = units.length > 0 ? outer : []; next.length > 0; ) {
    next = outer.filter((word) => !found.includes(word) && heights.some((height) => isNext(word, height)));
    found.push(...next);
    heights.push(...next.map(({ box }) => centreY(box)));
  }
  return found;
}

/** Cells of units: 万 with 元 below it is one. */
function unitCells(units: readonly TextRun[]): BorderlessValue[] {
  const cells: TextRun[][] = [];
  for (const unit of [...units].sort((a, b) => centreY(a.box) - centreY(b.box))) {
    const above = cells.at(-1)?.at(-1);
    const isRest =
      above !== undefined &&
      !isUnitRun(above) &&
      isUnit(plain(above.text + unit.text)) &&
      overlapX(above.box, unit.box) &&
      centreY(unit.box) - centreY(above.box) < unit.size * COLUMNS.unitLines;
    if (isRest) cells.at(-1)?.push(unit);
    else cells.push([unit]);
  }
  return cells.map(valueCell);
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
