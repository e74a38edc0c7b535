import { boxHeight, boxWidth, centreY } from '../model.ts';
import { lineReach } from './line-gap.ts';
import { median, overlapX, type TextRun } from './text-runs.ts';
import { isValue, rowsOf, type ValueRow, valuesOf } from './values.ts';

/** White on both sides of a number that stands in a column by itself (em). */
const APART = 1.1;
/** A line of a table has at least so many pieces, one of them in a table's lines. */
const MIN_PIECES = 2;
const WIDE_LINE = 3;
/** Rows that tell a table; one row is enough where it has this many numbers. */
const MIN_ROWS = 2;
const LONG_ROW = 6;
/** White across a table between two of its lines (em): more is its end. */
const MAX_GAP = 4;
/** Larger type than the numbers' by this factor is a heading. */
const LARGER = 1.2;
/** A line of prose runs over this share of the text's width without a gap. */
const PROSE = 0.75;

/** Rows of values that follow each other in the same columns, with the pieces above, beside and below. */
export interface Segment {
  readonly rows: readonly ValueRow[];
  /** What is not a value, from the segment before to the one behind. */
  readonly words: readonly TextRun[];
  /** Lines of one cell are at most this far apart, points. */
  readonly maxLineGap: number;
  /** Another segment stands below, perhaps with a band of words in front of its header. */
  readonly followed: boolean;
}

/** The parts of a page that are rows of numbers in columns. */
export function segmentsOf(pieces: readonly TextRun[]): Segment[] {
  const regions = regionsOf(pieces).map(withRows);
  const rows = regions.map((region) => region.rows);
  return regions.flatMap((region) => cutRegion(region, lineReach(pieces, rows)));
}

interface Region {
  readonly pieces: readonly TextRun[];
  readonly top: number;
  readonly bottom: number;
}

interface RegionRows {
  readonly rows: readonly ValueRow[];
  readonly words: readonly TextRun[];
}

type Line = readonly TextRun[];

/** Pieces between the first and the last line of numbers, and what stands close above and below. */
function regionsOf(pieces: readonly TextRun[]): Region[] {
  const lines = linesOf(pieces);
  const width = Math.max(...pieces.map((piece) => piece.box[2])) - Math.min(...pieces.map((piece) => piece.box[0]));
  const runs: Line[][] = [];
  const isRow = rowTest(pieces);
  let open: Line[] = [];
  const close = () => {
    const last = open.findLastIndex(isRow);
    const run = open.slice(0, last + 1);
    if (last >= 0 && isTable(run, lines[lines.indexOf(run[0] ?? []) - 1], isRow, pieces)) runs.push(run);
    open = [];
  };
  for (const line of lines) {
    const before = open.at(-1);
    if (before && (gapBetween(before, line) > MAX_GAP || isHeading(line, before) || isProse(line, width))) close();
    if (open.length > 0 || isRow(line)) open.push(line);
  }
  close();
  return runs.map((run, index, all) => {
    const [top, bottom] = [topOf(run[0] ?? []), bottomOf(run.at(-1) ?? [])];
    const above = Math.max(0, ...all.slice(0, index).map((other) => bottomOf(other.at(-1) ?? [])));
    const below = Math.min(Infinity, ...all.slice(index + 1).map((other) => topOf(other[0] ?? [])));
    return {
      pieces: pieces.filter((piece) => centreY(piece.box) > above && centreY(piece.box) < below),
      top,
      bottom,
    };
  });
}

function linesOf(pieces: readonly TextRun[]): Line[] {
  const lines: TextRun[][] = [];
  for (const piece of [...pieces].sort((a, b) => centreY(a.box) - centreY(b.box))) {
    const last = lines.at(-1)?.at(-1);
    if (last && centreY(piece.box) - centreY(last.box) < piece.size * 0.2) lines.at(-1)?.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => line.sort((a, b) => a.box[0] - b.box[0]));
}

const topOf = (line: Line): number => Math.min(...line.map((piece) => piece.box[1]));
const bottomOf = (line: Line): number => Math.max(...line.map((piece) => piece.box[3]));
const sizeOf = (line: Line): number => median(line.map((piece) => piece.size));

/** A line with a number that stands apart, with a label before it on the same line or lines of one above and below. */
const rowTest =
  (pieces: readonly TextRun[]) =>
  (line: Line): boolean =>
    line.some(
      (piece, index) => isValue(piece) && apart(line, index) && (line.length >= MIN_PIECES || labelled(piece, pieces)),
    );

const labelled = (value: TextRun, pieces: readonly TextRun[]): boolean =>
  pieces.some(
    ({ box, text }) =>
      value.box[0] - box[2] > value.size * APART &&
      Math.abs(centreY(box) - centreY(value.box)) < value.size * 0.8 &&
      /\p{Script=Han}/u.test(text),
  );

function apart(line: Line, index: number): boolean {
  const white = (left: TextRun | undefined, right: TextRun | undefined) =>
    left && right ? right.box[0] - left.box[2] : Infinity;
  const em = (line[index]?.size ?? 0) * APART;
  return white(line[index - 1], line[index]) > em && white(line[index], line[index + 1]) > em;
}

/** Several rows, one of them of several columns; one row of many numbers; or any row right below a header of its columns. */
function isTable(
  run: readonly Line[],
  above: Line | undefined,
  isRow: (line: Line) => boolean,
  pieces: readonly TextRun[],
): boolean {
  const isWide = (line: Line) =>
    line.length + (line[0] && isValue(line[0]) && labelled(line[0], pieces) ? 1 : 0) >= WIDE_LINE;
  const rows = run.filter(isRow);
  if (rows.some(isWide) && rows.length >= MIN_ROWS) return true;
  if ((rows[0] ?? []).length >= LONG_ROW) return true;
  const lines = [...(above ? [above] : []), ...run];
  return lines.some((line, index) => isHeaderOf(line, lines.slice(index + 1).find(isRow)));
}

function isHeaderOf(line: Line, row: Line | undefined): boolean {
  if (!row || line.length < MIN_PIECES || line.some(isValue) || gapBetween(line, row) > MAX_GAP / 2) return false;
  const hasRuleBetween = line.every((_, index) => apart(line, index));
  if (hasRuleBetween && line.length === row.length && !row.every(isValue)) return true;
  return row.some(
    (value) =>
      isValue(value) && line.slice(1).some((word, index) => apart(line, index + 1) && overlapX(word.box, value.box)),
  );
}

const gapBetween = (above: Line, below: Line): number => (topOf(below) - bottomOf(above)) / Math.max(1, sizeOf(below));

const isHeading = (line: Line, before: Line): boolean => line.length === 1 && sizeOf(line) > sizeOf(before) * LARGER;

function isProse(line: Line, width: number): boolean {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || line.some((_, index) => index > 0 && apart(line, index))) return false;
  return line.reduce((sum, piece) => sum + boxWidth(piece.box), 0) > width * PROSE;
}

function withRows({ pieces, top, bottom }: Region): RegionRows {
  const inside = pieces.filter((piece) => centreY(piece.box) > top - 1 && centreY(piece.box) < bottom + 1);
  const values = valuesOf(inside);
  const used = new Set(values.flatMap((value) => value.pieces));
  return { rows: rowsOf(values), words: pieces.filter((piece) => !used.has(piece)) };
}

/** A region's rows cut where words stand across the columns: a header, a band, a heading. */
function cutRegion({ rows, words }: RegionRows, maxLineGap: number): Segment[] {
  const groups: ValueRow[][] = [];
  for (const row of rows) {
    const before = groups.at(-1)?.at(-1);
    if (before && !words.some((word) => between(word, before, row, words))) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups.map((group, index) => {
    const above = groups[index - 1]?.at(-1);
    const below = groups[index + 1]?.[0];
    const last = group.at(-1);
    // The next part begins with what parts it from this one.
    const parting = last && below ? words.filter((word) => between(word, last, below, words)) : [];
    const end = Math.min(...parting.map((word) => word.box[1]));
    const own = (word: TextRun) => (!above || centreY(word.box) > above.centre) && centreY(word.box) < end;
    return { rows: group, words: words.filter(own), maxLineGap, followed: below !== undefined };
  });
}

/** Words that stand across the columns of numbers between two rows, or behind their labels. */
function between(word: TextRun, above: ValueRow, below: ValueRow, words: readonly TextRun[]): boolean {
  const y = centreY(word.box);
  const clear = boxHeight(word.box) * 0.6;
  if (y < above.last + clear || y > below.first - clear) return false;
  const left = Math.min(firstOf(above), firstOf(below));
  if (word.box[2] > left) return true;
  const labels = words.filter(({ box }) => box[2] <= left + 1 && [above, below].some((row) => beside(box, row)));
  return labels.length > 0 && word.box[0] >= Math.max(...labels.map(({ box }) => box[2])) - word.size / 2;
}

const beside = (box: TextRun['box'], row: ValueRow): boolean =>
  centreY(box) > row.first - row.em && centreY(box) < row.last + row.em;

const firstOf = (row: ValueRow): number => Math.min(...row.values.map((value) => value.box[0]));
