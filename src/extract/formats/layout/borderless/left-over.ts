import { centreY } from '../model.ts';
import type { LabelPiece } from './label-columns.ts';
import type { RowLabel } from './label-rows.ts';
import { NUMBERED, overlapX } from './text-runs.ts';
import type { ValueRow } from './values.ts';

export interface OutcomeDecision {
  readonly labels: readonly RowLabel[];
  /** Lines above the first row: the rest of a label on the page before. */
  readonly head: readonly LabelPiece[];
  /** Pieces of merged cells that the page's ends cut. */
  readonly cut: readonly LabelPiece[];
  /** No line is left of which a row's label may lack. */
  readonly clear: boolean;
}

/** Settles what becomes of the lines in no row's label: at a page's ends they are the rest of a row that the break cuts. */
export function settleLeftOver(
  rows: readonly ValueRow[],
  labels: readonly RowLabel[],
  pieces: readonly LabelPiece[],
  { headed, maxLineGap }: { headed: boolean; maxLineGap: number },
): OutcomeDecision {
  const own = new Set(labels.flatMap((label) => label.pieces));
  const last = Math.max(0, ...pieces.map(({ to }) => to));
  const left = pieces.filter((piece) => !own.has(piece));
  const lines = left.filter(({ to }) => to === last);
  const [top, bottom] = [(rows[0]?.first ?? 0) - 2, (rows.at(-1)?.last ?? 0) + 2];
  const above = lines.filter(({ piece }) => centreY(piece.box) < top);
  const end = Math.max(bottom - 2, ...(labels.at(-1)?.pieces ?? []).map(({ piece }) => centreY(piece.box)));
  const below = following(
    lines.filter(({ piece }) => centreY(piece.box) > bottom),
    end,
    maxLineGap,
  );
  const between = lines.filter(({ piece }) => centreY(piece.box) >= top && centreY(piece.box) <= bottom);

  const tail = below.length > 0 && !isNumbered(below) && isNumbered(labels.at(-1)?.pieces ?? []) ? below : [];
  const head =
    !headed && !isNumbered(above) && (above.length === 0 || isNumbered(labels[0]?.pieces ?? []))
      ? left.filter(({ piece }) => centreY(piece.box) < top)
      : [];
  const open = [
    ...(tail.length === 0 && !isNumbered(below) ? below : []),
    ...(head.length === 0 ? above : []),
    ...between.filter((line) => !isNumbered([line])),
  ];
  return {
    labels: labels.map((label, index) =>
      index === labels.length - 1 ? { ...label, pieces: [...label.pieces, ...tail] } : label,
    ),
    head,
    cut: left.filter(
      ({ to, piece }) =>
        to < last && (centreY(piece.box) < top - maxLineGap / 2 || centreY(piece.box) > bottom + maxLineGap / 2),
    ),
    clear: !open.some((line) => [...own].some((other) => isNear(line, other, maxLineGap))),
  };
}

/** Lines from a height on, as long as each is within reach of the one before. */
function following(lines: readonly LabelPiece[], from: number, maxLineGap: number): LabelPiece[] {
  const found: LabelPiece[] = [];
  let at = from;
  for (const line of lines) {
    const y = centreY(line.piece.box);
    if (y - at > maxLineGap) break;
    found.push(line);
    at = y;
  }
  return found;
}

const isNumbered = (pieces: readonly LabelPiece[]): boolean => NUMBERED.test(pieces[0]?.piece.text ?? '');

const isNear = (line: LabelPiece, other: LabelPiece, maxLineGap: number): boolean =>
  Math.abs(centreY(line.piece.box) - centreY(other.piece.box)) < maxLineGap &&
  overlapX(line.piece.box, other.piece.box);
