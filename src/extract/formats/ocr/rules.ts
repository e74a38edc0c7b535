import { type Span, uniteSpans } from '../layout/cluster.ts';
import type { Rule, RuleLines } from '../layout/model.ts';
import { reduced, ridges, transposed } from './faint-rules.ts';
import type { Gray } from './gray.ts';
import { darkStrips, type InkRun, ridgeRuns, runsIn, type Strip } from './rule-runs.ts';

/** A piece of rule is at least this long (inch): longer than a character's stroke in text size. */
const MIN_HORIZONTAL = 0.3;
const MIN_VERTICAL = 0.2;
/** A rule is at most this thick (inch); a shaded cell is more. */
const MAX_THICKNESS = 0.06;

/** The ruling lines of a picture, in points. Pieces broken by noise or a slight slope are joined by the grid finder. */
export function findRules(image: Gray, dpi: number): RuleLines {
  const { rows, columns } = darkStrips(image);
  const dark = (strip: Strip, minLength: number): Rule[] =>
    trace(strip.count, (line) => runsIn(strip, line, dpi, minLength), dpi).map(toRule(dpi));
  const { image: coarse, side } = reduced(image, dpi);
  const faint = (strip: Strip, minLength: number): Rule[] =>
    trace(strip.count, (line) => ridgeRuns(strip, line, dpi / side, minLength), dpi / side).map(toRule(dpi / side));
  const horizontal = withFaint(dark(rows, MIN_HORIZONTAL), faint(ridges(coarse), FAINT.horizontal));
  const vertical = withFaint(dark(columns, MIN_VERTICAL), faint(ridges(transposed(coarse)), FAINT.vertical));
  return { horizontal, vertical: withoutLetters(vertical, horizontal) };
}

/** A letter's stroke is shorter than this (points); so is the rule beside a row of one line. */
const TALLEST_STROKE = 24;
/** A rule ends this near those that it meets (points); letters keep further away from them. */
const MEETING = 1.3;

/**
 * Vertical rules without the strokes of large letters in low rows: what is no longer than a letter is a rule where it goes from one
 * horizontal rule to another, or stands in line with a longer one.
 */
function withoutLetters(vertical: readonly Rule[], horizontal: readonly Rule[]): Rule[] {
  const isShort = ({ from, to }: Rule): boolean => to - from < TALLEST_STROKE;
  const long = vertical.filter((rule) => !isShort(rule));
  const meets = ({ at }: Rule, end: number): boolean =>
    horizontal.some((rule) => Math.abs(rule.at - end) < MEETING && rule.from < at + SAME && rule.to > at - SAME);
  return vertical.filter(
    (rule) =>
      !isShort(rule) ||
      (meets(rule, rule.from) && meets(rule, rule.to)) ||
      long.some(({ at }) => Math.abs(at - rule.at) < SAME / 2),
  );
}

/** A rule of which nothing is dark is at least this long (inch): it runs over several columns or rows, which no stroke of print does. */
const FAINT = { horizontal: 1, vertical: 0.45 } as const;
/** Rules that lie this near are one (points), and what is covered by others over this share is known. */
const SAME = 2;
const KNOWN = 0.95;

/** Rules with those that are only seen by their contrast, where no others are. */
const withFaint = (rules: readonly Rule[], faint: readonly Rule[]): Rule[] => [
  ...rules,
  ...faint.filter(({ from, to, at }) => {
    const known = rules.filter((rule) => Math.abs(rule.at - at) < SAME && rule.from < to && from < rule.to);
    const covered = uniteSpans(
      known.map((rule): Span => [Math.max(rule.from, from), Math.min(rule.to, to)]),
      (gap) => gap <= 0,
    );
    return covered.reduce((sum, [start, end]) => sum + end - start, 0) < (to - from) * KNOWN;
  }),
];

const toRule =
  (dpi: number) =>
  ({ from, to, first, last }: Stroke): Rule => ({
    from: (from * 72) / dpi,
    to: ((to + 1) * 72) / dpi,
    at: (((first + last + 1) / 2) * 72) / dpi,
  });

/** A growing piece of rule: `from`–`to` along it, `first`–`last` across it, in pixels. */
interface Stroke {
  from: number;
  to: number;
  readonly first: number;
  last: number;
}

function trace(count: number, runsOf: (line: number) => InkRun[], dpi: number): Stroke[] {
  const done: Stroke[] = [];
  let open: Stroke[] = [];
  const thickest = dpi * MAX_THICKNESS;
  for (let line = 0; line < count; line++) {
    for (const run of runsOf(line)) grow(open, run, line);
    const old = open.filter((stroke) => stroke.last < line - 1);
    if (old.length === 0) continue;
    done.push(...old);
    open = open.filter((stroke) => stroke.last >= line - 1);
  }
  return [...done, ...open].filter((stroke) => stroke.last - stroke.first < thickest);
}

function grow(open: Stroke[], [from, to]: InkRun, line: number): void {
  const stroke = open.find((one) => one.from <= to + 2 && from <= one.to + 2);
  if (stroke) {
    stroke.from = Math.min(stroke.from, from);
    stroke.to = Math.max(stroke.to, to);
    stroke.last = line;
  } else open.push({ from, to, first: line, last: line });
}
