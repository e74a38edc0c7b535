import { cluster, type Span, uniteSpans } from './cluster.ts';
import { type Box, boxHeight, boxWidth, centreX, type Glyph, type Rule, type RuleLines } from './model.ts';
import { RULES } from './settings.ts';

/** Joins dashes, cell edges and overdrawn strokes to whole lines, and drops what meets no other line (underlines, ornaments). */
export function tidyRules(rules: RuleLines): RuleLines {
  const horizontal = joinCollinear(rules.horizontal);
  const vertical = joinCollinear(rules.vertical);
  const upright = meeting(vertical, horizontal);
  return {
    horizontal: meeting(horizontal, vertical),
    vertical: [...upright, ...vertical.filter((line) => !upright.includes(line) && isSide(line, upright))],
  };
}

/**
 * The outer edge of a merged cell that goes on over both ends of a page meets no other line there: it runs beside the table's other
 * edges, from the same height to the same height.
 */
export const isSide = (line: Rule, others: readonly Rule[]): boolean =>
  others.some(
    (other) =>
      other !== line &&
      Math.abs(other.at - line.at) < RULES.widestMerged &&
      Math.abs(other.from - line.from) <= RULES.touch &&
      Math.abs(other.to - line.to) <= RULES.touch &&
      line.to - line.from > RULES.tallSide,
  );

/** Horizontal lines without those that strike text out: no cell ends in the middle of its letters. */
export function withoutStrikes(horizontal: readonly Rule[], glyphs: readonly Glyph[]): Rule[] {
  const ink = glyphs.filter((glyph) => glyph.text.trim() !== '').map((glyph) => glyph.box);
  const struck = (rule: Rule) =>
    ink.filter((box) => middleAt(box, rule.at) && centreX(box) > rule.from && centreX(box) < rule.to);
  return horizontal.filter(
    (rule) =>
      rule.to - rule.from < RULES.strikeLength ||
      struck(rule).reduce((sum, box) => sum + boxWidth(box), 0) < (rule.to - rule.from) * RULES.struck,
  );
}

const middleAt = (box: Box, y: number): boolean => Math.abs((box[1] + box[3]) / 2 - y) < boxHeight(box) * 0.25;

/** Lines along one axis, joined where they continue each other. */
export function joinCollinear(rules: readonly Rule[]): Rule[] {
  const joined: Rule[] = [];
  // Measured from the group's first line: a chain of near lines must not grow into one thick line.
  for (const group of cluster(
    rules,
    (rule) => rule.at,
    ({ first }, at) => at - first <= RULES.sameLine,
  )) {
    const at = group.reduce((sum, rule) => sum + rule.at, 0) / group.length;
    const spans = group.map(({ from, to }): Span => [from, to]);
    joined.push(...uniteSpans(spans, (gap) => gap <= RULES.dashGap).map(([from, to]) => ({ from, to, at })));
  }
  return joined.filter((rule) => rule.to - rule.from >= RULES.minLength);
}

const meeting = (lines: readonly Rule[], others: readonly Rule[]): Rule[] =>
  lines.filter((line) => others.some((other) => meets(line, other)));

/** Whether two lines of different direction touch or cross. */
export const meets = (line: Rule, other: Rule): boolean =>
  other.at >= line.from - RULES.touch &&
  other.at <= line.to + RULES.touch &&
  line.at >= other.from - RULES.touch &&
  line.at <= other.to + RULES.touch;
