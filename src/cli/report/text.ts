import Table from 'cli-table3';
import stringWidth from 'string-width';
import { wrap } from '../wrap.ts';

/** A drawn table; a Chinese character is two columns wide. The first column is text, the others are aligned as told. */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: 'left' | 'right' = 'right',
): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, index) => (index === 0 ? 'left' : align)),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

/** A column header in two lines where it is longer than three characters: 24 rows by 7 columns then fit a terminal. */
export function columnTitle(label: string): string {
  return label.length <= 3 ? label : wrap(label, 2 * Math.ceil(label.length / 2));
}

export { stringWidth, wrap };
