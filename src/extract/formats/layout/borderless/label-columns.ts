import { centreY } from '../model.ts';
import { LABEL_COLUMNS } from './settings.ts';
import { overlapX, sharedHeight, startsCell, type TextRun } from './text-runs.ts';

/** A run of a label and the label columns that it stands in. */
export interface LabelRun {
  readonly run: TextRun;
  /** First and last column, from 0. */
  readonly from: number;
  readonly to: number;
}

/**
 * Sorts the words in front of the numbers into columns: a vertical merged cell, a group, the label itself. A column begins where words
 * stand beside others again and again.
 */
export function labelColumns(words: readonly TextRun[]): { runs: LabelRun[]; edges: number[] } {
  const edges = edgesBetween(words);
  const columnAt = (x: number) => edges.filter((edge) => edge <= x).length;
  return {
    edges,
    runs: words.map((run) => ({
      run,
      from: columnAt(run.box[0] + 1),
      to: columnAt(run.box[2] - 1),
    })),
  };
}

/** What starts with an ordinal starts a cell, and so does what stands half a line higher or lower: one such neighbour is as good as two. */
const weight = (whites: readonly White[]): number =>
  whites.reduce((sum, white) => sum + (white.parts ? LABEL_COLUMNS.enoughPairs : 1), 0);

interface White {
  /** The two sides are not of one cell. */
  readonly parts: boolean;
  readonly from: number;
  readonly to: number;
}

/** The places that most of the whites between neighbours have in common, from left to right. */
function edgesBetween(words: readonly TextRun[]): number[] {
  const whites = words.flatMap((word) => [...whiteBehind(word, words), ...whiteBesideRows(word, words)]);
  const edges: number[] = [];
  let left = whites;
  while (left.length > 0) {
    const best = left
      .map(({ to }) => ({ at: to, over: left.filter((white) => white.from <= to && to <= white.to) }))
      .reduce((one, other) => (weight(other.over) > weight(one.over) ? other : one));
    if (weight(best.over) < LABEL_COLUMNS.enoughPairs) break;
    const [from, to] = [
      Math.max(...best.over.map((white) => white.from)),
      Math.min(...best.over.map((white) => white.to)),
    ];
    edges.push((from + to) / 2);
    left = left.filter((white) => !best.over.includes(white));
  }
  return edges.sort((a, b) => a - b);
}

/** The white between a run and the nearest one on its right that stands at its height. */
function whiteBehind(word: TextRun, words: readonly TextRun[]): White[] {
  let next: TextRun | undefined;
  for (const other of words)
    if (other.box[0] >= word.box[2] && sharedHeight(word.box, other.box) > 0.15)
      if (!next || other.box[0] < next.box[0]) next = other;
  if (!next || (isSingle(word) && isSingle(next))) return [];
  return [{ from: word.box[2], to: next.box[0], parts: startsCell(next.text) || isUneven(word, next) }];
}

/**
 * The white between a merged cell of one line and the labels of the two rows that it stands beside: one above and one below, both further to
 * the right, so that none stands at its own height.
 */
function whiteBesideRows(word: TextRun, words: readonly TextRun[]): White[] {
  const next = words.filter(
    ({ box }) =>
      box[0] >= word.box[2] &&
      Math.abs(centreY(box) - centreY(word.box)) < word.size * LABEL_COLUMNS.nextLine &&
      !words.some((other) => other !== word && overlapX(other.box, word.box) && sharedHeight(other.box, box) > 0.5),
  );
  const above = next.filter(({ box }) => centreY(box) < centreY(word.box));
  const below = next.filter(({ box }) => centreY(box) > centreY(word.box));
  const [upper, lower] = [above[0], below[0]];
  if (!upper || !lower || above.length + below.length > 2 || isSingle(word)) return [];
  return [{ from: word.box[2], to: Math.min(upper.box[0], lower.box[0]), parts: true }];
}

/** Beside each other and on two lines: no cell is set so. */
const isUneven = (one: TextRun, other: TextRun): boolean =>
  Math.abs(centreY(one.box) - centreY(other.box)) > Math.max(one.size, other.size) * LABEL_COLUMNS.uneven;

/** Two characters set apart are one word (规　章). */
const isSingle = (run: TextRun): boolean => [...run.text].length === 1;
