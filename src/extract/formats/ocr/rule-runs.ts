import { bytesFor } from './bit-lines.ts';
import type { Gray } from './gray.ts';
import { darkFinder } from './ink-blocks.ts';

/** Rows, or columns, of a picture, as far as rules can be made of them: `count` lines of `length` pixels. */
export interface Strip {
  readonly count: number;
  readonly length: number;
  /** Line by line, a bit for each pixel, 1 where it is dark; the first of eight is the lowest. */
  readonly dark: Uint8Array;
}

export const blankStrip = (count: number, length: number): Strip => ({
  count,
  length,
  dark: new Uint8Array(count * bytesFor(length)),
});

/** Below this a pixel is ink of a rule; thin rules are grey after scanning. */
const DARK = 175;

/** The dark pixels of a picture, row by row and column by column: both directions are then read along memory. */
export function darkStrips(image: Gray): { rows: Strip; columns: Strip } {
  const { width, height } = image;
  const [rows, columns] = [blankStrip(height, width), blankStrip(width, height)];
  const places = new Uint16Array(width);
  const findDark = darkFinder(image, DARK);
  for (let y = 0; y < height; y++) setBits(rows.dark, columns.dark, y, width, height, places, findDark(y, places));
  return { rows, columns };
}

/** Sets the bits of a row's dark places in the rows and in the columns. */
function setBits(
  rows: Uint8Array,
  columns: Uint8Array,
  y: number,
  width: number,
  height: number,
  places: Uint16Array,
  count: number,
): void {
  const row = y * bytesFor(width);
  const down = bytesFor(height);
  const [byte, bit] = [y >> 3, 1 << (y & 7)];
  for (let index = 0; index < count; index++) {
    const x = places[index] ?? 0;
    const across = row + (x >> 3);
    const column = x * down + byte;
    rows[across] = (rows[across] ?? 0) | (1 << (x & 7));
    columns[column] = (columns[column] ?? 0) | bit;
  }
}

/** First and last pixel along the line. */
export type InkRun = readonly [from: number, to: number];

/** Breaks along a rule that faint printing and noise leave (inch). */
const MAX_BREAK = 0.02;
/** Text bridged by such breaks is loose; a rule is nearly solid. */
const SOLID_SHARE = 0.8;

/** A dotted or dashed rule: dots at most this long, gaps at most this wide (inch), so much of it ink, so many times the usual least length. */
const DOTTED = { dot: 0.08, gap: 0.032, share: 0.25, length: 1.5 } as const;
/** A dotted rule stands free: at this distance (inch) on both sides there is next to nothing; beside a row of strokes there is more text. */
const FREE = { from: 0.028, to: 0.04, share: 0.1 } as const;

/** The runs of one line that can be pieces of a rule. `minLength` in inches. */
export function runsIn(strip: Strip, line: number, dpi: number, minLength: number): InkRun[] {
  const shortest = dpi * minLength;
  const solid: InkRun[] = [];
  const dotted: InkRun[] = [];
  const runs = new Runs(Math.max(2, dpi * MAX_BREAK), ({ from, to, ink }) => {
    if (to - from + 1 >= shortest && ink >= (to - from + 1) * SOLID_SHARE) solid.push([from, to]);
  });
  const dots = new Runs(dpi * DOTTED.gap, ({ from, to, ink, longest }) => {
    const length = to - from + 1;
    if (length < shortest * DOTTED.length || ink < length * DOTTED.share || longest > dpi * DOTTED.dot) return;
    if (standsFree(strip, line, [from, to], dpi)) dotted.push([from, to]);
  });
  takeDark(strip, line, runs, dots);
  runs.end();
  dots.end();
  return [...solid, ...dotted];
}

/** Where rules cross a faint one, it does not stand out for so long (inch); between them it does, over this share of it. */
const FAINT_RULE = { gap: 0.08, share: 0.65 } as const;

/** The runs of one line of ridges that can be pieces of a rule. `minLength` in inches. */
export function ridgeRuns(strip: Strip, line: number, dpi: number, minLength: number): InkRun[] {
  const found: InkRun[] = [];
  const runs = new Runs(dpi * FAINT_RULE.gap, ({ from, to, ink }) => {
    const length = to - from + 1;
    if (length >= dpi * minLength && ink >= length * FAINT_RULE.share) found.push([from, to]);
  });
  takeDark(strip, line, runs);
  runs.end();
  return found;
}

/** Gives the dark pieces of a line to what collects them. */
function takeDark({ length, dark }: Strip, line: number, ...takers: readonly Runs[]): void {
  const bytes = bytesFor(length);
  const start = line * bytes;
  let from = -1;
  // The last bit of the byte before.
  let before = 0;
  for (let byte = 0; byte < bytes; byte++) {
    const bits = dark[start + byte] ?? 0;
    // Bits that differ from the one before them: pieces begin and end there.
    for (let turns = (bits ^ ((bits << 1) | before)) & 0xff; turns !== 0; turns &= turns - 1) {
      const place = byte * 8 + 31 - Math.clz32(turns & -turns);
      if (from < 0) {
        from = place;
        continue;
      }
      for (const taker of takers) taker.take(from, place - 1);
      from = -1;
    }
    before = bits >> 7;
  }
  if (from >= 0) for (const taker of takers) taker.take(from, length - 1);
}

interface FoundRules {
  readonly from: number;
  readonly to: number;
  /** Dark pixels in it. */
  readonly ink: number;
  /** The longest piece without a gap. */
  readonly longest: number;
}

/** Joins pieces of dark pixels, given in order, over gaps up to a width. */
class Runs {
  private readonly gap: number;
  private readonly report: (found: FoundRules) => void;
  private from = -1;
  private to = -1;
  private ink = 0;
  private longest = 0;

  constructor(gap: number, report: (found: FoundRules) => void) {
    this.gap = gap;
    this.report = report;
  }

  take(first: number, last: number): void {
    if (this.from >= 0 && first - this.to > this.gap + 1) this.end();
    if (this.from < 0) this.from = first;
    this.longest = Math.max(this.longest, last - first + 1);
    this.to = last;
    this.ink += last - first + 1;
  }

  end(): void {
    const { from, to, ink, longest } = this;
    if (from >= 0) this.report({ from, to, ink, longest });
    this.from = -1;
    this.ink = 0;
    this.longest = 0;
  }
}

function standsFree({ count, length, dark }: Strip, line: number, [from, to]: InkRun, dpi: number): boolean {
  const most = (to - from + 1) * FREE.share;
  const bytes = bytesFor(length);
  for (let off = Math.round(dpi * FREE.from); off <= Math.round(dpi * FREE.to); off++)
    for (const beside of [line - off, line + off]) {
      if (beside < 0 || beside >= count) continue;
      let ink = 0;
      for (let place = from; place <= to; place++)
        ink += ((dark[beside * bytes + (place >> 3)] ?? 0) >> (place & 7)) & 1;
      if (ink > most) return false;
    }
  return true;
}
