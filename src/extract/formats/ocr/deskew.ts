import type { Gray } from './gray.ts';
import { inkBlocks } from './ink-blocks.ts';

/** Scanners and cameras tilt a page by a few degrees; more is not a scan any more. */
const MAX_DEGREES = 6;
/** Lines lean less than a pixel over the page's width below this. */
const NO_SKEW_DEGREES = 0.04;
/** Resolution at which the angle is measured, at least: coarse enough to be quick, fine enough for 0.05 degrees over a page. */
const MEASURE_DPI = 100;
const DARK = 150;
/** Rows that are counted; a page of A3 has 1,650. */
const ROWS = 8192;

/** The angle by which a page's lines run down to the right, in degrees; 0 where nothing shows it. */
export function skewOf(image: Gray, dpi: number): number {
  const points = inkPoints(image, Math.max(1, Math.floor(dpi / MEASURE_DPI + 0.01)));
  if (points.length < 200) return 0;
  const best = (from: number, to: number, step: number, some = points): number => {
    let [angle, most] = [0, -1];
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const value = sharpness(some, Math.tan((degrees * Math.PI) / 180));
      if (value > most) [angle, most] = [degrees, value];
    }
    return angle;
  };
  const coarse = best(-MAX_DEGREES, MAX_DEGREES, 0.25, fewOf(points));
  const fine = best(coarse - 0.25, coarse + 0.25, 0.05);
  const degrees = best(fine - 0.05, fine + 0.05, 0.01);
  return Math.abs(degrees) < NO_SKEW_DEGREES ? 0 : degrees;
}

/** Pairs x, y of dark places, one for each `step` pixels: the darkest of the pixels, so that thin rules stay. */
function inkPoints(image: Gray, step: number): Float32Array {
  const { columns, rows, marks } = inkBlocks(image, DARK, step);
  let count = 0;
  for (let at = 0; at < marks.length; at++) count += marks[at] ?? 0;
  const points = new Float32Array(count * 2);
  let next = 0;
  for (let y = 0, at = 0; y < rows; y++)
    for (let x = 0; x < columns; x++, at++) {
      if (marks[at] === 0) continue;
      points[next++] = x;
      points[next++] = y;
    }
  return points;
}

/** Each fourth point, where there are many: enough to tell a quarter of a degree. */
const fewOf = (points: Float32Array): Float32Array =>
  points.length < MANY ? points : points.filter((_, index) => index % 8 < 2);
const MANY = 40_000;

/** How sharply the ink falls into rows when the page is sheared: sum of squares of the rows' counts. */
function sharpness(points: Float32Array, slope: number): number {
  // Far more rows than a page has at this resolution, above and below it: sheared points leave the page.
  const counts = new Int32Array(ROWS);
  for (let index = 0; index + 1 < points.length; index += 2) {
    const row = ((points[index + 1] ?? 0) - (points[index] ?? 0) * slope + ROWS / 4 + 0.5) | 0;
    counts[row] = (counts[row] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}
