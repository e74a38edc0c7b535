import { type Box, boxHeight, boxWidth, centreX, type Glyph, type Rule, type Rules } from './model.ts';

/** Two strokes of one line may lie this far apart across it (points): hairlines are drawn with rounding. */
const SAME_LINE = 0.8;
/** Gaps along a line that dashes, dots and corner joins leave (points). */
const DASH_GAP = 3.5;
/** What stays shorter than this after joining is a tick, a dot or a piece of a drawing (points). */
const MIN_LENGTH = 5;
/** A line that ends this near another one meets it (points). */
export const TOUCH = 3.5;

/** Joins dashes, cell edges and overdrawn strokes to whole lines, and drops what meets no other line (underlines, ornaments). */
export function tidyRules(rules: Rules): Rules {
  const horizontal = joinCollinear(rules.horizontal);
  const vertical = joinCollinear(rules.vertical);
  return { horizontal: meeting(horizontal, vertical), vertical: meeting(vertical, horizontal) };
}

/** A line this long or longer (points) that runs through the middle of letters over this share of its length strikes them out. */
const STRIKE_LENGTH = 8;
const STRUCK = 0.5;

/** Horizontal lines without those that strike text out: no cell ends in the middle of its letters. */
export function withoutStrikes(horizontal: readonly Rule[], glyphs: readonly Glyph[]): Rule[] {
  const ink = glyphs.filter((glyph) => glyph.text.trim() !== '').map((glyph) => glyph.box);
  const struck = (rule: Rule) =>
    ink.filter((box) => middleAt(box, rule.at) && centreX(box) > rule.from && centreX(box) < rule.to);
  return horizontal.filter(
    (rule) =>
      rule.to - rule.from < STRIKE_LENGTH ||
      struck(rule).reduce((sum, box) => sum + boxWidth(box), 0) < (rule.to - rule.from) * STRUCK,
  );
}

const middleAt = (box: Box, y: number): boolean => Math.abs((box[1] + box[3]) / 2 - y) < boxHeight(box) * 0.25;

/** Lines along one axis, joined where they continue each other. */
export function joinCollinear(rules: readonly Rule[]): Rule[] {
  const joined: Rule[] = [];
  for (const group of byPlace(rules)) {
    const at = group.reduce((sum, rule) => sum + rule.at, 0) / group.length;
    let open: { from: number; to: number } | undefined;
    for (const rule of group.sort((a, b) => a.from - b.from)) {
      if (open && rule.from <= open.to + DASH_GAP) open.to = Math.max(open.to, rule.to);
      else {
        if (open) joined.push({ ...open, at });
        open = { from: rule.from, to: rule.to };
      }
    }
    if (open) joined.push({ ...open, at });
  }
  return joined.filter((rule) => rule.to - rule.from >= MIN_LENGTH);
}

function byPlace(rules: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    const group = groups.at(-1);
    // Measured from the group's first line: a chain of near lines must not grow into one thick line.
    if (group && rule.at - start <= SAME_LINE) group.push(rule);
    else {
      groups.push([rule]);
      start = rule.at;
    }
  }
  return groups;
}

const meeting = (lines: readonly Rule[], others: readonly Rule[]): Rule[] =>
  lines.filter((line) => others.some((other) => meets(line, other)));

/** Whether two lines of different direction touch or cross. */
export const meets = (line: Rule, other: Rule): boolean =>
  other.at >= line.from - TOUCH &&
  other.at <= line.to + TOUCH &&
  line.at >= other.from - TOUCH &&
  line.at <= other.to + TOUCH;
