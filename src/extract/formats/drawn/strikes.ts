import { around, boxHeight, boxWidth, centreX, centreY, type Rule, type RuleLines } from '../layout/model.ts';
import { joinCollinear } from '../layout/rules.ts';
import { ByHeight } from './by-height.ts';
import type { DrawnGlyph } from './ink.ts';
import { STRIKES } from './settings.ts';

/** What is left of a page's glyphs and rules where text is struck out. */
export interface WithoutStruck extends RuleLines {
  readonly glyphs: readonly DrawnGlyph[];
  readonly struck: readonly DrawnGlyph[];
}

/** Takes out the text that a line runs through, and the line: it is no edge of a cell. */
export function withoutStruck(glyphs: readonly DrawnGlyph[], { horizontal, vertical }: RuleLines): WithoutStruck {
  const ink = new InkLines(glyphs.filter(({ text }) => text.trim() !== ''));
  const struck = new Set<DrawnGlyph>();
  const strikes = new Set<Rule>();
  for (const rule of [...horizontal, ...joinCollinear(horizontal)]) {
    const through = ink.on(rule);
    if (!isStrike(rule, through, vertical)) continue;
    for (const glyph of through) struck.add(glyph);
    strikes.add(rule);
  }
  const [lines, out] = [[...strikes], [...struck]];
  const isPart = (rule: Rule) =>
    lines.some(({ at, from, to }) => Math.abs(rule.at - at) < 1 && rule.from >= from - 1 && rule.to <= to + 1);
  return {
    glyphs:
      out.length === 0
        ? glyphs
        : closed(
            glyphs.filter((glyph) => !struck.has(glyph)),
            out,
          ),
    horizontal: lines.length === 0 ? horizontal : horizontal.filter((rule) => !isPart(rule)),
    vertical,
    struck: out,
  };
}

/** What was struck out within a number leaves no gap in it: the digit before reaches to the one behind. */
function closed(kept: readonly DrawnGlyph[], struck: readonly DrawnGlyph[]): DrawnGlyph[] {
  const isBehind = (one: DrawnGlyph, other: DrawnGlyph) =>
    Math.abs(other.box[0] - one.box[2]) < one.size * STRIKES.adjoining &&
    Math.abs(centreY(one.box) - centreY(other.box)) < one.size * STRIKES.middle;
  return kept.map((glyph) => {
    if (!DIGIT.test(glyph.text)) return glyph;
    let end: DrawnGlyph | undefined;
    for (let next = struck.find((one) => isBehind(glyph, one)); next; ) {
      const last: DrawnGlyph = next;
      end = last;
      next = struck.find((one) => one.box[0] > last.box[0] && isBehind(last, one));
    }
    const last = end;
    const rest = last && kept.find((one) => DIGIT.test(one.text) && isBehind(last, one));
    return rest ? { ...glyph, box: [glyph.box[0], glyph.box[1], rest.box[0], glyph.box[3]] } : glyph;
  });
}

const DIGIT = /^\p{Nd}$/u;

/** A page's ink, asked for what stands on a line. */
class InkLines {
  readonly #byHeight: ByHeight<DrawnGlyph>;
  /** No glyph's middle is further than this from a line that runs through it. */
  readonly #reach: number;

  constructor(ink: readonly DrawnGlyph[]) {
    this.#byHeight = new ByHeight(ink, ({ box }) => centreY(box));
    this.#reach = ink.reduce((most, { box }) => Math.max(most, boxHeight(box)), 0) * STRIKES.middle;
  }

  /** Glyphs through whose middle a line runs. */
  on({ at, from, to }: Rule): DrawnGlyph[] {
    return this.#byHeight
      .near(at, this.#reach)
      .filter(
        ({ box }) =>
          Math.abs(centreY(box) - at) < boxHeight(box) * STRIKES.middle && centreX(box) > from && centreX(box) < to,
      );
  }
}

/** A line that is as long as the text it runs through, and ends at no edge of a cell. */
function isStrike(rule: Rule, through: readonly DrawnGlyph[], vertical: readonly Rule[]): boolean {
  if (through.length === 0) return false;
  const box = around(through.map((glyph) => glyph.box));
  const over = Math.max(...through.map(({ size }) => size)) * STRIKES.over;
  if (rule.from < box[0] - over || rule.to > box[2] + over) return false;
  const width = through.reduce((sum, glyph) => sum + boxWidth(glyph.box), 0);
  if (width < (rule.to - rule.from) * STRIKES.share) return false;
  const meets = (x: number) =>
    vertical.some(({ at, from, to }) => Math.abs(at - x) < STRIKES.meets && from < rule.at + 1 && to > rule.at - 1);
  return !(meets(rule.from) && meets(rule.to));
}
