import type { ByteView } from '../../../office/byte-view.ts';

/** A string of a workbook, and from which of its characters on which font is used. */
export interface BiffString {
  readonly text: string;
  readonly runs: readonly { readonly start: number; readonly font: number }[];
}

/** Strings that a workbook of a report has at most; beyond it the table is damaged. */
const MAX_STRINGS = 200_000;

/** The shared strings with fonts of their own, by their number. */
export function formattedStrings(segments: readonly ByteView[]): Map<number, BiffString> {
  const reader = new SegmentReader(segments);
  reader.u32();
  const count = Math.min(reader.u32(), MAX_STRINGS);
  const found = new Map<number, BiffString>();
  for (let index = 0; index < count && !reader.isAtEnd; index++) {
    const string = readString(reader);
    if (string.runs.length > 0) found.set(index, string);
  }
  return found;
}

const [WIDE, EXTENDED, FORMATTED] = [0x01, 0x04, 0x08];

function readString(reader: SegmentReader): BiffString {
  const length = reader.u16();
  const flags = reader.u8();
  const runCount = flags & FORMATTED ? reader.u16() : 0;
  const extension = flags & EXTENDED ? reader.u32() : 0;
  const text = reader.characters(length, (flags & WIDE) !== 0);
  const runs: { start: number; font: number }[] = [];
  for (let run = 0; run < runCount && !reader.isAtEnd; run++) runs.push({ start: reader.u16(), font: reader.u16() });
  reader.skip(extension);
  return { text, runs };
}

/** Reads over the ends of records: a string that goes on in the next one says there anew how wide its characters are. */
class SegmentReader {
  readonly #segments: readonly ByteView[];
  #segment = 0;
  #at = 0;

  constructor(segments: readonly ByteView[]) {
    this.#segments = segments;
  }

  get isAtEnd(): boolean {
    return this.#segment >= this.#segments.length;
  }

  u8(): number {
    const value = this.#current?.u8(this.#at) ?? 0;
    this.skip(1);
    return value;
  }

  u16(): number {
    return this.u8() + this.u8() * 0x100;
  }

  u32(): number {
    return this.u16() + this.u16() * 0x10000;
  }

  skip(count: number): void {
    let left = count;
    while (!this.isAtEnd) {
      const room = (this.#current?.length ?? 0) - this.#at;
      if (left < room) {
        this.#at += left;
        return;
      }
      left -= room;
      this.#segment++;
      this.#at = 0;
    }
  }

  characters(count: number, isWide: boolean): string {
    let text = '';
    let width = isWide ? 2 : 1;
    while (text.length < count && !this.isAtEnd) {
      const segment = this.#segment;
      const room = Math.floor(((this.#current?.length ?? 0) - this.#at) / width);
      const length = Math.min(count - text.length, room);
      text += this.#current?.text(this.#at, length * width, width === 2 ? 'utf16le' : 'windows-1252') ?? '';
      this.skip(Math.max(1, length * width));
      if (text.length < count && this.#segment > segment) width = this.u8() & WIDE ? 2 : 1;
    }
    return text;
  }

  get #current(): ByteView | undefined {
    return this.#segments[this.#segment];
  }
}
