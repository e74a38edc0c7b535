import { centreY } from '../model.ts';
import { SPELLED } from './settings.ts';
import type { SpelledLabel } from './spelled-labels.ts';
import type { TextRun } from './text-runs.ts';
import type { ValueRow } from './values.ts';

/** What stands at the height of a row of numbers: one label of the form, one label that others claim as well, or neither. */
export type Spelled = SpelledLabel | 'shared' | null;

/**
 * Gives each row of numbers the label at whose height it stands. A label with two rows of numbers beside it names neither of them, and
 * none is given where other words stand between it and the numbers.
 */
export function labelsBeside(
  rows: readonly ValueRow[],
  labels: readonly SpelledLabel[],
  words: readonly TextRun[],
): Spelled[] {
  const found = rows.map((row) => labelBeside(row, labels, words));
  return found.map((label) => (label && found.filter((other) => other === label).length > 1 ? 'shared' : label));
}

function labelBeside(row: ValueRow, labels: readonly SpelledLabel[], words: readonly TextRun[]): SpelledLabel | null {
  const outside = row.em * SPELLED.outside;
  const level = labels.filter(({ box }) => row.centre > box[1] - outside && row.centre < box[3] + outside);
  // What stands further to the left is a merged cell.
  const last = level.reduce<SpelledLabel | null>((best, one) => (best && best.box[0] >= one.box[0] ? best : one), null);
  if (!last) return null;
  const nearer = words.some(
    (run) =>
      !last.runs.includes(run) &&
      run.box[0] > last.box[0] &&
      Math.abs(centreY(run.box) - row.centre) < row.em * SPELLED.beside &&
      run.box[0] > (last.box[0] + last.box[2]) / 2,
  );
  return nearer ? null : last;
}
