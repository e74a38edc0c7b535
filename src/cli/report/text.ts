import Table from 'cli-table3';
import stringWidth from 'string-width';

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

/** These do not begin a line; they stand over its end instead. */
const CLOSING = '，。、；：？！）〕》”’';

/** Breaks a text into lines of at most `width` columns; Chinese may break between any two characters. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    if (line !== '' && !CLOSING.includes(char) && stringWidth(line + char) > width) {
      lines.push(line);
      line = '';
    }
    line += char;
  }
  return [...lines, line].join('\n');
}

/** A column header in two lines where it is longer than three characters: 24 rows by 7 columns then fit a terminal. */
export function columnTitle(label: string): string {
  return label.length <= 3 ? label : wrap(label, 2 * Math.ceil(label.length / 2));
}

export { stringWidth };
