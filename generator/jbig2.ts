import sharp from 'sharp';

/** Types of segments. */
const GENERIC_REGION = 38;
const PAGE_INFORMATION = 48;
const END_OF_PAGE = 49;
const END_OF_FILE = 51;

/** A picture in black and white as a JBIG2 file (ITU-T T.88): one region, coded pixel by pixel. */
export async function jbig2Of(picture: Uint8Array): Promise<Uint8Array> {
  const grey = sharp(picture).flatten({ background: 'white' }).toColourspace('b-w').threshold(128);
  const { data, info } = await grey.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const place = [width, height, 0, 0].map(uint32);
  const region = [...place, Buffer.from([0, 0]), Buffer.from(NEARBY.flat().map((by) => by & 255))];
  const segments = [
    { type: PAGE_INFORMATION, content: Buffer.concat([...place, Buffer.from([0, 0, 0])]) },
    { type: GENERIC_REGION, content: Buffer.concat([...region, coded(data, width, height)]) },
    { type: END_OF_PAGE, content: Buffer.alloc(0) },
    { type: END_OF_FILE, content: Buffer.alloc(0) },
  ];
  const header = Buffer.from([0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a, 1, 0, 0, 0, 1]);
  return Buffer.concat([header, ...segments.map(({ type, content }, number) => segment(number, type, content))]);
}

const segment = (number: number, type: number, content: Buffer): Buffer =>
  Buffer.concat([
    uint32(number),
    Buffer.from([type, 0, type === END_OF_FILE ? 0 : 1]),
    uint32(content.length),
    content,
  ]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The four pixels of the context that a region may place where it likes. */
const NEARBY = [
  [3, -1],
  [-3, -1],
  [2, -2],
  [-2, -2],
] as const;

/** All pixels from which the next is foretold, the first in the lowest bit. */
const CONTEXT: readonly (readonly [number, number])[] = [
  [-1, 0],
  [-2, 0],
  [-3, 0],
  [-4, 0],
  NEARBY[0],
  [2, -1],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-2, -1],
  NEARBY[1],
  NEARBY[2],
  [1, -2],
  [0, -2],
  [-1, -2],
  NEARBY[3],
];

function coded(grey: Uint8Array, width: number, height: number): Buffer {
  const coder = new ArithmeticCoder(2 ** CONTEXT.length);
  const black = (x: number, y: number): 0 | 1 =>
    x >= 0 && x < width && y >= 0 && (grey[y * width + x] ?? 255) < 128 ? 1 : 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const context = CONTEXT.reduce((sum, [dx, dy], bit) => sum | (black(x + dx, y + dy) << bit), 0);
      coder.add(context, black(x, y));
    }
  return coder.finish();
}

/** States of the estimate (table E.1): share of the rarer symbol, next state after it and after the other, whether the two change places. */
const STATES: readonly (readonly [qe: number, rarer: number, other: number, change: 0 | 1])[] = [
  [0x5601, 1, 1, 1],
  [0x3401, 6, 2, 0],
  [0x1801, 9, 3, 0],
  [0x0ac1, 12, 4, 0],
  [0x0521, 29, 5, 0],
  [0x0221, 33, 38, 0],
  [0x5601, 6, 7, 1],
  [0x5401, 14, 8, 0],
  [0x4801, 14, 9, 0],
  [0x3801, 14, 10, 0],
  [0x3001, 17, 11, 0],
  [0x2401, 18, 12, 0],
  [0x1c01, 20, 13, 0],
  [0x1601, 21, 29, 0],
  [0x5601, 14, 15, 1],
  [0x5401, 14, 16, 0],
  [0x5101, 15, 17, 0],
  [0x4801, 16, 18, 0],
  [0x3801, 17, 19, 0],
  [0x3401, 18, 20, 0],
  [0x3001, 19, 21, 0],
  [0x2801, 19, 22, 0],
  [0x2401, 20, 23, 0],
  [0x2201, 21, 24, 0],
  [0x1c01, 22, 25, 0],
  [0x1801, 23, 26, 0],
  [0x1601, 24, 27, 0],
  [0x1401, 25, 28, 0],
  [0x1201, 26, 29, 0],
  [0x1101, 27, 30, 0],
  [0x0ac1, 28, 31, 0],
  [0x09c1, 29, 32, 0],
  [0x08a1, 30, 33, 0],
  [0x0521, 31, 34, 0],
  [0x0441, 32, 35, 0],
  [0x02a1, 33, 36, 0],
  [0x0221, 34, 37, 0],
  [0x0141, 35, 38, 0],
  [0x0111, 36, 39, 0],
  [0x0085, 37, 40, 0],
  [0x0049, 38, 41, 0],
  [0x0025, 39, 42, 0],
  [0x0015, 40, 43, 0],
  [0x0009, 41, 44, 0],
  [0x0005, 42, 45, 0],
  [0x0001, 43, 45, 0],
];

/** The coder of annex E, as its flow charts have it: `a` is the width of the interval, `c` its base, `ct` the bits until the next byte. */
class ArithmeticCoder {
  readonly #states: Uint8Array;
  readonly #likely: Uint8Array;
  readonly #bytes: number[] = [0];
  #a = 0x8000;
  #c = 0;
  #ct = 12;

  constructor(contexts: number) {
    this.#states = new Uint8Array(contexts);
    this.#likely = new Uint8Array(contexts);
  }

  add(context: number, symbol: 0 | 1): void {
    const [qe, rarer, other, change] = STATES[this.#states[context] ?? 0] ?? [0, 0, 0, 0];
    const isLikely = symbol === this.#likely[context];
    this.#a -= qe;
    if (isLikely && (this.#a & 0x8000) !== 0) {
      this.#c += qe;
      return;
    }
    if (isLikely === this.#a < qe) this.#a = qe;
    else this.#c += qe;
    if (!isLikely && change === 1) this.#likely[context] = 1 - (this.#likely[context] ?? 0);
    this.#states[context] = isLikely ? other : rarer;
    do {
      this.#a *= 2;
      this.#c *= 2;
      if (--this.#ct === 0) this.#byteOut();
    } while ((this.#a & 0x8000) === 0);
  }

  finish(): Buffer {
    const end = this.#c + this.#a;
    this.#c = Math.floor(this.#c / 0x10000) * 0x10000 + 0xffff;
    if (this.#c >= end) this.#c -= 0x8000;
    this.#c *= 2 ** this.#ct;
    this.#byteOut();
    this.#c *= 2 ** this.#ct;
    this.#byteOut();
    return Buffer.from([...this.#bytes.slice(1), 0xff, 0xac]);
  }

  /** A byte 0xff leaves a bit for what is carried over. */
  #byteOut(): void {
    const last = this.#bytes.length - 1;
    if (this.#bytes[last] !== 0xff && this.#c >= 0x8000000) {
      this.#bytes[last] = (this.#bytes[last] ?? 0) + 1;
      this.#c -= 0x8000000;
    }
    const shift = this.#bytes[last] === 0xff ? 20 : 19;
    this.#bytes.push(Math.floor(this.#c / 2 ** shift));
    this.#c %= 2 ** shift;
    this.#ct = shift === 20 ? 7 : 8;
  }
}
