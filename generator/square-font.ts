/** Units of an em. */
const EM = 1000;

/** The smallest TrueType font with a glyph that is seen: number 1 is a black square that fills the em, and `code` means it. */
export function squareFont(code: number): Uint8Array {
  const glyph = bytesOf('2', [1, 0, 0, EM, EM, 3, 0], '1', [1, 1, 1, 1], '2', [0, 0, EM, 0], [0, EM, 0, -EM]);
  const tables: Readonly<Record<string, Buffer>> = {
    cmap: bytesOf('2', [0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, code, -1, 0, code, -1, 1 - code, 1, 0, 0]),
    glyf: glyph,
    head: bytesOf(
      '2',
      [1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, EM],
      [0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, EM, EM],
      [0, 8, 2, 1, 0],
    ),
    hhea: bytesOf('2', [1, 0, EM, 0, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 2]),
    hmtx: bytesOf('2', [EM, 0, EM, 0]),
    loca: bytesOf('4', [0, 0, glyph.length]),
    maxp: bytesOf('2', [1, 0, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
  };
  const names = Object.keys(tables).sort();
  let place = 12 + names.length * 16;
  const records: Buffer[] = [];
  const contents: Buffer[] = [];
  for (const name of names) {
    const content = tables[name] ?? Buffer.alloc(0);
    records.push(Buffer.concat([Buffer.from(name), bytesOf('4', [0, place, content.length])]));
    const padded = Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
    contents.push(padded);
    place += padded.length;
  }
  return Buffer.concat([bytesOf('2', [1, 0, names.length, 64, 2, 48]), ...records, ...contents]);
}

/** Numbers one after the other, big-endian, each list in as many bytes a number as the width before it says. */
function bytesOf(...parts: readonly (string | readonly number[])[]): Buffer {
  let width = 1;
  const found: number[] = [];
  for (const part of parts) {
    if (typeof part === 'string') width = Number(part);
    else
      for (const value of part)
        for (let byte = width - 1; byte >= 0; byte--)
          found.push(Math.floor((value < 0 ? value + 256 ** width : value) / 256 ** byte) & 255);
  }
  return Buffer.from(found);
}
