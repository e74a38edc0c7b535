import { type FigureCollector, oneLine } from '../figures.ts';
import type { CheckResult, Figure } from '../model.ts';
import { computeChecks, concerns, isRowSum } from './checks.ts';

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

function isUnconfirmed(figure: Figure, checks: readonly CheckResult[], { forms, doubtful }: FigureCollector): boolean {
  if (figure.value === null) return false;
  const concerning = checks.filter((check) => concerns(check, figure, forms));
  const contradicted = concerning.some((check) => check.status === 'fail' && isRowSum(check, forms));
  const confirmed = concerning.some(({ status }) => status === 'pass') && !contradicted;
  return (doubtful.has(figure) && !confirmed) || (figure.source.confidence !== null && contradicted);
}
