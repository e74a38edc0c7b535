import { hasOrdinal, isOrdinal, withoutOrdinal } from '../../../../vocabulary/ordinals.ts';
import { UNIT } from '../../../../vocabulary/units.ts';
import { cluster } from '../cluster.ts';
import { textOf } from '../lines.ts';
import { around, type Box, boxHeight, boxWidth, centreY, type Glyph, type Rule } from '../model.ts';
import { isRowLabel } from './form-labels.ts';
import { RUNS } from './settings.ts';

/** Text without wide gaps on one line: a cell, or a line of one. */
export interface TextRun {
  readonly text: string;
  readonly box: Box;
  readonly size: number;
  readonly glyphs: readonly Glyph[];
}

/** Whether a text begins with an item's number and its words. */
const startsLabel = (text: string): boolean => hasOrdinal(text) && /^\p{Script=Han}/u.test(withoutOrdinal(text));

/** The text of a page cut at white and at vertical rules, from top to bottom and from left to right. */
export function textRuns(glyphs: readonly Glyph[], verticals: readonly Rule[]): TextRun[] {
  const parts = linesOfText(glyphs).flatMap((line) => cut(line, verticals));
  return withWholeOrdinals(parts).flatMap(cutAtOrdinals).flatMap(cutAtUnit).map(textRun);
}

/** An item's figure with its point: fonts set the two at heights of their own, so that a line may be told to begin between them. */
function withWholeOrdinals(parts: readonly Glyph[][]): Glyph[][] {
  const figures = new Map<Glyph[], Glyph[]>();
  for (const part of parts) {
    const [point] = part;
    if (!point || !/^[.．、]/u.test(point.text)) continue;
    const figure = parts.find((other) => isFigureOf(other, point));
    if (figure) figures.set(part, figure);
  }
  const taken = new Set(figures.values());
  return parts.filter((part) => !taken.has(part)).map((part) => [...(figures.get(part) ?? []), ...part]);
}

function isFigureOf(part: readonly Glyph[], point: Glyph): boolean {
  const last = part.at(-1);
  if (!last || !/^\d{1,2}$/.test(part.map(({ text }) => text).join(''))) return false;
  const [gap, rise] = [point.box[0] - last.box[2], Math.abs(centreY(point.box) - centreY(last.box))];
  return Math.abs(gap) < point.size * RUNS.cellGap && rise < point.size * RUNS.unevenFigure;
}

function linesOfText(glyphs: readonly Glyph[]): Glyph[][] {
  const lines = cluster(
    glyphs,
    ({ box }) => centreY(box),
    ({ first }, centre, { size }) => centre - first <= size * RUNS.sameLine,
  );
  return lines.map((line) => line.sort((a, b) => a.box[0] - b.box[0]));
}

function cut(line: readonly Glyph[], verticals: readonly Rule[]): Glyph[][] {
  const parts: Glyph[][] = [];
  let spaces: Glyph[] = [];
  for (const glyph of line) {
    if (glyph.text.trim() === '') {
      spaces.push(glyph);
      continue;
    }
    const part = parts.at(-1);
    const last = part?.at(-1);
    if (
      part &&
      last &&
      (together(last, spaces, glyph) || followsOrdinal(part, glyph)) &&
      !ruledBetween(last, glyph, verticals)
    )
      part.push(...spaces, glyph);
    else parts.push([glyph]);
    spaces = [];
  }
  return parts;
}

function together(left: Glyph, spaces: readonly Glyph[], right: Glyph): boolean {
  const em = Math.max(left.size, right.size);
  const gap = right.box[0] - left.box[2];
  if (gap < em * RUNS.cellGap) return true;
  const printed = spaces.reduce((sum, space) => sum + boxWidth(space.box), 0);
  const worded = /\p{Script=Han}$/u.test(left.text) && /^\p{Script=Han}/u.test(right.text);
  return worded && gap < em * RUNS.printedSpace && gap - printed < em * RUNS.cellGap;
}

/** An ordinal starts a cell wherever the least white stands before it: words of a narrow merged cell come that near. */
function cutAtOrdinals(part: readonly Glyph[]): Glyph[][] {
  const at = part.findIndex(
    (glyph, index) =>
      index > 0 &&
      glyph.box[0] - (part[index - 1]?.box[2] ?? 0) > glyph.size * RUNS.leastWhite &&
      startsLabel(
        part
          .slice(index, index + 6)
          .map(({ text }) => text)
          .join(''),
      ),
  );
  return at < 0 ? [[...part]] : [part.slice(0, at), ...cutAtOrdinals(part.slice(at))];
}

const UNIT_AND_NUMBER = new RegExp(`^(.*?)(${UNIT})(?=[+-]?\\d[\\d.,]*$)`, 'u');

/** A unit in front of a number is a cell of its own, however near it stands, and so is a label of the form in front of that: 万元2041.67. */
function cutAtUnit(part: readonly Glyph[]): Glyph[][] {
  const texts = part.map(({ text }) => text);
  const [, label = '', unit = ''] = UNIT_AND_NUMBER.exec(texts.join('')) ?? [];
  if (unit === '' || (label !== '' && !isRowLabel(label))) return [[...part]];
  const places = [label.length, label.length + unit.length].map((length) =>
    texts.findIndex((_, index) => texts.slice(0, index).join('').length === length),
  );
  const [start = -1, end = -1] = places;
  if (start < 0 || end < 0) return [[...part]];
  return [part.slice(0, start), part.slice(start, end), part.slice(end)].filter((cell) => cell.length > 0);
}

/** The label behind its ordinal, which a tab or a list's numbering sets apart. */
function followsOrdinal(part: readonly Glyph[], next: Glyph): boolean {
  if (part.length > 4 || /^\d/.test(next.text)) return false;
  const text = part
    .map((glyph) => glyph.text)
    .join('')
    .replace(/\s/g, '');
  const space = /^\d/.test(text) ? RUNS.figureSpace : RUNS.ordinalSpace;
  return isOrdinal(text) && next.box[0] - (part.at(-1)?.box[2] ?? 0) < next.size * space;
}

const ruledBetween = (left: Glyph, right: Glyph, verticals: readonly Rule[]): boolean =>
  verticals.some(
    ({ at, from, to }) =>
      at > (left.box[0] + left.box[2]) / 2 &&
      at < (right.box[0] + right.box[2]) / 2 &&
      from < centreY(left.box) &&
      to > centreY(left.box),
  );

/** A run cut where the least white stands between two columns: narrow columns leave no more between their headers. */
export function cutBetween(run: TextRun, columns: readonly (readonly [from: number, to: number])[]): TextRun[] {
  const at = run.glyphs.findIndex((glyph, index) => {
    const left = run.glyphs[index - 1]?.box[2];
    return (
      left !== undefined &&
      glyph.box[0] - left > glyph.size * RUNS.leastWhite &&
      columns.some(([from, to], column) => {
        const next = columns[column + 1]?.[0] ?? Infinity;
        const spans = run.box[0] < to && run.box[2] > next && glyph.box[0] > from;
        return spans && left <= next + 1 && glyph.box[0] >= to - 1;
      })
    );
  });
  if (at < 0) return [run];
  return [textRun(run.glyphs.slice(0, at)), ...cutBetween(textRun(run.glyphs.slice(at)), columns)];
}

/** Glyphs of one line as a run. */
export function textRun(glyphs: readonly Glyph[]): TextRun {
  const sizes = glyphs.map((glyph) => glyph.size).sort((a, b) => a - b);
  return {
    text: textOf(glyphs),
    box: around(glyphs.map((glyph) => glyph.box)),
    size: sizes[sizes.length >> 1] ?? 0,
    glyphs,
  };
}

/** What starts with an ordinal starts a cell. */
export const startsCell = (text: string): boolean => /^\s*第\S{1,4}条/u.test(text) || hasOrdinal(text);

/** Whether two extents share ground. */
export const overlapX = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2];

/** Share of the lower one's height that two boxes have in common. */
export const sharedHeight = (a: Box, b: Box): number =>
  (Math.min(a[3], b[3]) - Math.max(a[1], b[1])) / Math.max(1, Math.min(boxHeight(a), boxHeight(b)));

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
