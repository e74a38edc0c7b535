import { blankGray, type Gray, sample } from './gray.ts';

/** Scanners and cameras tilt a page by a few degrees; more is not a scan any more. */
const MAX_DEGREES = 6;
/** Lines lean less than a pixel over the page's width below this. */
const NO_SKEW_DEGREES = 0.04;
/** Resolution at which the angle is measured: coarse enough to be quick, fine enough for 0.05 degrees over a page. */
const MEASURE_DPI = 100;
const DARK = 150;
/** Rows that are counted; a page of A3 has 1,650. */
const ROWS = 8192;

/** The angle by which lines run down to the right, in degrees; 0 where nothing shows it. */
function skewOf(image: Gray, dpi: number): number {
  const points = inkPoints(image, Math.max(1, Math.round(dpi / MEASURE_DPI)));
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
  return best(fine - 0.05, fine + 0.05, 0.01);
}

/** Pairs x, y of dark places, one for each `step` pixels: the darkest of the pixels, so that thin rules stay. */
function inkPoints({ width, height, data }: Gray, step: number): Float32Array {
  const points: number[] = [];
  for (let y = 0; y + step <= height; y += step)
    for (let x = 0; x + step <= width; x += step) {
      let dark = false;
      for (let v = 0; v < step && !dark; v++)
        for (let u = 0; u < step && !dark; u++) dark = (data[(y + v) * width + x + u] ?? 255) < DARK;
      if (dark) points.push(x / step, y / step);
    }
  return Float32Array.from(points);
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

/** The picture turned back so that its lines are level. */
export function deskew(image: Gray, dpi: number): { image: Gray; degrees: number } {
  const degrees = skewOf(image, dpi);
  return Math.abs(degrees) < NO_SKEW_DEGREES ? { image, degrees: 0 } : { image: rotated(image, degrees), degrees };
}

/** The picture turned anticlockwise around its centre, in its own size. Done for every pixel of a page: nothing is called, next to nothing kept. */
function rotated(image: Gray, degrees: number): Gray {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const { width, height, data } = image;
  const [cx, cy] = [width / 2, height / 2];
  const result = blankGray(width, height);
  for (let y = 0; y < height; y++) {
    let u = cx - cx * cos - (y - cy) * sin;
    let v = cy - cx * sin + (y - cy) * cos;
    for (let x = 0; x < width; x++, u += cos, v += sin) {
      if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) {
        result.data[y * width + x] = sample(image, u, v);
        continue;
      }
      const [left, top] = [u | 0, v | 0];
      const at = top * width + left;
      const a = data[at] ?? 255;
      const b = data[at + 1] ?? 255;
      const c = data[at + width] ?? 255;
      const d = data[at + width + 1] ?? 255;
      // Between white pixels there is white, and most of a page is.
      if ((a & b & c & d) === 255) continue;
      const dx = u - left;
      const upper = a * (1 - dx) + b * dx;
      result.data[y * width + x] = upper + (c * (1 - dx) + d * dx - upper) * (v - top);
    }
  }
  return result;
}
