/** A picture as bytes of red, green and blue. */
export interface BmpPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Decodes a Windows bitmap of 1, 4, 8, 24 or 32 bits without compression, which sharp does not read; null for any other. */
export function bmpPicture(bytes: Uint8Array, mostPixels: number): BmpPicture | null {
  if (bytes.length < 54) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, header] = [view.getUint32(10, true), view.getUint32(14, true)];
  const [width, signedHeight] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const height = Math.abs(signedHeight);
  // 3: masks, which for 32 bits are the usual blue, green, red.
  const isPlain = compression === 0 || (compression === 3 && bits === 32);
  if (header < 40 || !isPlain || ![1, 4, 8, 24, 32].includes(bits)) return null;
  if (width <= 0 || height === 0 || width * height > mostPixels) return null;
  const stride = Math.floor((width * bits + 31) / 32) * 4;
  if (start + stride * height > bytes.length) return null;
  const palette = 14 + header;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    // Rows stand from the bottom up, unless the height is negative.
    const row = start + stride * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x++) {
      const at = bits >= 24 ? row + (x * bits) / 8 : palette + indexAt(bytes, row, x, bits) * 4;
      const to = (y * width + x) * 3;
      data[to] = bytes[at + 2] ?? 0;
      data[to + 1] = bytes[at + 1] ?? 0;
      data[to + 2] = bytes[at] ?? 0;
    }
  }
  return { width, height, data };
}

/** The number in the palette of a pixel of 1, 4 or 8 bits. */
function indexAt(bytes: Uint8Array, row: number, x: number, bits: number): number {
  const perByte = 8 / bits;
  const byte = bytes[row + Math.floor(x / perByte)] ?? 0;
  return (byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1);
}
