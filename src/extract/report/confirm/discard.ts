import type { FormRegistry } from '../../../codebook/index.ts';
import { type FigureCollector, oneLine } from '../figures.ts';
import type { CheckResult, Figure } from '../model.ts';
import { computeChecks, concerns, isRowSum, type Sides, sidesAbout } from './checks.ts';

/**
 * Readings that were doubtful to begin with are given up where no sum confirms them, and numbers recognised from pixels where a sum
 * contradicts them. Printed numbers that contradict a sum stay: that is a finding about the report.
 */
export function discardUnconfirmed(sheet: FigureCollector, template: string): void {
  if (sheet.doubtful.size === 0 && sheet.figures.every(({ source }) => source.confidence === null)) return;
  const checks = computeChecks(sheet.figures, sheet.forms, template);
  const doubtful = new Set(sheet.figures.filter((figure) => isUnconfirmed(figure, checks, sheet)));
  for (const { table, row, column, raw, value } of doubtful) {
    const message = `read as ${value} from "${oneLine(raw ?? '')}", which the sums do not confirm`;
    sheet.warn('unconfirmed_value', message, `${table}/${row}/${column}`);
  }
  sheet.discard(doubtful);
}

function isUnconfirmed(
  figure: Figure,
  checks: readonly CheckResult[],
  { forms, doubtful, figures }: FigureCollector,
): boolean {
  if (figure.value === null) return false;
  const concerning = checks.filter((check) => concerns(check, figure, forms));
  const contradicted = concerning.some((check) => check.status === 'fail' && isRowSum(check, forms));
  const proofs = concerning.filter((check) => check.status === 'pass' && !isHollow(check, figure, figures, forms));
  const confirmed = proofs.length > 0 && !contradicted;
  return (doubtful.has(figure) && !confirmed) || (figure.source.confidence !== null && contradicted);
}

/** Pieces of a number between which there is white space, as a line's end or two numbers leave it. */
const piecesOf = ({ raw }: Figure): string[] => (raw ?? '').split(/(?<=\p{Nd})\s+(?=\p{Nd})/u);
const isBroken = (figure: Figure): boolean => piecesOf(figure).length > 1;

/**
 * A sum that says nothing about broken digits: the same ones stand on its other side, broken the same way; or all of its numbers are
 * broken, and their first pieces add up by themselves and so do their last, as two rows in one do.
 */
function isHollow(check: CheckResult, figure: Figure, figures: readonly Figure[], forms: FormRegistry): boolean {
  if (!isBroken(figure)) return false;
  return sidesAbout(check, figure, figures, forms).some(
    (sides) =>
      sides.across.some((other) => other.value === figure.value && isBroken(other)) ||
      addsUpInPieces(sides, piecesOf(figure).length),
  );
}

function addsUpInPieces({ own, across }: Sides, count: number): boolean {
  if (across.length === 0 || [...own, ...across].some((figure) => piecesOf(figure).length !== count)) return false;
  const sumAt = (side: readonly Figure[], at: number): number =>
    side.reduce((sum, figure) => sum + Number((piecesOf(figure)[at] ?? '').normalize('NFKC')), 0);
  return Array.from({ length: count }, (_, at) => sumAt(own, at) === sumAt(across, at)).every(Boolean);
}
