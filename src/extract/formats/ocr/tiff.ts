import { bytesFor } from './bit-lines.ts';
import type { Gray } from './gray.ts';

/* An uncompressed TIFF of one strip: OCR programs read its rows as a whole, those of a Netpbm file byte by byte. */

const SHORT = 3;
const LONG = 4;
/** Behind a header of 8 bytes: a count, nine entries of 12 bytes, and no further directory. */
const DIRECTORY = { at: 8, entries: 9 } as const;
const PIXELS_AT = DIRECTORY.at + 2 + DIRECTORY.entries * 12 + 4;

/** The picture as a file, one bit a pixel where it is black and white. */
export function toTiff(image: Gray): Buffer {
  const { width, height, data } = image;
  const isBlackAndWhite = isBilevel(data);
  const size = isBlackAndWhite ? bytesFor(width) * height : data.length;
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, isBlackAndWhite ? 1 : 8],
    // Not compressed; black is zero.
    [259, SHORT, 1],
    [262, SHORT, 1],
    [273, LONG, PIXELS_AT],
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, size],
  ];
  const file = Buffer.alloc(PIXELS_AT + size);
  if (isBlackAndWhite)
    for (let y = 0; y < height; y++) writeBits(file, PIXELS_AT + y * bytesFor(width), data, y * width, width);
  else file.set(data, PIXELS_AT);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(DIRECTORY.at, 4);
  file.writeUInt16LE(entries.length, DIRECTORY.at);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const at = DIRECTORY.at + 2 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(value, at + 8);
  }
  return file;
}

function isBilevel(data: Uint8Array): boolean {
  for (let at = 0; at < data.length; at++) {
    const shade = data[at];
    if (shade !== 0 && shade !== 255) return false;
  }
  return true;
}

/** A row of white pixels as bits; the first of eight is the highest. */
function writeBits(file: Uint8Array, byte: number, data: Uint8Array, start: number, width: number): void {
  for (let x = 0; x < width; x += 8) {
    let bits = 0;
    const end = Math.min(8, width - x);
    for (let bit = 0; bit < end; bit++) if (data[start + x + bit] !== 0) bits |= 0x80 >> bit;
    file[byte + (x >> 3)] = bits;
  }
}
