import { bytesFor } from './bit-lines.ts';
import type { Gray } from './gray.ts';
import { sumSquares } from './ink-blocks.ts';
import { blankStrip, type Strip } from './rule-runs.ts';

/*
 * Rules of which no pixel is dark: hairlines, dots that a coarse scan has run together, pale toner. What tells them is that a row of pixels
 * has a little more ink than the rows beside it, all along.
 */

/** Resolution at which they are looked for: the whole width of a hairline falls into two or three pixels. */
const FAINT_DPI = 150;
/** The ink of a hairline of a quarter of a point, over its width, is 130; so much of it is left where it is pale, and noise has less. */
const LEAST_INK = 40;
/** Pixels along the rule over which its ink is taken: the dots of a dotted one and the white between them. */
const ALONG = 7;
/** Beside a rule there is paper: its rows have at most this share of a rule's ink. Beside a stroke of a line of print there are others. */
const BESIDE_SHARE = 0.3;
/** A rule is three rows of pixels: its own, and one on each side that shares its ink. */
const ROWS = 3;
/** What has less ink than this in its rows (inch of a rule at its palest) holds no rule. */
const LEAST_LENGTH = 0.25;

/** The picture at a resolution at which faint rules show, and how many of its pixels one of these is. */
export function reduced(image: Gray, dpi: number): { image: Gray; side: number } {
  const side = Math.max(1, Math.round(dpi / FAINT_DPI));
  if (side === 1) return { image, side };
  const [width, height] = [Math.floor(image.width / side), Math.floor(image.height / side)];
  const data = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  const share = 1 / (side * side);
  for (let y = 0; y < height; y++) {
    sumSquares(image, y * side, side, sums);
    for (let x = 0; x < width; x++) data[y * width + x] = (sums[x] ?? 0) * share;
  }
  return { image: { width, height, data }, side };
}

/** Columns as rows. */
export function transposed({ width, height, data }: Gray): Gray {
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0, at = y * width; x < width; x++, at++) result[x * height + y] = data[at] ?? 255;
  return { width: height, height: width, data: result };
}

/** Rows of sums that are kept: those beside the one that is looked at, on both sides. A power of two. */
const KEPT = 8;

/** The rows of a picture, dark where there is a little more ink than on both sides across them. */
export function ridges({ width, height, data }: Gray): Strip {
  const found = blankStrip(height, width);
  const bytes = bytesFor(width);
  // Of a row and the two below it, since a rule is three rows, and so is what is looked at on both sides: the ink up to each pixel.
  const sums = Array.from({ length: KEPT }, () => new Int32Array(width));
  const inks = new Float64Array(height);
  for (let y = 0; y < height; y++) inks[y] = inkOf(data, y * width, width);
  const least = LEAST_INK * FAINT_DPI * LEAST_LENGTH;
  const [own, above, below] = [-1, -1 - ROWS, -1 + ROWS];
  let summed = 0;
  for (let y = ROWS + 1; y < height - ROWS - 1; y++) {
    if ((inks[y - 1] ?? 0) + (inks[y] ?? 0) + (inks[y + 1] ?? 0) < least) continue;
    for (summed = Math.max(summed, y + above); summed <= y + below; summed++)
      sumTriples(sumsOf(sums, summed), data, summed * width, width);
    ridgesInRow(sumsOf(sums, y + own), sumsOf(sums, y + above), sumsOf(sums, y + below), found.dark, y * bytes);
  }
  return found;
}

const NO_SUMS = new Int32Array();
const sumsOf = (sums: readonly Int32Array[], row: number): Int32Array => sums[row & (KEPT - 1)] ?? NO_SUMS;

function sumTriples(sums: Int32Array, data: Uint8Array, start: number, width: number): void {
  let sum = 0;
  for (let x = 0, at = start; x < width; x++, at++) {
    sum += 3 * 255 - (data[at] ?? 255) - (data[at + width] ?? 255) - (data[at + 2 * width] ?? 255);
    sums[x] = sum;
  }
}

/** Sets the bits of a row, from `byte` on, by the sums of its own ink and of that on both sides. */
function ridgesInRow(own: Int32Array, above: Int32Array, below: Int32Array, dark: Uint8Array, byte: number): void {
  for (let x = ALONG; x < own.length; x++) {
    const ink = (own[x] ?? 0) - (own[x - ALONG] ?? 0);
    if (ink < LEAST_INK * ALONG) continue;
    const over = (above[x] ?? 0) - (above[x - ALONG] ?? 0);
    const under = (below[x] ?? 0) - (below[x - ALONG] ?? 0);
    const beside = over > under ? over : under;
    if (ink - beside < LEAST_INK * ALONG || beside > ink * BESIDE_SHARE) continue;
    const place = x - (ALONG >> 1);
    const bits = byte + (place >> 3);
    dark[bits] = (dark[bits] ?? 0) | (1 << (place & 7));
  }
}

function inkOf(data: Uint8Array, start: number, length: number): number {
  let light = 0;
  for (let at = start; at < start + length; at++) light += data[at] ?? 255;
  return 255 * length - light;
}
