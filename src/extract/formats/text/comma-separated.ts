/** A file is taken for comma-separated values where at least this many lines in a row have the same number of commas. */
const LEAST_ROWS = 4;
/** Fewest cells of a row of a table with figures: a label and two numbers. */
const LEAST_COMMAS = 2;
/** A comma that parts no thousands: beside a label, a blank cell or a line's end. */
const SEPARATOR = /(?:^|[^\d]),|,(?:[^\d]|$)/;

/**
 * A workbook saved as CSV, as the same text with tabs between its cells; null for all other text. Chinese prose has full-width commas, so that
 * rows of equally many ASCII commas are no accident.
 */
export function commaSeparatedAsTabs(text: string): string | null {
  if (!looksSeparated(text)) return null;
  return rowsOf(text)
    .map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, '')))
    .map((cells) => (cells.slice(1).every((cell) => cell === '') ? (cells[0] ?? '') : cells.join('\t')))
    .join('\n');
}

function looksSeparated(text: string): boolean {
  if (text.includes('\t')) return false;
  let rows = 0;
  let commas = 0;
  // Quoted cells may hold commas and line ends.
  for (const line of text.replace(/"[^"]*"/g, '').split('\n')) {
    const count = SEPARATOR.test(line) ? line.split(',').length - 1 : 0;
    rows = count >= LEAST_COMMAS && count === commas ? rows + 1 : 1;
    commas = count;
    if (rows >= LEAST_ROWS && commas >= LEAST_COMMAS) return true;
  }
  return false;
}

/** Cells by row; a quote inside a quoted cell is doubled. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
