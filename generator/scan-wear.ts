import type { Random } from '../src/sample/random.ts';

/** Pixels row by row, `channels` bytes each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** Paper, light and sensor. */
export interface Light {
  /** Standard deviation of the shade of each pixel, 0 to 255. */
  readonly noise?: number;
  /** Shade of the paper in the upper left corner; 255 is white. */
  readonly paper?: number;
  /** How much darker the lower right corner is; default 30 on paper that is not white. A desk lamp makes 120. */
  readonly shadow?: number;
}

/** The page under uneven light, with the sensor's noise. */
export function soiled(page: Pixels, { noise = 0, paper = 255, shadow = 30 }: Light, random: Random): Pixels {
  if (noise === 0 && paper === 255) return page;
  const { width, height, channels } = page;
  const data = new Uint8Array(page.data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const ground = paper === 255 ? 255 : paper - shadow * ((x / width) * 0.5 + (y / height) * 0.5);
      // The sum of three even chances is near enough to a bell curve.
      const shake = noise === 0 ? 0 : (random.next() + random.next() + random.next() - 1.5) * 2 * noise;
      for (let at = (y * width + x) * channels, end = at + channels; at < end; at++)
        data[at] = Math.max(0, Math.min(255, ((page.data[at] ?? 255) * ground) / 255 + shake));
    }
  return { ...page, data };
}

/** The page as a camera sees it that is not straight above it: see `Wear.tilt`. */
export function bent(page: Pixels, tilt: number): Pixels {
  const { width, height, channels } = page;
  const data = new Uint8Array(page.data.length).fill(255);
  for (let y = 0; y < height; y++) {
    const narrowed = 1 - tilt * (1 - y / height);
    for (let x = 0; x < width; x++) {
      const u = width / 2 + (x - width / 2) / narrowed;
      const v = y + Math.sin((Math.PI * x) / width) * tilt * 0.2 * height;
      for (let channel = 0; channel < channels; channel++)
        data[(y * width + x) * channels + channel] = between(page, u, v, channel);
    }
  }
  return { ...page, data };
}

/** Bilinear; white outside. */
function between({ width, height, channels, data }: Pixels, x: number, y: number, channel: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const at = (u: number, v: number): number => data[(v * width + u) * channels + channel] ?? 255;
  const [dx, dy] = [x - left, y - top];
  const upper = at(left, top) * (1 - dx) + at(left + 1, top) * dx;
  return upper * (1 - dy) + (at(left, top + 1) * (1 - dx) + at(left + 1, top + 1) * dx) * dy;
}
