import type { Accuracy } from '../accuracy/measure.ts';
import { markedPart } from '../accuracy/page-parts.ts';
import type { Producer } from './producer.ts';

export const HEAD = [
  '| producer | manner | reports | cells | right | missing | wrong | wrong without warning | headings right |',
  '|---|---|---:|---:|---:|---:|---:|---:|---:|',
];

export function line({ name, manner }: Producer, outcome: Accuracy): string {
  const { reports, cells, right, missing, wrong, unwarned, headings } = outcome;
  const share = cells === 0 ? '–' : `${((100 * right) / cells).toFixed(2)} %`;
  return `| ${[name, manner, reports, cells, share, missing, wrong, unwarned, `${headings} of ${reports}`].join(' | ')} |`;
}

export const skipped = ({ name, manner }: Producer, reason: string): string =>
  `| ${name} | ${manner} | skipped: ${reason} | | | | | | |`;

/** The part of docs/accuracy.md that tells of real producers. */
export const sectionOf = (count: number, seed: number, rows: readonly string[]): string =>
  markedPart(
    'producers',
    `## Files of real producers

Made by \`npm run producers -- --reports ${count} --seed ${seed} --write\`: other generated reports (generations 2021, 2019 and 2014 in turn), put through the
programs of the machine that ran it. The columns are those above. Of a file that cannot be read at all, every cell is missing;
a blank cell of a table that was not found counts as right, as everywhere here: two cells in five are blank.

${[...HEAD, ...rows].join('\n')}`,
  );
