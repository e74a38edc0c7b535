import { groupLines, textOf } from './lines.ts';
import { around, type Box, type Glyph } from './model.ts';

/** A gap wider than this (em) within a line parts two columns; justified Chinese text has none of it. */
const COLUMN_GAP = 1.1;

/** A piece of a line without wide gaps. */
export interface Chunk {
  readonly text: string;
  readonly box: Box;
  readonly glyphs: readonly Glyph[];
  /** Number of its line on the page, from the top. */
  readonly line: number;
}

/** The lines of a page cut at wide gaps. */
export function chunksOf(glyphs: readonly Glyph[]): Chunk[] {
  const inked = glyphs.filter((glyph) => glyph.text.trim() !== '');
  return groupLines(inked).flatMap((line, number) => cut(line).map((part) => chunkOf(part, number)));
}

function cut(line: readonly Glyph[]): Glyph[][] {
  const parts: Glyph[][] = [];
  for (const glyph of line) {
    const last = parts.at(-1)?.at(-1);
    if (last && glyph.box[0] - last.box[2] < Math.max(last.size, glyph.size) * COLUMN_GAP) parts.at(-1)?.push(glyph);
    else parts.push([glyph]);
  }
  return parts;
}

const chunkOf = (glyphs: readonly Glyph[], line: number): Chunk => ({
  text: textOf(glyphs),
  box: around(glyphs.map((glyph) => glyph.box)),
  glyphs,
  line,
});
