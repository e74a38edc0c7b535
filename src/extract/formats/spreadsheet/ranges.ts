import { UnreadableError } from '../../document.ts';

/** Of a sheet, in every program that writes one. */
export const MOST_COLUMNS = 16_384;
/** Cells under one link. */
const MOST_LINKED = 1_000_000;
/** Records of a binary sheet that tell of ranges: columns' widths, and links. */
const COLUMNS = 0x3c;
const LINK = 0x1ee;
/** A binary workbook's list of the sheets that formulas name, of twelve bytes each behind their number. */
const NAMED_SHEETS = 0x16a;

/**
 * Refuses a part that tells of columns, linked cells or named sheets which it does not have: the library would make each of them, up to four
 * thousand million, before anything else could be asked. Throws `UnreadableError` 'damaged'.
 */
export function refuseEndless(name: string, part: Buffer): void {
  if (/^xl\/workbook\.bin$/i.test(name)) refuseLongLists(part);
  if (!/^xl\/[a-z]*sheets\/[^/]*\.(?:xml|bin)$/.test(name)) return;
  const ranges = name.endsWith('.bin') ? rangesOfRecords(part) : rangesOfXml(part.toString('latin1'));
  for (const { columns, cells } of ranges)
    if (columns > MOST_COLUMNS || cells > MOST_LINKED)
      throw new UnreadableError(
        'damaged',
        `The workbook is damaged (a sheet tells of ${Math.max(columns, cells)} columns or linked cells). Download the file again.`,
      );
}

interface Reach {
  readonly columns: number;
  readonly cells: number;
}

function* rangesOfXml(xml: string): Generator<Reach> {
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?col\s([^<>]*)>/g))
    yield { columns: Number(/\bmax=["']\s*(\d+)/.exec(attributes)?.[1] ?? 0), cells: 0 };
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?hyperlink\s([^<>]*)>/g)) {
    const [, left = '', top = '0', right = left, bottom = top] =
      /\bref=["']\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?/i.exec(attributes) ?? [];
    const height = Number(bottom) - Number(top) + 1;
    yield { columns: columnNumber(right), cells: height * (columnNumber(right) - columnNumber(left) + 1) };
  }
}

/** A is 1; letters beyond what a number holds are many columns. */
const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function refuseLongLists(part: Buffer): void {
  for (const { type, at, length } of recordsOf(part)) {
    if (type !== NAMED_SHEETS) continue;
    const count = at + 4 <= part.length ? part.readUInt32LE(at) : Number.POSITIVE_INFINITY;
    if (4 + count * 12 > length)
      throw new UnreadableError(
        'damaged',
        `The workbook is damaged (a list of sheets tells of ${count} and has room for ${Math.max(0, Math.trunc((length - 4) / 12))}). Download the file again.`,
      );
  }
}

function* rangesOfRecords(part: Buffer): Generator<Reach> {
  for (const { type, at } of recordsOf(part)) {
    if (type === COLUMNS && at + 8 <= part.length) yield { columns: part.readUInt32LE(at + 4) + 1, cells: 0 };
    if (type === LINK && at + 16 <= part.length) {
      const [top = 0, bottom = 0, left = 0, right = 0] = [0, 4, 8, 12].map((place) => part.readUInt32LE(at + place));
      yield { columns: right + 1, cells: (bottom - top + 1) * (right - left + 1) };
    }
  }
}

/** Records of [MS-XLSB] 2.1.4: type and length in seven bits a byte, then the content. */
function* recordsOf(part: Buffer): Generator<{ type: number; at: number; length: number }> {
  let at = 0;
  const next = (bytes: number): number => {
    let value = 0;
    for (let index = 0; index < bytes; index++) {
      const byte = part[at++] ?? 0;
      value += (byte & 0x7f) * 128 ** index;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < part.length) {
    const type = next(2);
    const length = next(4);
    yield { type, at, length };
    at += length;
  }
}
