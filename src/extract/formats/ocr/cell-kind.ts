import type { CellInk } from './cell-ink.ts';
import { segmentsOf } from './glyph-shapes.ts';
import { crop, type Gray } from './gray.ts';

/** Digits are narrower than high; Chinese characters are square or wider (digits that touch are, too: words are read all the same). */
const DIGIT_WIDTH = 0.85;
/** Signs (point, comma, minus, plus) are lower than this share of the line's height. */
const SIGN_HEIGHT = 0.7;
/** A digit is one piece of ink, torn ones are two; lines of words that touch have more pieces above one another. */
const MOST_PIECES = 2;
/** White between two lines of print is more than this share of their height; between the parts of a broken digit it is less. */
const LINE_GAP = 0.12;

/** Whether a cell's ink can be a number: one line of narrow characters and low signs. */
export function looksLikeNumber({ pieces }: CellInk): boolean {
  if (bandsOf(pieces).length > 1) return false;
  const segments = segmentsOf(pieces);
  if (pieces.length > segments.length * MOST_PIECES) return false;
  const line = Math.max(...segments.map((segment) => segment.bottom - segment.top));
  const tall = segments.filter((segment) => segment.bottom - segment.top > line * SIGN_HEIGHT);
  // Broken characters are many low pieces; a number has few signs.
  if (tall.length * 2 < segments.length) return false;
  return tall.every((segment) => segment.right - segment.left < (segment.bottom - segment.top) * DIGIT_WIDTH);
}

/** A bar this flat (width to height) and this low (inch) is a dash; a minus before a number has digits beside it. */
const DASH = { flat: 2.2, low: 0.03, long: 0.08 } as const;

/** The dash that is all a cell holds, as print for “nothing”; null for anything else. The OCR engine is blind to it. */
export function dashOf({ pieces }: CellInk, dpi: number): string | null {
  const [piece, ...others] = pieces;
  if (!piece || others.length > 1) return null;
  const [width, height] = [piece.right - piece.left, piece.bottom - piece.top];
  const bar = height < dpi * DASH.low && width > height * DASH.flat;
  const same = others.every(
    (other) => Math.abs(other.top - piece.top) <= height && other.bottom - other.top < dpi * DASH.low,
  );
  if (!bar || !same) return null;
  return width > dpi * DASH.long ? '—' : '-';
}

/** The ink of each line of a cell: a number too long for its cell is wrapped. */
export function inkLines(ink: CellInk): CellInk[] {
  const bands = bandsOf(ink.pieces);
  if (bands.length < 2) return [ink];
  const line = (image: Gray, { top, bottom }: Band) =>
    crop(image, { left: 0, top: top - 1, right: image.width, bottom: bottom + 1 });
  return bands.map(({ top, bottom }) => ({
    room: ink.room,
    image: line(ink.image, { top, bottom }),
    soft: line(ink.soft, { top, bottom }),
    pieces: ink.pieces
      .filter((piece) => piece.top >= top && piece.bottom <= bottom)
      .map((piece) => ({
        ...piece,
        top: piece.top - Math.max(0, top - 1),
        bottom: piece.bottom - Math.max(0, top - 1),
      })),
  }));
}

interface Band {
  readonly top: number;
  bottom: number;
}

/** Lines of print from top to bottom; what is lower than half a character (a dot, an accent apart) makes no line of its own. */
function bandsOf(pieces: CellInk['pieces']): Band[] {
  const tallest = Math.max(...pieces.map((piece) => piece.bottom - piece.top));
  const bands: Band[] = [];
  for (const piece of [...pieces].sort((a, b) => a.top - b.top)) {
    const last = bands.at(-1);
    const low =
      last !== undefined && (last.bottom - last.top < tallest * 0.5 || piece.bottom - piece.top < tallest * 0.25);
    if (last && (low || piece.top - last.bottom <= tallest * LINE_GAP))
      last.bottom = Math.max(last.bottom, piece.bottom);
    else bands.push({ top: piece.top, bottom: piece.bottom });
  }
  return bands;
}
