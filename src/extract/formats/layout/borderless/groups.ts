import { around, type Box, centreY } from '../model.ts';
import type { LabelPiece } from './label-columns.ts';
import type { ReadSegment } from './segment.ts';
import { NUMBERED } from './text-runs.ts';

/** The first of a group's numbered rows. */
const FIRST = /^\s*1[.．、]/;

/** Lines one below the other: words that are no row's label. */
export interface WordBlock {
  readonly text: string;
  readonly box: Box;
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly LabelPiece[];
}

/** A merged cell in front of several rows. */
export interface Group {
  readonly block: WordBlock;
  /** First row, and the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** Pieces of the same column joined where they follow each other closely. */
export function blocksOf(pieces: readonly LabelPiece[], maxLineGap: number): WordBlock[] {
  const blocks: LabelPiece[][] = [];
  for (const piece of [...pieces].sort((a, b) => centreY(a.piece.box) - centreY(b.piece.box))) {
    const above = blocks.findLast((block) => block[0]?.from === piece.from);
    const last = above?.at(-1);
    const close = last && centreY(piece.piece.box) - centreY(last.piece.box) <= maxLineGap;
    if (above && close && !NUMBERED.test(piece.piece.text)) above.push(piece);
    else blocks.push([piece]);
  }
  return blocks.map((block) => ({
    text: block.map(({ piece }) => piece.text).join('\n'),
    box: around(block.map(({ piece }) => piece.box)),
    from: Math.min(...block.map(({ from }) => from)),
    to: Math.max(...block.map(({ to }) => to)),
    pieces: block,
  }));
}

/** Finds the rows of each merged cell: those beside it whose labels begin in a column behind its own. */
export function groupsOf(blocks: readonly WordBlock[], { rows, labels }: ReadSegment): Group[] {
  const starts = labels.map((label) => Math.min(...label.pieces.map(({ from }) => from)));
  return [...new Set(blocks.map(({ from }) => from))].flatMap((column) => {
    const own = blocks.filter((block) => block.from === column);
    return runsBehind(starts, column).flatMap(([start, end]): Group[] => {
      const [top, bottom] = [rows[start]?.first ?? 0, rows[end - 1]?.last ?? 0];
      const em = rows[start]?.em ?? 10;
      const inside = own.filter(({ box }) => centreY(box) > top - em && centreY(box) < bottom + em);
      if (inside.length === 1 && inside[0]) return [{ block: inside[0], start, end }];
      const cuts = [start, ...numberedAnew(labels, start + 1, end), end];
      return inside.length === cuts.length - 1
        ? inside.map((block, index) => ({ block, start: cuts[index] ?? start, end: cuts[index + 1] ?? end }))
        : [];
    });
  });
}

/** Runs of rows whose labels begin behind a column. */
function runsBehind(starts: readonly number[], column: number): [number, number][] {
  const runs: [number, number][] = [];
  starts.forEach((start, row) => {
    if (!(start > column && Number.isFinite(start))) return;
    const last = runs.at(-1);
    if (last && last[1] === row) last[1] = row + 1;
    else runs.push([row, row + 1]);
  });
  return runs;
}

function numberedAnew(labels: ReadSegment['labels'], from: number, to: number): number[] {
  const found: number[] = [];
  for (let row = from; row < to; row++) if (FIRST.test(labels[row]?.pieces[0]?.piece.text ?? '')) found.push(row);
  return found;
}
