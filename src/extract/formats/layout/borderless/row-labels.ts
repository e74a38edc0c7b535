import { centreY } from '../model.ts';
import type { LabelRun } from './label-columns.ts';
import { labelsOfRows, type RowLabel } from './label-rows.ts';
import { labelsBeside } from './rows-of-labels.ts';
import type { LineSpacing } from './rule-between.ts';
import { type SpelledLabel, spelledLabels } from './spelled-labels.ts';
import type { ValueRow } from './values.ts';

/**
 * Gives each row of numbers its label: first by the words of the forms, then, where an organ prints others, by the heights at which lines
 * stand between those rows.
 */
export function labelRows(
  rows: readonly ValueRow[],
  runs: readonly LabelRun[],
  spacing: LineSpacing & { readonly headed: boolean },
): { labels: RowLabel[]; foot: readonly LabelRun[] } {
  const words = runs.map(({ run }) => run);
  const forms = spelledLabels(words, spacing).filter(({ part }) => !(part === 'end' && spacing.headed));
  const runsOf = (label: SpelledLabel): LabelRun[] => runs.filter(({ run }) => label.runs.includes(run));
  const beside = labelsBeside(rows, forms, words);
  const labels: (RowLabel | null)[] = beside.map((label) => {
    if (label === null) return null;
    if (label === 'shared') return NONE;
    const isWhole = label.part === 'whole';
    return { runs: runsOf(label), certain: isWhole, known: isWhole, spelled: isWhole };
  });
  const taken = new Set(forms.filter(({ part }) => part === 'whole').flatMap(runsOf));
  for (const label of labels) for (const run of label?.runs ?? []) taken.add(run);
  const last = rows.at(-1);
  const foot = forms.filter(
    (label) => label.part === 'start' && !beside.includes(label) && last !== undefined && label.box[1] > last.last,
  );
  return {
    labels: filled(
      rows,
      labels,
      runs.filter((run) => !taken.has(run)),
      spacing,
    ),
    foot: foot.flatMap(runsOf),
  };
}

const NONE: RowLabel = { runs: [], certain: false, known: false, spelled: false };

/** Rows between others whose labels are known, with the lines that stand there. */
function filled(
  rows: readonly ValueRow[],
  labels: readonly (RowLabel | null)[],
  runs: readonly LabelRun[],
  spacing: LineSpacing & { readonly headed: boolean },
): RowLabel[] {
  const result: RowLabel[] = [];
  for (let start = 0; start < rows.length; ) {
    const known = labels[start];
    if (known) {
      result.push(known);
      start++;
      continue;
    }
    const next = labels.findIndex((label, index) => index > start && label !== null);
    const end = next < 0 ? rows.length : next;
    const top = heightOf(labels[start - 1], rows[start - 1], 'above');
    const bottom = heightOf(labels[end], rows[end], 'below');
    const between = runs.filter(({ run }) => centreY(run.box) > top && centreY(run.box) < bottom);
    result.push(...labelsOfRows(rows.slice(start, end), between, { ...spacing, headed: spacing.headed || start > 0 }));
    start = end;
  }
  return result;
}

/** Where the lines of a stretch begin behind the row above it, or end before the row below. */
function heightOf(label: RowLabel | null | undefined, row: ValueRow | undefined, side: 'above' | 'below'): number {
  if (!row) return side === 'above' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const heights = (label?.runs ?? []).map(({ run }) => centreY(run.box));
  return side === 'above' ? Math.max(row.last, ...heights) : Math.min(row.first, ...heights);
}
