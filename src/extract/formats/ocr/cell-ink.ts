import { type Area, crop, type Gray } from './gray.ts';

/** Ink is darker than this on white paper: thin strokes are grey at 150 dpi, noise is lighter. */
const INK = 175;

/** A connected piece of ink. */
export interface Piece {
  readonly id: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly pixels: number;
  /** Largest distance of one of its pixels from the nearest edge of the cell. */
  readonly depth: number;
}

/** What a cell holds: its ink alone, and the connected pieces of it in the coordinates of `image`. */
export interface CellInk {
  readonly image: Gray;
  readonly pieces: readonly Piece[];
  /** Width of the cell in pixels. */
  readonly room: number;
}

/** The ink of a cell without remains of its rules and without specks; null for a blank cell. */
export function cellInk(page: Gray, area: Area, dpi: number): CellInk | null {
  const cell = crop(page, area);
  const { labels, pieces } = connected(cell);
  const kept = pieces.filter((piece) => !isRuleRemains(piece, cell, dpi) && !isSpeck(piece, dpi));
  const first = kept[0];
  if (!first) return null;
  const margin = 2;
  const bounds: Area = {
    left: Math.max(0, kept.reduce((least, piece) => Math.min(least, piece.left), first.left) - margin),
    top: Math.max(0, kept.reduce((least, piece) => Math.min(least, piece.top), first.top) - margin),
    right: Math.min(cell.width, kept.reduce((most, piece) => Math.max(most, piece.right), first.right) + margin),
    bottom: Math.min(cell.height, kept.reduce((most, piece) => Math.max(most, piece.bottom), first.bottom) + margin),
  };
  return {
    room: cell.width,
    image: only(cell, labels, new Set(kept.map((piece) => piece.id)), bounds),
    pieces: kept.map((piece) => ({
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
function isRuleRemains({ left, top, right, bottom, depth }: Piece, cell: Gray, dpi: number): boolean {
  const [width, height] = [right - left, bottom - top];
  const atEdge = left <= 1 || right >= cell.width - 1 || top <= 1 || bottom >= cell.height - 1;
  if (atEdge && depth < dpi * RULE_DEPTH) return true;
  return (width > cell.width * 0.9 && height < dpi * RULE_DEPTH) || (height > cell.height * 0.9 && width < dpi * 0.02);
}

/** A decimal point of small print is 0.012 inch across; dust is smaller. */
const isSpeck = ({ pixels }: Piece, dpi: number): boolean => pixels < Math.max(3, (dpi * 0.0095) ** 2);

function connected({ width, height, data }: Gray): { labels: Int32Array; pieces: Piece[] } {
  const labels = new Int32Array(width * height);
  const pieces: Piece[] = [];
  const stack: number[] = [];
  for (let start = 0; start < data.length; start++) {
    if (labels[start] !== 0 || (data[start] ?? 255) >= INK) continue;
    const id = pieces.length + 1;
    let [left, top, right, bottom, pixels, depth] = [width, height, 0, 0, 0, 0];
    labels[start] = id;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      pixels++;
      depth = Math.max(depth, Math.min(x, y, width - 1 - x, height - 1 - y));
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (labels[next] !== 0 || (data[next] ?? 255) >= INK) continue;
          labels[next] = id;
          stack.push(next);
        }
    }
    pieces.push({ id, left, top, right, bottom, pixels, depth });
  }
  return { labels, pieces };
}

/** The cell with nothing but the kept pieces and the grey pixels at their edges, which carry their shape at low resolution. */
function only(cell: Gray, labels: Int32Array, kept: ReadonlySet<number>, bounds: Area): Gray {
  const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const data = new Uint8Array(width * height).fill(255);
  const isKept = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < cell.width && y < cell.height && kept.has(labels[y * cell.width + x] ?? 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [bounds.left + x, bounds.top + y];
      let near = false;
      for (let dy = -1; dy <= 1 && !near; dy++) for (let dx = -1; dx <= 1 && !near; dx++) near = isKept(u + dx, v + dy);
      if (near) data[y * width + x] = cell.data[v * cell.width + u] ?? 255;
    }
  return { width, height, data };
}
