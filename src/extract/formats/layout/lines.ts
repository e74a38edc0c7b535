import { cluster } from './cluster.ts';
import { around, type Box, boxHeight, centreY, type Glyph, type TextLine } from './model.ts';
import { LINES } from './settings.ts';

const LATIN = /^[\x21-\x7e]$/u;

/** Glyphs sorted into lines from top to bottom, each from left to right. */
export function linesOf(glyphs: readonly Glyph[]): TextLine[] {
  return groupLines(glyphs).map(lineOf);
}

/** Glyphs whose centres stand at the same height, from top to bottom. */
export function groupLines(glyphs: readonly Glyph[]): Glyph[][] {
  const tallest = (group: readonly Glyph[], glyph: Glyph) =>
    group.reduce((most, { box }) => Math.max(most, boxHeight(box)), boxHeight(glyph.box));
  const lines = cluster(
    glyphs,
    ({ box }) => centreY(box),
    ({ items, mean }, centre, glyph) => centre - mean <= tallest(items, glyph) * LINES.sameLine,
  );
  return lines.map((line) => line.sort((a, b) => a.box[0] - b.box[0]));
}

export function lineOf(glyphs: readonly Glyph[]): TextLine {
  const sizes = glyphs.map((glyph) => glyph.size).sort((a, b) => a - b);
  return {
    text: textOf(glyphs),
    box: around(glyphs.map((glyph) => glyph.box)),
    size: sizes[sizes.length >> 1] ?? 0,
  };
}

/** The text of glyphs in one line: printed spaces are kept between words, wide gaps become one. */
export function textOf(glyphs: readonly Glyph[]): string {
  let text = '';
  let last: Glyph | undefined;
  let space = false;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') {
      space = last !== undefined;
      continue;
    }
    if (last && (space ? wordGap(last, glyph) : gapBetween(last, glyph))) text += ' ';
    text += glyph.text;
    last = glyph;
    space = false;
  }
  return text;
}

const gapOf = (left: Glyph, right: Glyph): number => (right.box[0] - left.box[2]) / Math.max(left.size, right.size, 1);
const bothLatin = (left: Glyph, right: Glyph): boolean =>
  LATIN.test(left.text.slice(-1)) && LATIN.test(right.text.slice(0, 1));

/** A printed space counts unless it has no width (a space drawn over or under its neighbours). */
const wordGap = (left: Glyph, right: Glyph): boolean => gapOf(left, right) > 0.1;

const gapBetween = (left: Glyph, right: Glyph): boolean =>
  gapOf(left, right) > (bothLatin(left, right) ? LINES.latinSpace : LINES.chineseSpace);

/** Whether a point lies in a box. */
export const contains = (box: Box, x: number, y: number): boolean =>
  x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
