import { textOf } from '../lines.ts';
import { around, type Box, boxHeight, boxWidth, centreY, type Glyph, type Rule } from '../model.ts';

/** Wider white than this within a line parts two cells (em); lines justified in a narrow cell have less. */
const CELL_GAP = 0.45;
/** Text whose middle differs by more than this stands on another line (em). */
const SAME_LINE = 0.2;
/** Spaces that are printed between Chinese characters (规　章) keep them together up to this (em). */
const PRINTED_SPACE = 2;

/** Text without wide gaps on one line: a cell, or a line of one. */
export interface TextRun {
  readonly text: string;
  readonly box: Box;
  readonly size: number;
  readonly glyphs: readonly Glyph[];
}

/** An ordinal stands apart from its label by up to this (em): figures with a tab behind them further than others. */
const FIGURE_SPACE = 1.6;
const ORDINAL_SPACE = 0.7;
const ORDINAL = /^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[、．]|\d{1,2}[.．、])$/u;

const STARTS_LABEL = /^(?:[（(][一二三四五六七八九十][）)]|[一二三四五六七八九十]、|\d{1,2}[.．、])\s*\p{Script=Han}/u;
const LEAST_WHITE = 0.1;

/** The text of a page cut at white and at vertical rules, from top to bottom and from left to right. */
export function piecesOf(glyphs: readonly Glyph[], verticals: readonly Rule[]): TextRun[] {
  return linesOfText(glyphs).flatMap((line) => cut(line, verticals).flatMap(cutAtOrdinals).map(pieceOf));
}

function linesOfText(glyphs: readonly Glyph[]): Glyph[][] {
  const lines: { glyphs: Glyph[]; centre: number }[] = [];
  for (const glyph of [...glyphs].sort((a, b) => centreY(a.box) - centreY(b.box))) {
    const line = lines.at(-1);
    const centre = centreY(glyph.box);
    if (line && centre - line.centre <= glyph.size * SAME_LINE) line.glyphs.push(glyph);
    else lines.push({ glyphs: [glyph], centre });
  }
  return lines.map((line) => line.glyphs.sort((a, b) => a.box[0] - b.box[0]));
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
  if (gap < em * CELL_GAP) return true;
  const printed = spaces.reduce((sum, space) => sum + boxWidth(space.box), 0);
  const worded = /\p{Script=Han}$/u.test(left.text) && /^\p{Script=Han}/u.test(right.text);
  return worded && gap < em * PRINTED_SPACE && gap - printed < em * CELL_GAP;
}

/** An ordinal starts a cell wherever the least white stands before it: words of a narrow merged cell come that near. */
function cutAtOrdinals(part: readonly Glyph[]): Glyph[][] {
  const at = part.findIndex(
    (glyph, index) =>
      index > 0 &&
      glyph.box[0] - (part[index - 1]?.box[2] ?? 0) > glyph.size * LEAST_WHITE &&
      STARTS_LABEL.test(
        part
          .slice(index, index + 6)
          .map(({ text }) => text)
          .join(''),
      ),
  );
  return at < 0 ? [[...part]] : [part.slice(0, at), ...cutAtOrdinals(part.slice(at))];
}

/** The label behind its ordinal, which a tab or a list's numbering sets apart. */
function followsOrdinal(part: readonly Glyph[], next: Glyph): boolean {
  if (part.length > 4 || /^\d/.test(next.text)) return false;
  const text = part
    .map((glyph) => glyph.text)
    .join('')
    .replace(/\s/g, '');
  const space = /^\d/.test(text) ? FIGURE_SPACE : ORDINAL_SPACE;
  return ORDINAL.test(text) && next.box[0] - (part.at(-1)?.box[2] ?? 0) < next.size * space;
}

const ruledBetween = (left: Glyph, right: Glyph, verticals: readonly Rule[]): boolean =>
  verticals.some(
    ({ at, from, to }) =>
      at > (left.box[0] + left.box[2]) / 2 &&
      at < (right.box[0] + right.box[2]) / 2 &&
      from < centreY(left.box) &&
      to > centreY(left.box),
  );

/** A piece cut where the least white stands between two columns: narrow columns leave no more between their headers. */
export function cutBetween(piece: TextRun, columns: readonly (readonly [from: number, to: number])[]): TextRun[] {
  const at = piece.glyphs.findIndex((glyph, index) => {
    const left = piece.glyphs[index - 1]?.box[2];
    return (
      left !== undefined &&
      glyph.box[0] - left > glyph.size * LEAST_WHITE &&
      columns.some(([from, to], column) => {
        const next = columns[column + 1]?.[0] ?? Infinity;
        const spans = piece.box[0] < to && piece.box[2] > next && glyph.box[0] > from;
        return spans && left <= next + 1 && glyph.box[0] >= to - 1;
      })
    );
  });
  if (at < 0) return [piece];
  return [pieceOf(piece.glyphs.slice(0, at)), ...cutBetween(pieceOf(piece.glyphs.slice(at)), columns)];
}

function pieceOf(glyphs: readonly Glyph[]): TextRun {
  const sizes = glyphs.map((glyph) => glyph.size).sort((a, b) => a - b);
  return {
    text: textOf(glyphs),
    box: around(glyphs.map((glyph) => glyph.box)),
    size: sizes[sizes.length >> 1] ?? 0,
    glyphs,
  };
}

/** What starts with an ordinal starts a cell. */
export const NUMBERED =
  /^\s*(?:第\S{1,4}条|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[、．]|\d{1,2}[.．、])/u;

/** Whether two extents share ground. */
export const overlapX = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2];

/** Share of the lower one's height that two boxes have in common. */
export const sharedHeight = (a: Box, b: Box): number =>
  (Math.min(a[3], b[3]) - Math.max(a[1], b[1])) / Math.max(1, Math.min(boxHeight(a), boxHeight(b)));

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
