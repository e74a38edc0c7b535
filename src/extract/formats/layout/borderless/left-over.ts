import { centreY } from '../model.ts';
import type { LabelRun } from './label-columns.ts';
import type { RowLabel } from './label-rows.ts';
import { overlapX, startsCell } from './text-runs.ts';
import type { ValueRow } from './values.ts';

export interface PlacedValues {
  readonly labels: readonly RowLabel[];
  /** Lines above the first row: the rest of a label on the page before. */
  readonly head: readonly LabelRun[];
  /** Runs of merged cells that the page's ends cut. */
  readonly cut: readonly LabelRun[];
  /** No line is left of which a row's label may lack. */
  readonly clear: boolean;
}

/** Settles what becomes of the lines in no row's label: at a page's ends they are the rest of a row that the break cuts. */
export function settleLeftOver(
  rows: readonly ValueRow[],
  labels: readonly RowLabel[],
  runs: readonly LabelRun[],
  { headed, maxLineGap, foot }: { headed: boolean; maxLineGap: number; foot: readonly LabelRun[] },
): PlacedValues {
  const own = new Set(labels.flatMap((label) => label.runs));
  const last = Math.max(0, ...runs.map(({ to }) => to));
  const left = runs.filter((run) => !own.has(run) && !foot.includes(run));
  const lines = left.filter(({ to }) => to === last);
  const [top, bottom] = [(rows[0]?.first ?? 0) - 2, (rows.at(-1)?.last ?? 0) + 2];
  const above = lines.filter(({ run }) => centreY(run.box) < top);
  const end = Math.max(bottom - 2, ...(labels.at(-1)?.runs ?? []).map(({ run }) => centreY(run.box)));
  const below = following(
    lines.filter(({ run }) => centreY(run.box) > bottom),
    end,
    maxLineGap,
  );
  const between = lines.filter(({ run }) => centreY(run.box) >= top && centreY(run.box) <= bottom);

  const lastLabel = labels.at(-1);
  const isOpen = lastLabel !== undefined && !lastLabel.spelled && isNumbered(lastLabel.runs);
  const tail = below.length > 0 && !isNumbered(below) && isOpen ? below : [];
  const head =
    !headed && !isNumbered(above) && (above.length === 0 || labels[0]?.known || isNumbered(labels[0]?.runs ?? []))
      ? left.filter(({ run }) => centreY(run.box) < top)
      : [];
  const open = [
    ...(tail.length === 0 && !isNumbered(below) ? below : []),
    ...(head.length === 0 ? above : []),
    ...between.filter((line) => !isNumbered([line])),
  ];
  return {
    labels: labels.map((label, index) =>
      index === labels.length - 1 ? { ...label, runs: [...label.runs, ...tail] } : label,
    ),
    head,
    cut: left.filter(
      ({ to, run }) =>
        to < last && (centreY(run.box) < top - maxLineGap / 2 || centreY(run.box) > bottom + maxLineGap / 2),
    ),
    clear: !open.some((line) => [...own].some((other) => isNear(line, other, maxLineGap))),
  };
}

/** Lines from a height on, as long as each is within reach of the one before. */
function following(lines: readonly LabelRun[], from: number, maxLineGap: number): LabelRun[] {
  const found: LabelRun[] = [];
  let at = from;
  for (const line of lines) {
    const y = centreY(line.run.box);
    if (y - at > maxLineGap) break;
    found.push(line);
    at = y;
  }
  return found;
}

const isNumbered = (runs: readonly LabelRun[]): boolean => startsCell(runs[0]?.run.text ?? '');

const isNear = (line: LabelRun, other: LabelRun, maxLineGap: number): boolean =>
  Math.abs(centreY(line.run.box) - centreY(other.run.box)) < maxLineGap && overlapX(line.run.box, other.run.box);
