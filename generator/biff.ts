import { createRequire } from 'node:module';
import type { SampleCell } from '../src/sample/grid.ts';
import type { SampleReport } from '../src/sample/model.ts';
import { HIDDEN_ROW, isMarked, type Look, withMarks } from './variations/looks.ts';

/* Workbooks of Excel 97 to 2003 (BIFF8) written record by record: what libraries do not write, as runs and cells that look differently, and hidden rows. */

const load = createRequire(import.meta.url);

/** Bits of a font record: struck out; raised; height in twentieths of a point; number of a colour. */
interface Font {
  readonly struck?: true;
  readonly raised?: true;
  readonly height?: number;
  readonly colour?: number;
}
const AUTOMATIC = 0x7fff;
const WHITE = 9;
const FONTS: Readonly<Record<Look, readonly Font[]>> = {
  unseen: [{ colour: WHITE }, { height: 20 }, { colour: 1 }],
  struck: [{ struck: true }],
  deleted: [{ struck: true, colour: 10 }],
  raised: [{ raised: true }],
};
/** No font has the number 4: the fifth is called 5. */
const LOOK_FONT = 5;
const [PLAIN_FORMAT, LOOK_FORMAT] = [0, 1];

/** A report as an old Excel file of one sheet; its marked characters are of the look. */
export function biffOf(report: SampleReport, look: Look): Buffer {
  const book = new Book(FONTS[look][report.seed % FONTS[look].length] ?? {});
  for (const block of report.blocks) {
    if (block.kind === 'table') book.table(block.table.cells, block.table.rows);
    else for (const line of 'lines' in block ? block.lines : [block.text]) book.line(line);
  }
  const cfb: typeof import('cfb') = load('cfb');
  const container = cfb.utils.cfb_new();
  cfb.utils.cfb_add(container, '/Workbook', book.finish());
  return Buffer.from(cfb.write(container, { type: 'buffer' }) as Uint8Array);
}

class Book {
  readonly #font: Font;
  readonly #strings: Buffer[] = [];
  readonly #cells: Buffer[] = [];
  readonly #merges: Buffer[] = [];
  #row = 0;

  constructor(font: Font) {
    this.#font = font;
  }

  line(text: string): void {
    this.#text(this.#row++, 0, text);
  }

  table(cells: readonly SampleCell[], rows: number): void {
    this.#row++;
    for (const { row, column, rowSpan, colSpan, text } of cells) {
      const at = this.#row + row;
      if (rowSpan * colSpan > 1) this.#merges.push(words(at, at + rowSpan - 1, column, column + colSpan - 1));
      if (text.includes(HIDDEN_ROW)) this.#cells.push(record(0x208, words(at, 0, 256, 255, 0, 0, 0x20, 15)));
      const shown = text.replaceAll(HIDDEN_ROW, '');
      if (/^(?:0|[1-9]\d{0,9})$/.test(shown)) this.#number(at, column, Number(shown));
      else if (shown !== '') this.#text(at, column, shown);
    }
    this.#row += rows + 1;
  }

  finish(): Buffer {
    const globals = (sheetAt: number): Buffer =>
      Buffer.concat([
        record(0x809, words(0x600, 5, 0x0dbb, 0x07cc, 0, 0, 6, 0)),
        record(0x42, words(1200)),
        ...[{}, {}, {}, {}, this.#font].map(fontRecord),
        record(0xe0, formatOf(0)),
        record(0xe0, formatOf(LOOK_FONT)),
        record(0x85, Buffer.concat([words(sheetAt & 0xffff, sheetAt >>> 16, 0), Buffer.from([2, 1]), wide('年报')])),
        this.#sharedStrings(),
        record(0x0a, Buffer.alloc(0)),
      ]);
    const merges: Buffer[] = [];
    for (let at = 0; at < this.#merges.length; at += 1000) {
      const some = this.#merges.slice(at, at + 1000);
      merges.push(record(0xe5, Buffer.concat([words(some.length), ...some])));
    }
    return Buffer.concat([
      globals(globals(0).length),
      record(0x809, words(0x600, 0x10, 0x0dbb, 0x07cc, 0, 0, 6, 0)),
      record(0x200, words(0, 0, this.#row, 0, 0, 64, 0)),
      ...this.#cells,
      ...merges,
      record(0x0a, Buffer.alloc(0)),
    ]);
  }

  #number(row: number, column: number, value: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    this.#cells.push(record(0x203, Buffer.concat([words(row, column, PLAIN_FORMAT), bytes])));
  }

  #text(row: number, column: number, text: string): void {
    const isWhole = isMarked(text) && withMarks(text, () => '').trim() === '';
    const runs: Buffer[] = [];
    let plain = '';
    withMarks(
      text,
      (stretch) => {
        if (!isWhole) runs.push(words(plain.length, LOOK_FONT));
        plain += stretch;
        return '';
      },
      (stretch) => {
        if (plain !== '' && stretch !== '') runs.push(words(plain.length, 0));
        plain += stretch;
        return '';
      },
    );
    const head =
      runs.length > 0
        ? [words(plain.length), Buffer.from([9]), words(runs.length)]
        : [words(plain.length), Buffer.from([1])];
    this.#strings.push(Buffer.concat([...head, wide(plain), ...runs]));
    const format = isWhole ? LOOK_FORMAT : PLAIN_FORMAT;
    this.#cells.push(record(0xfd, words(row, column, format, this.#strings.length - 1, 0)));
  }

  /** A record ends where it is full: between two strings, or in the middle of a long one's characters. */
  #sharedStrings(): Buffer {
    const count = this.#strings.length;
    const records: Buffer[][] = [[words(count, 0, count, 0)]];
    let room = LONGEST_RECORD - 8;
    for (const string of this.#strings) {
      let rest = string;
      let head = STRING_HEAD;
      while (rest.length > room) {
        const cut = cutOf(string, head, room);
        if (cut > 0) {
          records.at(-1)?.push(rest.subarray(0, cut));
          rest = Buffer.concat([WIDE, rest.subarray(cut)]);
          head = WIDE.length;
        }
        records.push([]);
        room = LONGEST_RECORD;
      }
      records.at(-1)?.push(rest);
      room -= rest.length;
    }
    return Buffer.concat(records.map((parts, at) => record(at === 0 ? 0xfc : 0x3c, Buffer.concat(parts))));
  }
}

const LONGEST_RECORD = 8224;
/** Length and flags in front of a string, and the flags in front of its rest in another record. */
const STRING_HEAD = 3;
const WIDE = Buffer.from([1]);

/** Where a string, or its rest, is cut: between two of its characters, behind its head; 0 where it is not, and for one with runs of its own. */
function cutOf(string: Buffer, head: number, room: number): number {
  const isPlain = string[STRING_HEAD - 1] === WIDE[0];
  return isPlain && room >= head + 2 ? head + 2 * Math.floor((room - head) / 2) : 0;
}

function record(type: number, data: Buffer): Buffer {
  return Buffer.concat([words(type, data.length), data]);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => {
    bytes.writeUInt16LE(value, at * 2);
  });
  return bytes;
}

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

function fontRecord({ struck, raised, height = 220, colour = AUTOMATIC }: Font): Buffer {
  const data = words(height, struck ? 8 : 0, colour, 400, raised ? 1 : 0, 0, 0);
  return record(0x31, Buffer.concat([data, Buffer.from([2, 1]), wide('宋体')]));
}

/** A cell's format without a ground. */
const formatOf = (font: number): Buffer => words(font, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20c0);
