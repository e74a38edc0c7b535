import type { CellInk } from './cell-ink.ts';
import { segmentsOf } from './glyph-shapes.ts';

/** Digits are narrower than high; Chinese characters are square or wider (digits that touch are, too: words are read all the same). */
const DIGIT_WIDTH = 0.85;
/** Signs (point, comma, minus, plus) are lower than this share of the line's height. */
const SIGN_HEIGHT = 0.7;
/** White between two lines of print is more than this share of their height; between the parts of a broken digit it is less. */
const LINE_GAP = 0.12;

/** Whether a cell's ink can be a number: one line of narrow characters and low signs. */
export function looksLikeNumber({ pieces }: CellInk): boolean {
  if (hasLines(pieces)) return false;
  const segments = segmentsOf(pieces);
  const line = Math.max(...segments.map((segment) => segment.bottom - segment.top));
  return segments
    .filter((segment) => segment.bottom - segment.top > line * SIGN_HEIGHT)
    .every((segment) => segment.right - segment.left < (segment.bottom - segment.top) * DIGIT_WIDTH);
}

/** Whether there are two lines, both about as high as a character. */
function hasLines(pieces: CellInk['pieces']): boolean {
  const tallest = Math.max(...pieces.map((piece) => piece.bottom - piece.top));
  const lines: { top: number; bottom: number }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.top - b.top)) {
    const last = lines.at(-1);
    if (last && piece.top - last.bottom <= tallest * LINE_GAP) last.bottom = Math.max(last.bottom, piece.bottom);
    else lines.push({ top: piece.top, bottom: piece.bottom });
  }
  return lines.filter((line) => line.bottom - line.top > tallest * 0.6).length > 1;
}
