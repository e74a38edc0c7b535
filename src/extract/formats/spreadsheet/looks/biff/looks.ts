import type { Range } from '@e965/xlsx';
import { ByteView } from '../../../office/byte-view.ts';
import { openCompound } from '../../../office/compound.ts';
import { type TextStyle, UNKNOWN_GROUND } from '../../../office/text-style.ts';
import { cellName } from '../../names.ts';
import { type RichText, shownRuns } from '../../rich-text.ts';
import { type CellFormat, SheetLooks } from '../sheet-looks.ts';
import { conditionIn, rangesIn } from './conditions.ts';
import { type BiffRecord, RECORD, recordsFrom } from './records.ts';
import { type BiffString, formattedStrings } from './strings.ts';

/** Cells of an old Excel file that are struck out or not seen, as a whole or in part, by sheet: the library that reads it does not tell. */
export function biffLooks(bytes: Uint8Array): ReadonlyMap<string, SheetLooks> {
  const compound = openCompound(bytes);
  const stream = compound.stream('Workbook') ?? compound.stream('Book');
  if (!stream) return new Map();
  const view = new ByteView(stream);
  const globals = new Globals();
  for (const record of recordsFrom(view, 0)) globals.take(record);
  return new Map(globals.sheets.map(({ name, start }) => [name, looksOfSheet(view, start, globals)]));
}

/** A version of BIFF, as its first record says. */
const BIFF8 = 0x600;
/** Numbers of colours before the palette, and how many the palette holds. */
const PALETTE_START = 8;
const WHITES: ReadonlySet<number> = new Set([1, 9]);

class Globals {
  readonly sheets: { readonly name: string; readonly start: number }[] = [];
  readonly #fonts: { readonly style: TextStyle; readonly colour: number }[] = [];
  readonly #formats: { readonly font: number; readonly pattern: number; readonly ground: number }[] = [];
  #strings = new Map<number, BiffString>();
  #palette: readonly string[] = [];
  #version = BIFF8;

  take({ type, segments }: BiffRecord): void {
    const [data] = segments;
    if (!data) return;
    if (type === RECORD.begin) this.#version = data.u16(0);
    else if (type === RECORD.font) this.#fonts.push(fontIn(data));
    else if (type === RECORD.format) this.#formats.push(this.#formatIn(data));
    else if (type === RECORD.sharedStrings) this.#strings = formattedStrings(segments);
    else if (type === RECORD.boundSheet) this.sheets.push(this.#sheetIn(data));
    else if (type === RECORD.palette)
      this.#palette = Array.from({ length: data.u16(0) }, (_, at) => hex(data.part(2 + at * 4, 3).bytes));
  }

  /** How a cell of a format looks as a whole; null for a plain one. */
  formatOf(number: number): CellFormat | null {
    const { ground = null, ...style } = this.#styleOf(number);
    const isPlain =
      ground === null && !style.struck && !style.raised && style.colour === null && style.size === undefined;
    return isPlain ? null : { style, ground };
  }

  /** What is seen of a shared string in a cell of a format; null where all of it is. */
  shownString(index: number, format: number): RichText | null {
    const string = this.#strings.get(index);
    if (!string) return null;
    const starts = [{ start: 0, style: this.#styleOf(format) }].concat(
      string.runs.map(({ start, font }) => ({ start, style: this.#fontOf(font) })),
    );
    return shownRuns(
      starts.map(({ start, style }, at) => ({ text: string.text.slice(start, starts[at + 1]?.start), style })),
    );
  }

  #styleOf(format: number): TextStyle {
    const { font = 0, pattern = 0, ground = 0 } = this.#formats[format] ?? {};
    const behind = pattern === 0 ? null : pattern === SOLID ? (this.colour(ground) ?? UNKNOWN_GROUND) : UNKNOWN_GROUND;
    return { ...this.#fontOf(font), ground: behind };
  }

  /** No font has the number 4. */
  #fontOf(number: number): TextStyle {
    const font = this.#fonts[number > 4 ? number - 1 : number];
    return font ? { ...font.style, colour: this.colour(font.colour) } : {};
  }

  colour(number: number): string | null {
    return this.#palette[number - PALETTE_START] ?? (WHITES.has(number) ? 'ffffff' : null);
  }

  #formatIn(data: ByteView) {
    const isNew = this.#version >= BIFF8;
    return {
      font: data.u16(0),
      pattern: isNew ? (data.u32(14) >>> 26) & 0x3f : (data.u32(8) >>> 16) & 0x3f,
      ground: isNew ? data.u16(18) & 0x7f : data.u16(8) & 0x7f,
    };
  }

  #sheetIn(data: ByteView): { name: string; start: number } {
    const length = data.u8(6);
    const isWide = this.#version >= BIFF8 && (data.u8(7) & 1) === 1;
    const at = this.#version >= BIFF8 ? 8 : 7;
    return {
      start: data.u32(0),
      name: data.text(at, isWide ? length * 2 : length, isWide ? 'utf16le' : 'windows-1252'),
    };
  }
}

const SOLID = 1;
const hex = (bytes: Buffer): string => bytes.toString('hex');

function fontIn(data: ByteView) {
  const height = data.u16(0) / 20;
  return {
    colour: data.u16(4),
    style: {
      struck: (data.u16(2) & 0x08) !== 0,
      raised: data.u16(8) !== 0,
      ...(height > 0 ? { size: height } : {}),
    } satisfies TextStyle,
  };
}

/** Records of one cell, all of which begin with its row, its column and its format. */
const CELLS: ReadonlySet<number> = new Set([
  ...[RECORD.formula, RECORD.number, RECORD.shortNumber, RECORD.label, RECORD.richString, RECORD.sharedString],
]);

function looksOfSheet(view: ByteView, start: number, globals: Globals): SheetLooks {
  const looks = new SheetLooks();
  const note = (row: number, column: number, number: number): void => {
    const format = globals.formatOf(number);
    if (format !== null) looks.formats.set(cellName(row, column), format);
  };
  let ranges: readonly Range[] = [];
  for (const { type, segments } of recordsFrom(view, start)) {
    const [data] = segments;
    if (!data) continue;
    if (type === RECORD.window) looks.hidesZeros = (data.u16(0) & SHOWS_ZEROS) === 0;
    else if (type === RECORD.conditions) ranges = rangesIn(data);
    else if (type === RECORD.condition)
      looks.conditional.push({ ranges, ...conditionIn(data, (colour) => globals.colour(colour)) });
    const [row, column, format] = [data.u16(0), data.u16(2), data.u16(4)];
    if (CELLS.has(type)) {
      const text = type === RECORD.sharedString ? globals.shownString(data.u32(6), format) : null;
      if (text !== null) looks.texts.set(cellName(row, column), text);
      note(row, column, format);
    } else if (type === RECORD.multipleNumbers)
      for (let at = 4; at + 6 < data.length; at += 6) note(row, column + (at - 4) / 6, data.u16(at));
  }
  return looks;
}

const SHOWS_ZEROS = 0x10;
