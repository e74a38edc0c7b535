import { FORMS } from '../../codebook/index.ts';
import type { CellFigure } from '../grid.ts';
import type { SampleReport } from '../model.ts';
import { planOf, SAMPLE_FORMS } from '../plan.ts';
import { textBody, withoutBreaks, wordRows } from './dump.ts';
import type { Layout } from './layout.ts';

/** Text of a page whose cell boundaries are lost: labels and numbers run into each other. */
export const JOINED: Layout = {
  name: 'text-joined',
  kind: 'text',
  // In a long list labels begin with the ordinal that ends the number before: nobody can part them.
  options: {
    blanks: false,
    plainNumbers: true,
    forms: SAMPLE_FORMS.filter((form) => planOf(form, FORMS).list === null),
  },
  render: ({ blocks }, random) =>
    textBody(blocks, (table) =>
      wordRows(table)
        .map((row) => row.map(withoutBreaks).join(''))
        .join(random.pick(['', ' '])),
    ),
  optional: (report) => {
    const settled = settledRows(report);
    return ({ table, row }: CellFigure) => !settled.has(`${table}/${row}`);
  },
};

/** Rows of table 3 and single cells of table 2 that can be split in one way only; all else is lost. */
function settledRows({ truth }: SampleReport): Set<string> {
  const rows = new Set<string>();
  for (const [row, cells] of Object.entries(truth.raw.applications ?? {}))
    if (countSplits(Object.values(cells).join(''), Object.keys(cells).length) === 1) rows.add(`applications/${row}`);
  for (const [row, cells] of Object.entries(truth.raw.disclosure ?? {}))
    if (Object.keys(cells).length === 1) rows.add(`disclosure/${row}`);
  return rows;
}

/** In how many ways (2 stands for more) `digits` can be cut into `parts` numbers of which the last is the sum of the others. */
export function countSplits(digits: string, parts: number): number {
  const count = (from: number, left: number, sum: number): number => {
    if (left === 1) return isNumber(digits.slice(from)) && Number(digits.slice(from)) === sum ? 1 : 0;
    let found = 0;
    for (let to = from + 1; to <= digits.length - left + 1 && found < 2; to++) {
      const part = digits.slice(from, to);
      if (isNumber(part)) found += count(to, left - 1, sum + Number(part));
    }
    return Math.min(found, 2);
  };
  return count(0, parts, 0);
}

const isNumber = (digits: string): boolean => digits === '0' || /^[1-9]\d*$/.test(digits);
