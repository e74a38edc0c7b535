/** A place between two pixels is counted in shares of this many bits. */
export const SHARE_BITS = 8;
export const SHARES = 1 << SHARE_BITS;

/** Half a shade. */
const ROUND = 1 << (2 * SHARE_BITS - 1);

/** All of four shades that are as light as this are paper, or nearly. */
const LIGHT = 0xc0;

/** The shade between pixels: by the four around it where they are light, else by sixteen, which keep strokes sharp. */
export function mixed(data: Uint8Array, at: number, width: number, shareX: number, shareY: number): number {
  const a = data[at] ?? 255;
  const b = data[at + 1] ?? 255;
  const c = data[at + width] ?? 255;
  const d = data[at + width + 1] ?? 255;
  if ((a & b & c & d) >= LIGHT || at < width || at + 2 * width + 2 >= data.length) {
    const upper = a * SHARES + (b - a) * shareX;
    const lower = c * SHARES + (d - c) * shareX;
    return (upper * SHARES + (lower - upper) * shareY + ROUND) >> (2 * SHARE_BITS);
  }
  const across = shareX * 4;
  const down = shareY * 4;
  const sum =
    (KERNEL[down] ?? 0) * weighed(data, at - width, across) +
    (KERNEL[down + 1] ?? 0) * weighed(data, at, across) +
    (KERNEL[down + 2] ?? 0) * weighed(data, at + width, across) +
    (KERNEL[down + 3] ?? 0) * weighed(data, at + 2 * width, across);
  const shade = (sum + KERNEL_ROUND) >> (2 * KERNEL_BITS);
  return shade < 0 ? 0 : shade > 255 ? 255 : shade;
}

const weighed = (data: Uint8Array, at: number, across: number): number =>
  (data[at - 1] ?? 255) * (KERNEL[across] ?? 0) +
  (data[at] ?? 255) * (KERNEL[across + 1] ?? 0) +
  (data[at + 1] ?? 255) * (KERNEL[across + 2] ?? 0) +
  (data[at + 2] ?? 255) * (KERNEL[across + 3] ?? 0);

/** Weights are counted in fractions of this many bits. */
const KERNEL_BITS = 7;
const KERNEL_ROUND = 1 << (2 * KERNEL_BITS - 1);

/** For each share of the way to the next pixel, the weights of the one before, of both, and of the one behind (Catmull and Rom's spline). */
const KERNEL = Int32Array.from({ length: SHARES * 4 }, (_, index) => {
  const share = (index >> 2) / SHARES;
  const weights = splineWeights(share).map((weight) => Math.round(weight * 2 ** KERNEL_BITS));
  // What rounding leaves goes to the nearer one: white stays white.
  const left = 2 ** KERNEL_BITS - weights.reduce((sum, weight) => sum + weight, 0);
  const place = index & 3;
  return (weights[place] ?? 0) + (place === (share < 0.5 ? 1 : 2) ? left : 0);
});

function splineWeights(t: number): readonly number[] {
  return [
    ((2 - t) * t - 1) * t * 0.5,
    ((3 * t - 5) * t * t + 2) * 0.5,
    ((4 - 3 * t) * t + 1) * t * 0.5,
    (t - 1) * t * t * 0.5,
  ];
}
