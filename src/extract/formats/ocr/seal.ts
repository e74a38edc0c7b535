import type { Gray } from './gray.ts';

/* Organs put a round red seal over the signature, often over the table before it. Seen in grey it hides the print below; seen in colour it can be taken off. */

/** A small picture of a page in colour: `channels` bytes a pixel, red, green, blue first. */
export interface Coloured {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** Resolution at which seals are looked for: strokes of their letters are two dots wide. */
export const SEAL_DPI = 100;
/** Red is this much lighter than green and blue; within a seal, thin strokes are fainter. */
const RED = 45;
const FAINT_RED = 18;
/** Seals are 38 to 45 mm across, those of party committees up to 50; scans are enlarged and reduced (inch). */
const SIZES = { least: 1, most: 2.6 } as const;
/** A round seal is as wide as it is high; a red headline is not. */
const MOST_OBLONG = 1.35;
/** Ring, letters and star are less than this apart (inch). */
const CLOSE = 0.12;

/** The page without its red seals; the same picture where there are none. Ink below a seal stays. */
export function withoutSeals(page: Gray, colour: Coloured, dpi: number): Gray {
  const red = redDots(colour, RED);
  const seals = clusters(red, colour, Math.round(CLOSE * SEAL_DPI)).filter(isSeal);
  if (seals.length === 0) return page;
  const faint = redDots(colour, FAINT_RED);
  const data = page.data.slice();
  const scale = SEAL_DPI / dpi;
  for (const seal of seals) {
    const shade = shadeOf(red, colour, seal);
    const [top, bottom] = [Math.floor((seal.top - 2) / scale), Math.floor((seal.bottom + 2) / scale)];
    const [left, right] = [Math.floor((seal.left - 2) / scale), Math.floor((seal.right + 2) / scale)];
    for (let y = Math.max(0, top); y < Math.min(page.height, bottom); y++)
      for (let x = Math.max(0, left); x < Math.min(page.width, right); x++)
        // What is as light as the seal becomes white; print under it is darker and stays dark.
        if (isNear(faint, colour, Math.floor(x * scale), Math.floor(y * scale)))
          data[y * page.width + x] = Math.min(255, ((data[y * page.width + x] ?? 255) * 255) / shade);
  }
  return { ...page, data };
}

/** Of a seal's dots sorted by their grey, the one at this share shows its full ink. */
const FULL_INK = 0.4;

/** For each dot the grey of its red, 0 where it is not red. */
function redDots({ width, height, channels, data }: Coloured, least: number): Uint8Array {
  const dots = new Uint8Array(width * height);
  for (let index = 0; index < dots.length; index++) {
    const at = index * channels;
    const red = data[at] ?? 0;
    const green = data[at + 1] ?? 0;
    const blue = data[at + 2] ?? 0;
    if (red - Math.max(green, blue) > least) dots[index] = Math.round(red * 0.3 + green * 0.59 + blue * 0.11);
  }
  return dots;
}

/** Whether there is red at a dot or beside it. */
function isNear(red: Uint8Array, { width, height }: Coloured, x: number, y: number): boolean {
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
      if ((red[v * width + u] ?? 0) > 0) return true;
  return false;
}

/** The grey of a seal's full ink: its edges are lighter, print below it is darker. */
function shadeOf(red: Uint8Array, { width }: Coloured, { left, top, right, bottom }: RedPatch): number {
  const shades: number[] = [];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < Math.min(width, right); x++) {
      const shade = red[y * width + x] ?? 0;
      if (shade > 0) shades.push(shade);
    }
  return shades.sort((a, b) => a - b)[Math.floor(shades.length * FULL_INK)] ?? 255;
}

interface RedPatch {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Red dots that are close together. */
function clusters(red: Uint8Array, { width, height }: Coloured, reach: number): RedPatch[] {
  const [columns, rows] = [Math.ceil(width / reach), Math.ceil(height / reach)];
  const marked = new Uint8Array(columns * rows);
  red.forEach((shade, index) => {
    if (shade > 0) marked[Math.floor(index / width / reach) * columns + Math.floor((index % width) / reach)] = 1;
  });
  const found: RedPatch[] = [];
  for (let start = 0; start < marked.length; start++) {
    if (marked[start] !== 1) continue;
    const cluster: RedPatch = { left: width, top: height, right: 0, bottom: 0 };
    const stack = [start];
    marked[start] = 2;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      cluster.left = Math.min(cluster.left, x * reach);
      cluster.right = Math.max(cluster.right, (x + 1) * reach);
      cluster.top = Math.min(cluster.top, y * reach);
      cluster.bottom = Math.max(cluster.bottom, (y + 1) * reach);
      for (const [u, v] of [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ] as const) {
        const next = v * columns + u;
        if (u < 0 || u >= columns || marked[next] !== 1) continue;
        marked[next] = 2;
        stack.push(next);
      }
    }
    found.push(cluster);
  }
  return found;
}

function isSeal({ left, top, right, bottom }: RedPatch): boolean {
  const [width, height] = [(right - left) / SEAL_DPI, (bottom - top) / SEAL_DPI];
  const oblong = Math.max(width, height) / Math.min(width, height);
  return Math.min(width, height) >= SIZES.least && Math.max(width, height) <= SIZES.most && oblong <= MOST_OBLONG;
}
