import { type Box, centreX, centreY } from '../model.ts';
import { median, NUMBERED, overlapX, type TextRun } from './text-runs.ts';
import type { ValueRow } from './values.ts';

/** Lines of one cell are this far apart, at least and at most (em). */
const LEAST = 0.95;
const MOST = 1.5;
/** Where no cell has two lines (em). */
const USUAL = 1.3;
/** Lines with other fonts in them are set up to this much further apart. */
const UNEVEN = 1.15;
/** Lines of a cell are nearer than rows of one line by at least this (points). */
const NEARER = 0.25;
/** Type of one size differs by less than this (share); edges and distances that are the same, by less than these (points). */
const SAME_SIZE = 0.05;
const SAME_EDGE = 1;
const SAME_DISTANCE = 0.3;
const ENOUGH = 2;
const MOSTLY = 0.6;

/**
 * How far apart the lines of one cell are at most, in points: as the second lines of numbered labels show it; where there are none, as
 * lines follow each other again and again, nearer than rows of one line do.
 */
export function lineReach(pieces: readonly TextRun[], tables: readonly (readonly ValueRow[])[]): number {
  const em = tables[0]?.[0]?.em ?? 10;
  const pairs = pairsOf(
    pieces.filter(({ size }) => Math.abs(size - em) < em * SAME_SIZE),
    em,
  );
  const gaps = tables.flatMap((table) => table.slice(1).map((row, index) => row.centre - (table[index]?.centre ?? 0)));
  const row = Math.min(...gaps) - NEARER;
  const second = pairs.filter(({ upper, lower }) => NUMBERED.test(upper.text) && !NUMBERED.test(lower.text));
  if (second.length >= ENOUGH)
    return (
      fromLabels(
        second.map(({ distance }) => distance),
        row,
      ) + NEARER
    );
  const all = pairs.map(({ distance }) => distance).sort((one, other) => one - other);
  const repeated = all.find((one, index) => (all[index + ENOUGH] ?? Infinity) - one < SAME_DISTANCE);
  return Math.min((repeated ?? all[0] ?? em * USUAL) * UNEVEN, row);
}

/** Most second lines are nearer than the next row is, or none of them is: rows without any white between them. */
function fromLabels(distances: readonly number[], row: number): number {
  const nearer = distances.filter((distance) => distance < row);
  return nearer.length > distances.length * MOSTLY ? Math.max(...nearer) : median(distances);
}

interface Pair {
  readonly upper: TextRun;
  readonly lower: TextRun;
  readonly distance: number;
}

/** Each line with the next one that may be of the same cell. */
function pairsOf(pieces: readonly TextRun[], em: number): Pair[] {
  const lines = [...pieces].sort((a, b) => centreY(a.box) - centreY(b.box));
  return lines.flatMap((upper, index) => {
    for (let at = index + 1; at < lines.length; at++) {
      const lower = lines[at];
      const distance = lower ? centreY(lower.box) - centreY(upper.box) : Infinity;
      if (!lower || distance > em * MOST) return [];
      if (distance > em * LEAST && aligned(upper.box, lower.box)) return [{ upper, lower, distance }];
    }
    return [];
  });
}

/** Lines of one cell begin, end or are centred at the same place. */
const aligned = (one: Box, other: Box): boolean =>
  overlapX(one, other) &&
  [one[0] - other[0], one[2] - other[2], centreX(one) - centreX(other)].some((away) => Math.abs(away) < SAME_EDGE);
