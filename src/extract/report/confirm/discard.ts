import type { FormRegistry } from '../../../codebook/index.ts';
import { type FigureCollector, oneLine } from '../figures.ts';
import type { CheckResult, Figure } from '../model.ts';
import { computeChecks, concerns, isRowSum, partsAcross } from './checks.ts';

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
  const proofs = concerning.filter((check) => check.status === 'pass' && !isMirrored(check, figure, figures, forms));
  const confirmed = proofs.length > 0 && !contradicted;
  return (doubtful.has(figure) && !confirmed) || (figure.source.confidence !== null && contradicted);
}

/** Digits with white space between them, as a line's end or two numbers leave them. */
const isBroken = ({ raw }: Figure): boolean => /\p{Nd}\s+\p{Nd}/u.test(raw ?? '');

/** Broken digits are no proof of the same ones, broken the same way, on the other side of a sum. */
function isMirrored(check: CheckResult, figure: Figure, figures: readonly Figure[], forms: FormRegistry): boolean {
  if (!isBroken(figure)) return false;
  return partsAcross(check, figure, figures, forms).some((other) => other.value === figure.value && isBroken(other));
}
