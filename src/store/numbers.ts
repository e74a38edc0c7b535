import { hash } from 'node:crypto';
import type { Report } from '../extract/report/model.ts';
import { onceFor } from '../vocabulary/memoize.ts';
import { ByCell } from './by-cell.ts';
import { type CellName, FORM_CELLS } from './reference/figure-keys.ts';

/** All numbers of a report by name: `table/row/column`, or the label of an indicator. Blank cells are left out. */
export type NumbersByName = ReadonlyMap<string, number>;

const names = new ByCell<string>();

function nameOf(cell: CellName): string {
  const known = names.get(cell);
  if (known !== undefined) return known;
  const name = `${cell.table}/${cell.row}/${cell.column}`;
  names.set(cell, name);
  return name;
}

export const numbersOf = onceFor((report: Pick<Report, 'figures' | 'indicators'>): NumbersByName => {
  const numbers = new Map<string, number>();
  for (const { table, row, column, value } of report.figures) {
    if (value !== null) numbers.set(nameOf({ table, row, column }), value);
  }
  const seen = new Map<string, number>();
  for (const { indicator, values } of report.indicators) {
    const label = indicatorName(indicator, seen);
    for (const [column, value] of Object.entries(values)) {
      if (value !== null) numbers.set(`indicators/${label}/${column}`, value);
    }
  }
  return numbers;
});

/** The label without white space, numbered where the 2014 table prints it under several parts. */
export function indicatorName(indicator: string, seen: Map<string, number>): string {
  const label = indicator.replace(/\s+/gu, '');
  const count = (seen.get(label) ?? 0) + 1;
  seen.set(label, count);
  return count === 1 ? label : `${label}#${count}`;
}

/** Equal numbers, equal hash, in whatever order and form they were printed. Hex sha256. */
export const numbersHash = onceFor((numbers: NumbersByName): string => hash('sha256', linesOf(numbers).join('\n')));

/** Names of the forms' cells, in the order of the lines that begin with them. */
const NAMES = FORM_CELLS.map((cell) => `${nameOf(cell)}=`)
  .sort()
  .map((start) => start.slice(0, -1));

/** A line a number, in order; those of the forms' own cells need not be put into it. */
function linesOf(numbers: NumbersByName): string[] {
  const lines: string[] = [];
  for (const name of NAMES) {
    const value = numbers.get(name);
    if (value !== undefined) lines.push(`${name}=${value}`);
  }
  return lines.length === numbers.size ? lines : [...numbers].map(([name, value]) => `${name}=${value}`).sort();
}

/** Whether two readings can be of one report: they share numbers and contradict each other in none (one may leave cells blank). */
export function agree(left: NumbersByName, right: NumbersByName): boolean {
  let shared = 0;
  for (const [name, value] of left) {
    const other = right.get(name);
    if (other === undefined) continue;
    if (other !== value) return false;
    shared++;
  }
  // Half of the smaller reading: a page that happens to print three of the same zeros is no confirmation.
  return shared * 2 >= Math.min(left.size, right.size) && shared > 0;
}
