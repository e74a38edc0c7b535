/** Rows, or columns, of a picture: `count` of them, `length` pixels each. */
export interface Strip {
  readonly count: number;
  readonly length: number;
  /** 0 black to 255 white, line by line. */
  readonly shades: Uint8Array;
}

/** Below this a pixel is ink of a rule; thin rules are grey after scanning. */
const DARK = 175;

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
  const start = line * strip.length;
  for (let place = 0; place < strip.length; place++)
    if ((strip.shades[start + place] ?? 255) < DARK) {
      runs.take(place);
      dots.take(place);
    }
  runs.end();
  dots.end();
  return [...solid, ...dotted];
}

interface FoundRules {
  readonly from: number;
  readonly to: number;
  /** Dark pixels in it. */
  readonly ink: number;
  /** The longest piece without a gap. */
  readonly longest: number;
}

/** Joins dark pixels, given in order, over gaps up to a width. */
class Runs {
  private readonly gap: number;
  private readonly report: (found: FoundRules) => void;
  private from = -1;
  private to = -1;
  private ink = 0;
  private piece = 0;
  private longest = 0;

  constructor(gap: number, report: (found: FoundRules) => void) {
    this.gap = gap;
    this.report = report;
  }

  take(place: number): void {
    if (this.from >= 0 && place - this.to > this.gap + 1) this.end();
    if (this.from < 0) this.from = place;
    this.piece = place === this.to + 1 ? this.piece + 1 : 1;
    this.longest = Math.max(this.longest, this.piece);
    this.to = place;
    this.ink++;
  }

  end(): void {
    const { from, to, ink, longest } = this;
    if (from >= 0) this.report({ from, to, ink, longest });
    this.from = -1;
    this.ink = 0;
    this.piece = 0;
    this.longest = 0;
  }
}

function standsFree({ count, length, shades }: Strip, line: number, [from, to]: InkRun, dpi: number): boolean {
  const most = (to - from + 1) * FREE.share;
  for (let off = Math.round(dpi * FREE.from); off <= Math.round(dpi * FREE.to); off++)
    for (const beside of [line - off, line + off]) {
      if (beside < 0 || beside >= count) continue;
      let ink = 0;
      for (let place = from; place <= to; place++) if ((shades[beside * length + place] ?? 255) < DARK) ink++;
      if (ink > most) return false;
    }
  return true;
}
