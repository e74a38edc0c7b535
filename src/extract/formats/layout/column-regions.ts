import type { Chunk } from './chunks.ts';
import { around, type Box, boxHeight, centreX } from './model.ts';

/** Lines of a table with at least this many pieces, of which numbers, tell that there is one. */
const MIN_PIECES = 3;
const MIN_ROWS = 2;
/** A table's lines follow each other within this distance (heights of a line): more is the end of the table. */
const MAX_GAP = 4;

/** A part of a page that is a table, and the extent of its columns from left to right; the first ones hold the labels. */
export interface Region {
  readonly chunks: readonly Chunk[];
  readonly columns: readonly Box[];
  /** Where the columns of numbers begin. */
  readonly labelsEnd: number;
}

/** Values grouped where they lie within `reach` of each other; the groups' means, ascending. */
export function clusters(values: readonly number[], reach: number): number[] {
  const groups: number[][] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const group = groups.at(-1);
    if (group && value - (group[0] ?? value) <= reach) group.push(value);
    else groups.push([value]);
  }
  return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length);
}

const NUMBER = /^[+\-－＋]?[\d０-９][\d０-９.,，．]*$|^[—\-/／无]$/u;
const isNumeric = (chunk: Chunk): boolean => NUMBER.test(chunk.text.trim());

/** The parts of a page whose lines are numbers in columns. */
export function tableRegions(chunks: readonly Chunk[]): Region[] {
  const lines: Chunk[][] = [];
  for (const chunk of chunks) {
    const last = lines.at(-1);
    if (last?.[0]?.line === chunk.line) last.push(chunk);
    else lines.push([chunk]);
  }
  return runsOf(lines).flatMap((run) => {
    const rows = run.filter((line) => line.some((chunk, index) => index > 0 && isNumeric(chunk)));
    const wide = run.some((line) => line.length >= MIN_PIECES);
    if (!wide || (rows.length < MIN_ROWS && !(rows[0] && rows[0].length >= 10))) return [];
    const numbers = withBlankColumns(numberColumns(run), run);
    const labels = labelColumns(run, numbers);
    const columns = [...labels, ...numbers];
    return columns.length < MIN_PIECES ? [] : [{ chunks: run.flat(), columns, labelsEnd: numbers[0]?.[0] ?? 0 }];
  });
}

/** Runs of lines from the first to the last that have several pieces, with the wrapped lines of labels between them. */
function runsOf(lines: readonly (readonly Chunk[])[]): Chunk[][][] {
  const runs: Chunk[][][] = [];
  let open: Chunk[][] = [];
  let size = 0;
  const close = () => {
    if (size > 1) runs.push(open.slice(0, size));
    open = [];
    size = 0;
  };
  for (const line of lines) {
    const pieces = line.length >= MIN_PIECES || (line.length >= 2 && line.some(isNumeric));
    const before = open.at(-1);
    if (before && (gapBetween(before, line) > MAX_GAP || isHeading(line, before))) close();
    if (!pieces && size === 0) continue;
    open.push([...line]);
    if (pieces) size = open.length;
  }
  close();
  return runs;
}

/** A line alone in larger type is the next section's heading. */
const isHeading = (line: readonly Chunk[], before: readonly Chunk[]): boolean => {
  const height = Math.max(...before.map((chunk) => boxHeight(chunk.box)));
  return line.length === 1 && line.every((chunk) => boxHeight(chunk.box) > height * 1.2);
};

function gapBetween(above: readonly Chunk[], below: readonly Chunk[]): number {
  const [one, other] = [around(above.map((chunk) => chunk.box)), around(below.map((chunk) => chunk.box))];
  return (other[1] - one[3]) / Math.max(1, boxHeight(other));
}

/** Columns of numbers by where numbers stand; an ordinal at the start of a line is none. */
function numberColumns(lines: readonly (readonly Chunk[])[]): Box[] {
  const numbers = lines.flatMap((line) => line.filter((chunk, index) => index > 0 && isNumeric(chunk)));
  const columns: Box[] = [];
  for (const chunk of [...numbers].sort((a, b) => centreX(a.box) - centreX(b.box))) {
    const last = columns.at(-1);
    // Numbers are set flush right, left or centred: in each case those of one column overlap.
    if (last && chunk.box[0] < last[2]) columns[columns.length - 1] = around([last, chunk.box]);
    else columns.push(chunk.box);
  }
  return columns;
}

/** A column without any number still has a header. */
function withBlankColumns(numbers: readonly Box[], lines: readonly (readonly Chunk[])[]): Box[] {
  const first = numbers[0];
  if (!first) return [];
  const columns = [...numbers];
  const headers = lines.filter((line) => line.length >= MIN_PIECES).flatMap((line) => line.slice(1));
  for (const { box } of headers)
    if (centreX(box) > first[0] && !columns.some((column) => box[0] < column[2] && column[0] < box[2]))
      columns.push(box);
  return columns.sort((a, b) => a[0] - b[0]);
}

/** White between two columns of labels may be crossed by this share of the labels: those that span both. */
const CROSSING = 0.15;
/** Narrower than this (points), white is the gap between two characters. */
const MIN_WHITE = 3;

/** Columns of labels: a vertical merged cell, a group, the label itself, parted by white that few labels cross. */
function labelColumns(lines: readonly (readonly Chunk[])[], numbers: readonly Box[]): Box[] {
  const labels = lines.flat().filter((chunk) => chunk.box[2] < (numbers[0]?.[0] ?? 0));
  if (labels.length === 0) return [];
  const [left, top, right, bottom] = around(labels.map((chunk) => chunk.box));
  const crossed = Array.from({ length: Math.ceil(right - left) }, () => 0);
  for (const { box } of labels)
    for (let at = Math.floor(box[0] - left); at < Math.min(crossed.length, Math.ceil(box[2] - left)); at++)
      crossed[at] = (crossed[at] ?? 0) + 1;
  const columns: Box[] = [];
  let white = MIN_WHITE;
  crossed.forEach((count, at) => {
    if (count <= labels.length * CROSSING) white++;
    else {
      const last = columns.at(-1);
      if (last && white < MIN_WHITE) columns[columns.length - 1] = [last[0], top, left + at + 1, bottom];
      else columns.push([left + at, top, left + at + 1, bottom]);
      white = 0;
    }
  });
  return columns.length === 0 ? [[left, top, right, bottom]] : columns;
}
