import type { Rule } from '../model.ts';

/** Tells whether a rule runs between two heights at a place x. */
export type HasRuleBetween = (x: number, one: number, other: number) => boolean;

/** What the lines of one cell are measured by. */
export interface LineSpacing {
  /** Lines of one cell are at most this far apart, points. */
  readonly maxLineGap: number;
  readonly hasRuleBetween: HasRuleBetween;
}

export const ruleBetween =
  (rules: readonly Rule[]): HasRuleBetween =>
  (x, one, other) =>
    rules.some(
      ({ at, from, to }) => at > Math.min(one, other) && at < Math.max(one, other) && from - 1 <= x && x <= to + 1,
    );
