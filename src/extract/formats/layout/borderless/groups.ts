import { isKnownPhrase } from '../../../../codebook/index.ts';
import { cluster } from '../cluster.ts';
import { around, type Box, centreY } from '../model.ts';
import type { LabelRun } from './label-columns.ts';
import type { ReadSegment } from './segment.ts';
import { startsCell } from './text-runs.ts';

/** The first of a group's numbered rows. */
const FIRST = /^\s*1[.．、]/;

/** Lines one below the other: words that are no row's label. */
export interface WordBlock {
  readonly text: string;
  readonly box: Box;
  readonly from: number;
  readonly to: number;
  readonly runs: readonly LabelRun[];
}

/** A merged cell in front of several rows. */
export interface RowGroup {
  readonly block: WordBlock;
  /** First row, and the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** Runs of the same column joined where they follow each other closely. */
export function blocksOf(runs: readonly LabelRun[], maxLineGap: number): WordBlock[] {
  const columns = [...new Set(runs.map(({ from }) => from))];
  const blocks = columns.flatMap((column) =>
    cluster(
      runs.filter(({ from }) => from === column),
      ({ run }) => centreY(run.box),
      ({ last }, centre, { run }) => centre - last <= maxLineGap && !startsCell(run.text),
    ),
  );
  return blocks.map((block) => ({
    text: block.map(({ run }) => run.text).join('\n'),
    box: around(block.map(({ run }) => run.box)),
    from: Math.min(...block.map(({ from }) => from)),
    to: Math.max(...block.map(({ to }) => to)),
    runs: block,
  }));
}

/** Finds the rows of each merged cell: those beside it whose labels begin in a column behind its own. */
export function groupsOf(blocks: readonly WordBlock[], { rows, labels }: ReadSegment): RowGroup[] {
  const starts = labels.map((label) => Math.min(...label.runs.map(({ from }) => from)));
  return [...new Set(blocks.map(({ from }) => from))].flatMap((column) => {
    const own = blocks.filter((block) => block.from === column);
    return rowsBehind(starts, column).flatMap(([start, end]): RowGroup[] => {
      const [top, bottom] = [rows[start]?.first ?? 0, rows[end - 1]?.last ?? 0];
      const em = rows[start]?.em ?? 10;
      const inside = own.filter(({ box }) => centreY(box) > top - em && centreY(box) < bottom + em);
      if (inside.length === 1 && inside[0]) return [{ block: inside[0], start, end }];
      const whole = wholeLabel(inside);
      if (whole) return [{ block: whole, start, end }];
      const cuts = [start, ...numberedAnew(labels, start + 1, end), end];
      return inside.length === cuts.length - 1
        ? inside.map((block, index) => ({ block, start: cuts[index] ?? start, end: cuts[index + 1] ?? end }))
        : [];
    });
  });
}

/** Lines set far apart that together are one label of the forms. */
function wholeLabel(blocks: readonly WordBlock[]): WordBlock | null {
  const text = blocks.map((block) => block.text).join('\n');
  if (blocks.length === 0 || !isKnownPhrase(text)) return null;
  const runs = blocks.flatMap((block) => block.runs);
  return {
    text,
    box: around(blocks.map(({ box }) => box)),
    from: Math.min(...blocks.map(({ from }) => from)),
    to: Math.max(...blocks.map(({ to }) => to)),
    runs,
  };
}

/** Runs of rows whose labels begin behind a column. */
function rowsBehind(starts: readonly number[], column: number): [number, number][] {
  const stretches: [number, number][] = [];
  starts.forEach((start, row) => {
    if (!(start > column && Number.isFinite(start))) return;
    const last = stretches.at(-1);
    if (last && last[1] === row) last[1] = row + 1;
    else stretches.push([row, row + 1]);
  });
  return stretches;
}

function numberedAnew(labels: ReadSegment['labels'], from: number, to: number): number[] {
  const found: number[] = [];
  for (let row = from; row < to; row++) if (FIRST.test(labels[row]?.runs[0]?.run.text ?? '')) found.push(row);
  return found;
}
