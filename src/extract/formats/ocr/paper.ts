import type { Gray } from './gray.ts';

/** Side of the squares in which the paper's shade is measured (inch): larger than a character's stroke, smaller than a shadow. */
const SQUARE = 0.16;
/** In a square, the paper is as light as its lightest tenth. */
const LIGHT_SHARE = 0.9;
/** Paper is never taken darker than this: a black picture would become white. */
const DARKEST_PAPER = 90;

/** Makes grey, yellowed or unevenly lit paper white, in place; ink keeps its contrast to the paper around it. */
export function whitenPaper(image: Gray, dpi: number): Gray {
  const side = Math.max(8, Math.round(dpi * SQUARE));
  const columns = Math.ceil(image.width / side);
  const rows = Math.ceil(image.height / side);
  const shades = smooth(measure(image, side, columns, rows), columns, rows);
  const { data } = image;
  const across = Array.from({ length: image.width }, (_, x) => between(x, side, columns));
  const asides = Float32Array.from(across, ([, , aside]) => aside);
  // Pixels between the same two squares follow each other.
  const starts = across.flatMap(([left], x) => (left === across[x - 1]?.[0] ? [] : [x]));
  const line = new Float32Array(columns);
  for (let y = 0; y < image.height; y++) {
    const [above, below, down] = between(y, side, rows);
    for (let column = 0; column < columns; column++)
      line[column] = mixed(shades[above * columns + column] ?? 255, shades[below * columns + column] ?? 255, down);
    if (line.every((shade) => shade === 255)) continue;
    const row = y * image.width;
    for (let stretch = 0; stretch < starts.length; stretch++) {
      const from = starts[stretch] ?? 0;
      const to = starts[stretch + 1] ?? image.width;
      const [first = 0, second = 0] = across[from] ?? [];
      const left = line[first] ?? 255;
      const more = (line[second] ?? 255) - left;
      whiten(data, row, from, to, left, more, asides);
    }
  }
  return image;
}

/** Whitens a row between two places, by the paper's shade at the left and what it has more at the right. */
function whiten(
  data: Uint8Array,
  row: number,
  from: number,
  to: number,
  left: number,
  more: number,
  asides: Float32Array,
): void {
  for (let x = from; x < to; x++) {
    const shade = data[row + x] ?? 255;
    if (shade === 255) continue;
    const paper = left + more * (asides[x] ?? 0);
    // Most of a page is paper: what is as light needs no division.
    data[row + x] = shade < paper ? (shade * 255) / paper : 255;
  }
}

/** The squares before and behind a pixel, and how far it is on the way between their centres. */
function between(place: number, side: number, squares: number): readonly [number, number, number] {
  const centre = Math.min(squares - 1, Math.max(0, place / side - 0.5));
  const first = Math.floor(centre);
  return [first, Math.min(squares - 1, first + 1), centre - first];
}

const mixed = (one: number, other: number, share: number): number => one + (other - one) * share;

function measure({ width, height, data }: Gray, side: number, columns: number, rows: number): Float32Array {
  const shades = new Float32Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      const [left, right] = [column * side, Math.min(width, (column + 1) * side)];
      const [top, bottom] = [row * side, Math.min(height, (row + 1) * side)];
      for (let y = top; y < bottom; y++) countShades(data, y * width + left, y * width + right, counts);
      const total = (right - left) * (bottom - top);
      shades[row * columns + column] = Math.max(DARKEST_PAPER, percentile(counts, total * LIGHT_SHARE));
    }
  return shades;
}

function countShades(data: Uint8Array, from: number, to: number, counts: Uint32Array): void {
  for (let at = from; at < to; at++) {
    const shade = data[at] ?? 255;
    counts[shade] = (counts[shade] ?? 0) + 1;
  }
}

function percentile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (let shade = 0; shade < 256; shade++) {
    seen += counts[shade] ?? 0;
    if (seen >= rank) return shade;
  }
  return 255;
}

/** The lightest of the squares around: a square full of ink or inside a bold rule takes its neighbours' paper. */
function smooth(shades: Float32Array, columns: number, rows: number): Float32Array {
  const result = new Float32Array(shades.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const around: number[] = [];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
          around.push(shades[y * columns + x] ?? 255);
      around.sort((a, b) => a - b);
      result[row * columns + column] = around[Math.floor(around.length * 0.75)] ?? 255;
    }
  return result;
}
