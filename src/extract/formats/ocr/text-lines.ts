import type { RuledGrid } from '../layout/model.ts';
import { crop, type Gray, type PixelBox } from './gray.ts';
import { sumSquares } from './ink-blocks.ts';

/** A line of print outside tables, cut out of its page. */
export interface LineImage {
  readonly image: Gray;
  /** On the page, in pixels. */
  readonly area: PixelBox;
}

/** Rules around a table are wiped out with it (inch). */
const MARGIN = 0.03;

/** Wipes the tables out of a page, in place. */
export function wipeTables(image: Gray, grids: readonly RuledGrid[], dpi: number): void {
  const pixel = (points: number | undefined, outset: number) => Math.round(((points ?? 0) * dpi) / 72 + outset * dpi);
  for (const { xs, ys } of grids) {
    const left = Math.max(0, pixel(xs[0], -MARGIN));
    const top = Math.max(0, pixel(ys[0], -MARGIN));
    const right = Math.min(image.width, pixel(xs.at(-1), MARGIN));
    const bottom = Math.min(image.height, pixel(ys.at(-1), MARGIN));
    for (let y = top; y < bottom; y++) image.data.fill(255, y * image.width + left, y * image.width + right);
  }
}

/** Lines are looked for at this resolution: a character is 10 dots high, dust is none. */
const COARSE_DPI = 75;
/** A coarse dot is ink when it is darker than this, 0 white to 255: strokes cover a fifth of it and more. */
const INKED = 40;
/** A line of print is at least this high (inch): lower are rules, dashes, dust. */
const LOWEST = 0.05;
/** Print is at most this high (inch), 36 points: what is higher is several lines that touch, or no text. */
const HIGHEST = 0.5;

/** Lines of print from top to bottom, on a level page without tables. */
export function findLines(page: Gray, dpi: number): LineImage[] {
  const side = Math.max(1, Math.round(dpi / COARSE_DPI));
  const dots = withoutDust(coarse(page, side));
  return bands(dots, dpi / side).map(([top, bottom]) => {
    const [left, right] = extent(dots, top, bottom);
    const area = {
      left: Math.max(0, (left - 1) * side),
      top: Math.max(0, (top - 1) * side),
      right: Math.min(page.width, (right + 1) * side),
      bottom: Math.min(page.height, (bottom + 1) * side),
    };
    return { image: crop(page, area), area };
  });
}

/** Dots of ink, 1 or 0. */
interface Dots {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function coarse(page: Gray, side: number): Dots {
  const [width, height] = [Math.floor(page.width / side), Math.floor(page.height / side)];
  const data = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  for (let y = 0; y < height; y++) {
    sumSquares(page, y * side, side, sums);
    for (let x = 0; x < width; x++) data[y * width + x] = 255 - (sums[x] ?? 0) / (side * side) > INKED ? 1 : 0;
  }
  return { width, height, data };
}

/** Dots without a neighbour are dust. */
function withoutDust({ width, height, data }: Dots): Dots {
  const kept = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== 1) continue;
      let around = -1;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) around += data[v * width + u] ?? 0;
      if (around > 0) kept[y * width + x] = 1;
    }
  return { width, height, data: kept };
}

/** Rows of dots from–to (exclusive) of each line. */
function bands(dots: Dots, dpi: number): [number, number][] {
  const counts = Array.from({ length: dots.height }, (_, y) => {
    let count = 0;
    for (let x = 0; x < dots.width; x++) count += dots.data[y * dots.width + x] ?? 0;
    return count;
  });
  return joined(runs(counts, 0, 0, counts.length), dpi)
    .flatMap((band) => (band[1] - band[0] > dpi * HIGHEST ? parted(counts, band) : [band]))
    .filter(([top, bottom]) => bottom - top >= dpi * LOWEST);
}

/** White within a character that stands alone in its line (告, 三) is lower than this, between lines it is higher (inch). */
const INNER_GAP = 0.03;

function joined(parts: readonly [number, number][], dpi: number): [number, number][] {
  const found: [number, number][] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last && part[0] - last[1] <= dpi * INNER_GAP && part[1] - last[0] <= dpi * HIGHEST) last[1] = part[1];
    else found.push([...part]);
  }
  return found;
}

/** Runs of rows with more dots than `least`. */
function runs(counts: readonly number[], least: number, from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  for (let y = from; y < to; y++) {
    if ((counts[y] ?? 0) <= least) continue;
    const last = found.at(-1);
    if (last && last[1] === y) last[1] = y + 1;
    else found.push([y, y + 1]);
  }
  return found;
}

/** Lines that something joins (a seal, a margin's shadow): parted where there is much less ink than usual. */
function parted(counts: readonly number[], [from, to]: readonly [number, number]): [number, number][] {
  const sorted = counts.slice(from, to).sort((a, b) => a - b);
  return runs(counts, (sorted[sorted.length >> 1] ?? 0) * 0.4, from, to);
}

function extent({ width, data }: Dots, top: number, bottom: number): [number, number] {
  let [left, right] = [width, 0];
  for (let y = top; y < bottom; y++)
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== 1) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
    }
  return [left, right];
}
