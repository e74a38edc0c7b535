import type { Gray } from './gray.ts';

/** Writes the places in a row of pixels that are dark, from left to right, and returns how many there are. */
export type FindDark = (row: number, places: Uint16Array) => number;

/** The highest bit of each of four bytes, and the others. */
const HIGH = 0x80808080 | 0;
const LOW = 0x7f7f7f7f;

/** Finds what is darker than `limit`, 129 to 255. Pages are mostly paper: four pixels are compared at once. */
export function darkFinder({ width, data }: Gray, limit: number): FindDark {
  const isAligned = data.byteOffset % 4 === 0;
  const words = isAligned ? new Int32Array(data.buffer, data.byteOffset, data.length >> 2) : new Int32Array();
  // Added to the lower seven bits of a byte, it reaches the highest where they are enough.
  const more = (256 - limit) * 0x01010101;
  return (row, places) => darkInRow(data, words, row * width, (row + 1) * width, limit, more, places);
}

function darkInRow(
  data: Uint8Array,
  words: Int32Array,
  start: number,
  end: number,
  limit: number,
  more: number,
  places: Uint16Array,
): number {
  let count = 0;
  for (let at = start; at < end; ) {
    if ((at & 3) === 0 && at + 4 <= end) {
      const word = words[at >> 2] ?? 0;
      if ((((word & LOW) + more) & word & HIGH) === HIGH) {
        at += 4;
        continue;
      }
    }
    // To the end of the word.
    for (const stop = Math.min(end, (at | 3) + 1); at < stop; at++)
      if ((data[at] ?? 255) < limit) places[count++] = at - start;
  }
  return count;
}

/** A picture in square blocks, row by row: 1 where something in the block is dark. The last ones may be cut by the picture's edge. */
export interface InkBlocks {
  readonly columns: number;
  readonly rows: number;
  readonly marks: Uint8Array;
}

/** The blocks of `side` pixels in which something is darker than `limit`, 129 to 255. */
export function inkBlocks(image: Gray, limit: number, side: number): InkBlocks {
  const [columns, rows] = [Math.ceil(image.width / side), Math.ceil(image.height / side)];
  const marks = new Uint8Array(columns * rows);
  const columnOf = Uint16Array.from({ length: image.width }, (_, x) => Math.floor(x / side));
  const places = new Uint16Array(image.width);
  const findDark = darkFinder(image, limit);
  for (let y = 0; y < image.height; y++) {
    const count = findDark(y, places);
    if (count > 0) markBlocks(marks, Math.floor(y / side) * columns, columnOf, places, count);
  }
  return { columns, rows, marks };
}

function markBlocks(marks: Uint8Array, start: number, columnOf: Uint16Array, places: Uint16Array, count: number): void {
  for (let index = 0; index < count; index++) {
    marks[start + (columnOf[places[index] ?? 0] ?? 0)] = 1;
  }
}

/** The sums of a picture's squares of `side` pixels side by side, of which the first rows are `top`; whole ones only. */
export function sumSquares({ width, data }: Gray, top: number, side: number, sums: Uint32Array): void {
  sums.fill(0);
  for (let row = top; row < top + side; row++) addSquares(data, row * width, side, sums);
}

function addSquares(data: Uint8Array, start: number, side: number, sums: Uint32Array): void {
  let at = start;
  for (let square = 0; square < sums.length; square++) {
    let sum = 0;
    for (const end = at + side; at < end; at++) sum += data[at] ?? 255;
    sums[square] = (sums[square] ?? 0) + sum;
  }
}
