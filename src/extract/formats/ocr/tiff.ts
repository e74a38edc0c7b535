import type { Gray } from './gray.ts';

/* An uncompressed TIFF of one strip: OCR programs read its rows as a whole, those of a Netpbm file byte by byte. */

const SHORT = 3;
const LONG = 4;
/** Behind a header of 8 bytes: a count, nine entries of 12 bytes, and no further directory. */
const DIRECTORY = { at: 8, entries: 9 } as const;
const PIXELS_AT = DIRECTORY.at + 2 + DIRECTORY.entries * 12 + 4;

/** The picture as a file, one bit a pixel where it is black and white. */
export function toTiff(image: Gray): Buffer {
  const { width, height } = image;
  const isBilevel = image.data.every((shade) => shade === 0 || shade === 255);
  const pixels = isBilevel ? bitsOf(image) : image.data;
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, isBilevel ? 1 : 8],
    // Not compressed; black is zero.
    [259, SHORT, 1],
    [262, SHORT, 1],
    [273, LONG, PIXELS_AT],
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, pixels.length],
  ];
  const file = Buffer.alloc(PIXELS_AT + pixels.length);
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
  file.set(pixels, PIXELS_AT);
  return file;
}

/** The white pixels, row by row from whole bytes on; the first of eight is the highest bit. */
function bitsOf({ width, height, data }: Gray): Uint8Array {
  const bytes = (width + 7) >> 3;
  const bits = new Uint8Array(bytes * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (data[at] === 0) continue;
      const byte = y * bytes + (x >> 3);
      bits[byte] = (bits[byte] ?? 0) | (0x80 >> (x & 7));
    }
  return bits;
}
