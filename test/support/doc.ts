import { createRequire } from 'node:module';

const cfb: typeof import('cfb') = createRequire(import.meta.url)('cfb');

/** A paragraph of a test file: its text with the mark that ends it, its formatting list, and lists for stretches of its characters. */
export interface DocParagraph {
  readonly text: string;
  readonly format?: Buffer;
  /** Formatting of the characters from `from` to before `to`. */
  readonly runs?: readonly { readonly from: number; readonly to: number; readonly list: Buffer }[];
}

export interface DocOptions {
  /** Stores the paragraphs last to first, as fast saves do; a formatting list laid over each piece. */
  readonly pieces?: { readonly overlay?: Buffer };
  /** The stream of long lists. */
  readonly data?: Buffer;
  /** Further streams by path. */
  readonly streams?: Readonly<Record<string, Buffer>>;
  /** Bits of the header's flags to set. */
  readonly flags?: number;
}

const TEXT = 0x400;
const PAGE = 512;

/** A Word 97 file made of nothing but text, its piece table and formatting pages: no free program writes what old Word does. */
export function docOf(paragraphs: readonly DocParagraph[], options: DocOptions = {}): Buffer {
  const order = paragraphs.map((_, index) => index);
  if (options.pieces) order.reverse();
  const offsets: number[] = [];
  let at = TEXT;
  for (const index of order) {
    offsets[index] = at;
    at += 2 * (paragraphs[index]?.text.length ?? 0);
  }
  const text = Buffer.concat(order.map((index) => Buffer.from(paragraphs[index]?.text ?? '', 'utf16le')));
  const firstPage = Math.ceil((TEXT + text.length) / PAGE);
  const paragraphPages = paragraphs.map(({ text: own, format }, index) =>
    page(offsets[index] ?? 0, (offsets[index] ?? 0) + 2 * own.length, paragraphList(format ?? Buffer.alloc(0)), 13),
  );
  const characterPages = paragraphs.flatMap(({ runs = [] }, index) =>
    runs.map(({ from, to, list }) =>
      page(
        (offsets[index] ?? 0) + 2 * from,
        (offsets[index] ?? 0) + 2 * to,
        Buffer.concat([Buffer.from([list.length]), list]),
        1,
      ),
    ),
  );
  const header = Buffer.alloc(TEXT);
  header.writeUInt16LE(0xa5ec, 0);
  header.writeUInt16LE(0xc1, 2);
  header.writeUInt16LE(0x200 | (options.flags ?? 0), 10);
  header.writeUInt32LE(
    paragraphs.reduce((sum, { text: own }) => sum + own.length, 0),
    0x4c,
  );
  const table = new TableStream(header);
  table.add(33, pieceTable(paragraphs, offsets, options.pieces?.overlay));
  table.add(13, pageIndex(paragraphPages, firstPage));
  table.add(12, pageIndex(characterPages, firstPage + paragraphPages.length));
  const gap = Buffer.alloc(firstPage * PAGE - TEXT - text.length);
  return compound({
    WordDocument: Buffer.concat([header, text, gap, ...paragraphPages, ...characterPages]),
    '1Table': table.bytes,
    ...(options.data ? { Data: options.data } : {}),
    ...options.streams,
  });
}

/** An OLE file of the given streams; small ones are padded, as Word's are. */
export function compound(streams: Readonly<Record<string, Buffer>>): Buffer {
  const container = cfb.utils.cfb_new();
  for (const [name, content] of Object.entries(streams))
    cfb.utils.cfb_add(
      container,
      `/${name}`,
      Buffer.concat([content, Buffer.alloc(Math.max(0, 4096 - content.length))]),
    );
  return Buffer.from(cfb.write(container, { type: 'buffer' }));
}

/** A property (sprm) with its operand. */
export function property(code: number, ...operand: number[]): Buffer {
  const bytes = Buffer.from([0, 0, ...operand]);
  bytes.writeUInt16LE(code, 0);
  return bytes;
}

/** Bytes of a number in two or four bytes, little-endian. */
export function bytesOf(value: number, size: 2 | 4): number[] {
  return Array.from({ length: size }, (_, index) => (value >> (8 * index)) & 0xff);
}

/** A row's definition: edges in twips and the flags of each cell. */
export function rowDefinition(edges: readonly number[], flags: readonly number[] = []): Buffer {
  const cells = edges.length - 1;
  const body = [cells, ...edges.flatMap((edge) => bytesOf(edge, 2))];
  for (let index = 0; index < cells; index++)
    body.push(...bytesOf(flags[index] ?? 0, 2), ...new Array<number>(18).fill(0));
  return property(0xd608, ...bytesOf(body.length + 1, 2), ...body);
}

class TableStream {
  readonly #header: Buffer;
  #bytes: Buffer = Buffer.alloc(4);

  constructor(header: Buffer) {
    this.#header = header;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  add(index: number, structure: Buffer): void {
    this.#header.writeUInt32LE(this.#bytes.length, 0x9a + 8 * index);
    this.#header.writeUInt32LE(structure.length, 0x9e + 8 * index);
    this.#bytes = Buffer.concat([this.#bytes, structure]);
  }
}

function pieceTable(
  paragraphs: readonly DocParagraph[],
  offsets: readonly number[],
  overlay: Buffer | undefined,
): Buffer {
  const positions = [0];
  for (const { text } of paragraphs) positions.push((positions.at(-1) ?? 0) + text.length);
  const descriptors = paragraphs.flatMap((_, index) => [0, 0, ...bytesOf(offsets[index] ?? 0, 4), overlay ? 1 : 0, 0]);
  const table = Buffer.from([...positions.flatMap((position) => bytesOf(position, 4)), ...descriptors]);
  const lists = overlay ? Buffer.concat([Buffer.from([1, ...bytesOf(overlay.length, 2)]), overlay]) : Buffer.alloc(0);
  return Buffer.concat([lists, Buffer.from([2, ...bytesOf(table.length, 4)]), table]);
}

function pageIndex(pages: readonly Buffer[], first: number): Buffer {
  const starts = pages.map((entry) => entry.readUInt32LE(0));
  const end = pages.at(-1)?.readUInt32LE(4) ?? 0;
  return Buffer.from([...starts, end, ...pages.map((_, index) => first + index)].flatMap((value) => bytesOf(value, 4)));
}

/** A page with one run; `entry` is the size of what stands for it behind the positions. */
function page(start: number, end: number, list: Buffer, entry: number): Buffer {
  const made = Buffer.alloc(PAGE);
  const at = (PAGE - 1 - list.length) & ~1;
  if (at < 8 + entry) throw new RangeError('the formatting list does not fit a page');
  made.writeUInt32LE(start, 0);
  made.writeUInt32LE(end, 4);
  made.writeUInt8(at / 2, 8);
  list.copy(made, at);
  made.writeUInt8(1, PAGE - 1);
  return made;
}

/** A paragraph's list with its style (0) in front and its size in words, in the form that its length allows. */
function paragraphList(list: Buffer): Buffer {
  const whole = Buffer.concat([Buffer.from([0, 0]), list]);
  return whole.length % 2 === 1
    ? Buffer.concat([Buffer.from([(whole.length + 1) / 2]), whole])
    : Buffer.concat([Buffer.from([0, whole.length / 2]), whole]);
}
