import { crop, type Gray, type PixelBox } from './gray.ts';

/** Ink is darker than this on white paper: thin strokes are grey at 150 dpi, noise is lighter. */
const INK = 175;

/** A connected piece of ink. */
export interface InkPart {
  readonly id: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly pixels: number;
  /** Largest distance of one of its pixels from the nearest edge of the cell. */
  readonly depth: number;
}

/** What a cell holds. `image` and `soft` show the same part of the cell; pieces are in its coordinates. */
export interface CellInk {
  /** Its dark ink alone: clean digits. */
  readonly image: Gray;
  /** Everything but the rules: the thin horizontal strokes of Chinese characters are light grey in a coarse scan. */
  readonly soft: Gray;
  readonly pieces: readonly InkPart[];
  /** Width of the cell in pixels. */
  readonly room: number;
}

/** The ink of a cell without remains of its rules and without specks; null for a blank cell. */
export function cellInk(page: Gray, area: PixelBox, dpi: number): CellInk | null {
  const cell = crop(page, area);
  const notes = blankNotes(cell.data.length);
  const pieces = connected(cell, notes);
  const rules = pieces.filter((piece) => isRuleRemains(piece, cell, dpi));
  const print = pieces.filter((piece) => !rules.includes(piece) && !isSpeck(piece, dpi));
  const first = print[0];
  if (!first) return null;
  // Room for the light strokes above and below the dark ones.
  const margin = Math.round(dpi * 0.015);
  const bounds: PixelBox = {
    left: Math.max(0, print.reduce((least, piece) => Math.min(least, piece.left), first.left) - margin),
    top: Math.max(0, print.reduce((least, piece) => Math.min(least, piece.top), first.top) - margin),
    right: Math.min(cell.width, print.reduce((most, piece) => Math.max(most, piece.right), first.right) + margin),
    bottom: Math.min(cell.height, print.reduce((most, piece) => Math.max(most, piece.bottom), first.bottom) + margin),
  };
  return {
    room: cell.width,
    image: part(cell, bounds, near(cell, notes, print, 1), 1),
    soft: part(cell, bounds, near(cell, notes, rules, 2), 0),
    pieces: print.map((piece) => ({
      ...piece,
      left: piece.left - bounds.left,
      right: piece.right - bounds.left,
      top: piece.top - bounds.top,
      bottom: piece.bottom - bounds.top,
    })),
  };
}

/** Ink that nowhere reaches further than this from the cell's edge (inch) is what is left of its rules, also around a corner. */
const RULE_DEPTH = 0.03;

/** What is left of a rule: shallow ink at the edge, or a thin line through the whole cell. A dash in the middle of a cell is neither. */
function isRuleRemains({ left, top, right, bottom, depth }: InkPart, cell: Gray, dpi: number): boolean {
  const [width, height] = [right - left, bottom - top];
  const atEdge = left <= 1 || right >= cell.width - 1 || top <= 1 || bottom >= cell.height - 1;
  if (atEdge && depth < dpi * RULE_DEPTH) return true;
  return (width > cell.width * 0.9 && height < dpi * RULE_DEPTH) || (height > cell.height * 0.9 && width < dpi * 0.02);
}

/** A decimal point of small print is 0.012 inch across; dust is smaller. */
const isSpeck = ({ pixels }: InkPart, dpi: number): boolean => pixels < Math.max(3, (dpi * 0.0095) ** 2);

/** What is written down of a cell's pixels. */
interface Notes {
  /** The piece that each belongs to, 0 for none. */
  readonly labels: Int32Array;
  /** Those that have not been looked around. */
  readonly open: Int32Array;
  /** 1 for those near the pieces that are asked about. */
  readonly mask: Uint8Array;
}

const notesFor = (pixels: number): Notes => ({
  labels: new Int32Array(pixels),
  open: new Int32Array(pixels),
  mask: new Uint8Array(pixels),
});

/** Kept from cell to cell, since a page has hundreds. */
let kept = notesFor(0);
/** Pixels of the largest cell for which it is. */
const LARGEST_KEPT = 2_000_000;

function blankNotes(pixels: number): Notes {
  if (pixels > LARGEST_KEPT) return notesFor(pixels);
  if (kept.labels.length < pixels) kept = notesFor(pixels);
  else kept.labels.fill(0, 0, pixels);
  return kept;
}

function connected({ width, height, data }: Gray, { labels, open }: Notes): InkPart[] {
  const pieces: InkPart[] = [];
  for (let start = 0; start < data.length; start++) {
    if ((data[start] ?? 255) >= INK || labels[start] !== 0) continue;
    pieces.push(pieceAt(start, pieces.length + 1, width, height, data, labels, open));
  }
  return pieces;
}

/** The piece of ink around a pixel, whose pixels get its number. */
function pieceAt(
  start: number,
  id: number,
  width: number,
  height: number,
  data: Uint8Array,
  labels: Int32Array,
  open: Int32Array,
): InkPart {
  let [left, top, right, bottom, pixels, depth] = [width, height, 0, 0, 0, 0];
  let count = 1;
  labels[start] = id;
  open[0] = start;
  while (count > 0) {
    const at = open[--count] ?? 0;
    const y = Math.floor(at / width);
    const x = at - y * width;
    pixels++;
    depth = Math.max(depth, Math.min(x, y, width - 1 - x, height - 1 - y));
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    const [from, to] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
    const lowest = Math.min(height - 1, y + 1);
    for (let v = Math.max(0, y - 1); v <= lowest; v++)
      for (let next = v * width + from; next <= v * width + to; next++) {
        if ((data[next] ?? 255) >= INK || labels[next] !== 0) continue;
        labels[next] = id;
        open[count++] = next;
      }
  }
  return { id, left, top, right, bottom, pixels, depth };
}

/** For each pixel of a cell, 1 where it belongs to one of the pieces or to the grey edge around it, which carries its shape at low resolution. */
function near(cell: Gray, { labels, mask }: Notes, pieces: readonly InkPart[], reach: number): Uint8Array {
  mask.fill(0, 0, cell.data.length);
  for (const { id, left, top, right, bottom } of pieces)
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) if (labels[y * cell.width + x] === id) markAround(mask, cell, x, y, reach);
  return mask;
}

function markAround(mask: Uint8Array, { width, height }: Gray, x: number, y: number, reach: number): void {
  const from = Math.max(0, x - reach);
  const to = Math.min(width - 1, x + reach);
  const lowest = Math.min(height - 1, y + reach);
  for (let v = Math.max(0, y - reach); v <= lowest; v++)
    for (let at = v * width + from; at <= v * width + to; at++) mask[at] = 1;
}

/** Part of a cell, white where the mask is not as wanted. */
function part(cell: Gray, bounds: PixelBox, mask: Uint8Array, wanted: 0 | 1): Gray {
  const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y + bounds.top) * cell.width + x + bounds.left;
      if (mask[at] === wanted) data[y * width + x] = cell.data[at] ?? 255;
    }
  return { width, height, data };
}
