import { blankGray, type Gray } from './gray.ts';
import { type InkBlocks, inkBlocks } from './ink-blocks.ts';
import { mixed, SHARE_BITS, SHARES } from './mix.ts';

/** Blocks of pixels that are left out together where they are white. */
const SIDE_BITS = 3;
const SIDE = 1 << SIDE_BITS;
/** Places between pixels are counted in fractions of this many bits. */
const BITS = 14;
const ONE = 1 << BITS;
/** More pixels than can be counted so: no page has them. */
const LONGEST = 2 ** (31 - BITS);

/**
 * The picture `factor` times as large, turned anticlockwise around its centre by some degrees, up to six: its lines are level then. Both in one go, since each
 * softens the print; and most of a page is white, which needs no mixing.
 */
export function levelled(image: Gray, degrees: number, factor: number): Gray {
  const longest = Math.max(image.width, image.height);
  if ((degrees === 0 && factor === 1) || longest >= LONGEST) return image;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / factor, Math.sin(angle) / factor];
  const result = blankGray(Math.round(image.width * factor), Math.round(image.height * factor));
  const inked = aroundInk(inkBlocks(image, 255, SIDE));
  const [right, down] = [Math.round(cos * ONE), Math.round(sin * ONE)];
  for (let y = 0; y < result.height; y++) {
    // The first pixel's centre, from the centre of the page.
    const [across, below] = [0.5 - result.width / 2, y + 0.5 - result.height / 2];
    const u = image.width / 2 - 0.5 + across * cos - below * sin;
    const v = image.height / 2 - 0.5 + across * sin + below * cos;
    levelRow(image, inked, result, y, Math.round(u * ONE), Math.round(v * ONE), right, down);
  }
  return result;
}

/** Fills a row of the result from a slanted line of the picture, which begins at `u`, `v`. */
function levelRow(
  { width, height, data }: Gray,
  { columns, marks }: InkBlocks,
  result: Gray,
  row: number,
  u: number,
  v: number,
  right: number,
  down: number,
): void {
  const start = row * result.width;
  const last = (width - 1) << BITS;
  const lowest = (height - 1) << BITS;
  for (let x = 0; x < result.width; ) {
    if (u < 0 || v < 0 || u >= last || v >= lowest) {
      x++;
      u += right;
      v += down;
      continue;
    }
    const block = u >> (BITS + SIDE_BITS);
    const stop = Math.min(last, (block + 1) << (BITS + SIDE_BITS));
    if (marks[(v >> (BITS + SIDE_BITS)) * columns + block] === 0) {
      const steps = Math.ceil((stop - u) / right);
      x += steps;
      u += steps * right;
      v += steps * down;
      continue;
    }
    for (; u < stop && x < result.width; x++, u += right, v += down) {
      if (v < 0 || v >= lowest) continue;
      const at = (v >> BITS) * width + (u >> BITS);
      const shareX = (u >> (BITS - SHARE_BITS)) & (SHARES - 1);
      const shareY = (v >> (BITS - SHARE_BITS)) & (SHARES - 1);
      result.data[start + x] = mixed(data, at, width, shareX, shareY);
    }
  }
}

/** The blocks with ink and those beside them: mixing reaches into the next, and a slanted line leaves its own by less than another. */
function aroundInk({ columns, rows, marks }: InkBlocks): InkBlocks {
  const around = new Uint8Array(marks.length);
  for (let y = 0; y < rows; y++) {
    const [from, to] = [Math.max(0, y - 1), Math.min(rows - 1, y + 1)];
    for (let x = 0; x < columns; x++) {
      if (marks[y * columns + x] === 0) continue;
      for (let row = from; row <= to; row++)
        around.fill(1, row * columns + Math.max(0, x - 1), row * columns + Math.min(columns, x + 2));
    }
  }
  return { columns, rows, marks: around };
}
