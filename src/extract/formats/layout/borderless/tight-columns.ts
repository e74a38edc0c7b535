import { cluster } from '../cluster.ts';
import { centreY } from '../model.ts';
import { RUNS, TIGHT } from './settings.ts';
import { overlapX, type TextRun, textRun } from './text-runs.ts';
import { isValue } from './values.ts';

/** Two numbers that stand beside each other on one line. */
type Neighbours = readonly [left: TextRun, right: TextRun];

/**
 * Numbers of two columns that are so narrow that one line's have little white between them, parted where those of other lines stand apart:
 * a 0 beside 313 below a 0 beside 4.
 */
export function withTightColumns(runs: readonly TextRun[]): readonly TextRun[] {
  if (!runs.some(hasWhite)) return runs;
  const pairs = neighboursIn(runs.filter(isValue));
  return runs.flatMap((run) => (hasWhite(run) ? parted(run, pairs) : [run]));
}

/** Places in a number before which there is more white than between digits. */
const whiteIn = ({ glyphs, text }: TextRun): number[] =>
  /^\p{Nd}[\p{Nd}\s]*$/u.test(text)
    ? glyphs.flatMap(({ box, size }, at) =>
        at > 0 && box[0] - (glyphs[at - 1]?.box[2] ?? 0) > size * RUNS.leastWhite ? [at] : [],
      )
    : [];
const hasWhite = (run: TextRun): boolean => whiteIn(run).length > 0;

function neighboursIn(values: readonly TextRun[]): Neighbours[] {
  const lines = cluster(
    values,
    ({ box }) => centreY(box),
    ({ last }, centre, { size }) => centre - last < size * RUNS.sameLine,
  );
  return lines.flatMap((line) => {
    const sorted = line.sort((a, b) => a.box[0] - b.box[0]);
    return sorted.slice(1).map((right, index): Neighbours => [sorted[index] ?? right, right]);
  });
}

function parted(run: TextRun, pairs: readonly Neighbours[]): TextRun[] {
  for (const at of whiteIn(run)) {
    const [left, right] = [textRun(run.glyphs.slice(0, at)), textRun(run.glyphs.slice(at))];
    const like = pairs.filter(
      ([one, other]) =>
        overlapX(one.box, left.box) &&
        overlapX(other.box, right.box) &&
        one.box[2] <= right.box[0] &&
        other.box[0] >= left.box[2],
    );
    if (like.length >= TIGHT.enough) return [left, ...parted(right, pairs)];
  }
  return [run];
}
