import { type Box, centreX, centreY } from '../model.ts';
import { LINE_GAP } from './settings.ts';
import { median, overlapX, startsCell, type TextRun } from './text-runs.ts';
import type { ValueRow } from './values.ts';

/**
 * How far apart the lines of one cell are at most, in points: as the second lines of numbered labels show it; where there are none, as
 * lines follow each other again and again, nearer than rows of one line do.
 */
export function maxLineGapOf(runs: readonly TextRun[], tables: readonly (readonly ValueRow[])[]): number {
  const em = tables[0]?.[0]?.em ?? 10;
  const pairs = pairsOf(
    runs.filter(({ size }) => Math.abs(size - em) < em * LINE_GAP.sameSize),
    em,
  );
  const gaps = tables.flatMap((table) => table.slice(1).map((row, index) => row.centre - (table[index]?.centre ?? 0)));
  const row = Math.min(...gaps) - LINE_GAP.nearer;
  const second = pairs.filter(({ upper, lower }) => startsCell(upper.text) && !startsCell(lower.text));
  if (second.length >= LINE_GAP.enough)
    return (
      fromLabels(
        second.map(({ distance }) => distance),
        row,
      ) + LINE_GAP.nearer
    );
  const all = pairs.map(({ distance }) => distance).sort((one, other) => one - other);
  const repeated = all.find((one, index) => (all[index + LINE_GAP.enough] ?? Infinity) - one < LINE_GAP.sameDistance);
  return Math.min((repeated ?? all[0] ?? em * LINE_GAP.usual) * LINE_GAP.uneven, row);
}

/** Most second lines are nearer than the next row is, or none of them is: rows without any white between them. */
function fromLabels(distances: readonly number[], row: number): number {
  const nearer = distances.filter((distance) => distance < row);
  return nearer.length > distances.length * LINE_GAP.mostly ? Math.max(...nearer) : median(distances);
}

interface LinePair {
  readonly upper: TextRun;
  readonly lower: TextRun;
  readonly distance: number;
}

/** Each line with the next one that may be of the same cell. */
function pairsOf(runs: readonly TextRun[], em: number): LinePair[] {
  const lines = [...runs].sort((a, b) => centreY(a.box) - centreY(b.box));
  return lines.flatMap((upper, index) => {
    for (let at = index + 1; at < lines.length; at++) {
      const lower = lines[at];
      const distance = lower ? centreY(lower.box) - centreY(upper.box) : Infinity;
      if (!lower || distance > em * LINE_GAP.most) return [];
      if (distance > em * LINE_GAP.least && aligned(upper.box, lower.box)) return [{ upper, lower, distance }];
    }
    return [];
  });
}

/** Lines of one cell begin, end or are centred at the same place. */
const aligned = (one: Box, other: Box): boolean =>
  overlapX(one, other) &&
  [one[0] - other[0], one[2] - other[2], centreX(one) - centreX(other)].some(
    (away) => Math.abs(away) < LINE_GAP.sameEdge,
  );
