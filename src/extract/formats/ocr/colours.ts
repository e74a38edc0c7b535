import type { Gray } from './gray.ts';
import type { Coloured } from './seal.ts';

/** The picture in grey, and the most by which red is lighter than green and blue in it. */
export function greyOf({ width, height, channels, data }: Coloured): { image: Gray; reddest: number } {
  const grey = new Uint8Array(width * height);
  let reddest = 0;
  for (let y = 0; y < height; y++)
    reddest = Math.max(reddest, greyRow(data, channels, grey, y * width, (y + 1) * width));
  return { image: { width, height, data: grey }, reddest };
}

function greyRow(data: Uint8Array, channels: number, grey: Uint8Array, from: number, to: number): number {
  let reddest = 0;
  for (let index = from, at = from * channels; index < to; index++, at += channels) {
    const red = data[at] ?? 0;
    const green = data[at + 1] ?? 0;
    const blue = data[at + 2] ?? 0;
    grey[index] = (red * 30 + green * 59 + blue * 11) / 100;
    const redder = red - (green > blue ? green : blue);
    if (redder > reddest) reddest = redder;
  }
  return reddest;
}

/** The picture in colour, reduced `factor` times, at least 1: each dot is the mean of the pixels that it covers. */
export function reducedColours({ width, height, channels, data }: Coloured, factor: number): Coloured {
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const reduced = new Uint8Array(columns * rows * 3);
  const starts = Int32Array.from({ length: columns + 1 }, (_, column) => Math.floor(column * factor));
  const sums = new Uint32Array(columns * 3);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [Math.floor(row * factor), Math.floor((row + 1) * factor)];
    sums.fill(0);
    for (let y = top; y < bottom; y++) addDots(data, channels, y * width, starts, sums);
    for (let column = 0; column < columns; column++) {
      const count = ((starts[column + 1] ?? 0) - (starts[column] ?? 0)) * (bottom - top);
      const at = (row * columns + column) * 3;
      for (let channel = 0; channel < 3; channel++) reduced[at + channel] = (sums[column * 3 + channel] ?? 0) / count;
    }
  }
  return { width: columns, height: rows, channels: 3, data: reduced };
}

function addDots(data: Uint8Array, channels: number, start: number, starts: Int32Array, sums: Uint32Array): void {
  for (let column = 0; column + 1 < starts.length; column++) {
    let red = 0;
    let green = 0;
    let blue = 0;
    const end = (start + (starts[column + 1] ?? 0)) * channels;
    for (let at = (start + (starts[column] ?? 0)) * channels; at < end; at += channels) {
      red += data[at] ?? 0;
      green += data[at + 1] ?? 0;
      blue += data[at + 2] ?? 0;
    }
    sums[column * 3] = (sums[column * 3] ?? 0) + red;
    sums[column * 3 + 1] = (sums[column * 3 + 1] ?? 0) + green;
    sums[column * 3 + 2] = (sums[column * 3 + 2] ?? 0) + blue;
  }
}
