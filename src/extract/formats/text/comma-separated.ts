/** A file is taken for comma-separated values where at least this many lines in a row have the same number of commas. */
const LEAST_ROWS = 4;
/** Fewest cells of a row of a table with figures: a label and two numbers. */
const LEAST_COMMAS = 2;
/** What parts cells: commas, and semicolons where the system's decimals have commas; each with what is sure to be one, and no part of a number. */
const SEPARATORS = [
  { sign: ',', isOne: /(?:^|[^\d]),|,(?:[^\d]|$)/ },
  { sign: ';', isOne: /;/ },
] as const;
type Separator = (typeof SEPARATORS)[number];

/**
 * A workbook saved as CSV, as the same text with tabs between its cells; null for all other text. Chinese prose has full-width signs, so that
 * rows of equally many ASCII ones are no accident.
 */
export function commaSeparatedAsTabs(text: string): string | null {
  // Excel is kept from making numbers of texts by a tab inside the quotes.
  if (text.replace(QUOTED, '').includes('\t')) return null;
  const separator = SEPARATORS.find((one) => looksSeparated(text, one));
  if (!separator) return null;
  return rowsOf(text, separator)
    .map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, '')))
    .map((cells) => (isLine(cells) ? (cells[0] ?? '') : cells.join('\t')))
    .join('\n');
}

/** Words alone in the first cell are a line of text; a number is one of a row whose other cells are blank. */
const isLine = ([first = '', ...others]: readonly string[]): boolean =>
  others.every((cell) => cell === '') && !/^\p{Nd}+$/u.test(first);

const QUOTED = /"[^"]*"/g;

function looksSeparated(text: string, { sign, isOne }: Separator): boolean {
  let rows = 0;
  let signs = 0;
  // Quoted cells may hold separators and line ends.
  for (const line of text.replace(QUOTED, '').split('\n')) {
    const count = isOne.test(line) ? line.split(sign).length - 1 : 0;
    rows = count >= LEAST_COMMAS && count === signs ? rows + 1 : 1;
    signs = count;
    if (rows >= LEAST_ROWS && signs >= LEAST_COMMAS) return true;
  }
  return false;
}

/** Cells by row; a quote inside a quoted cell is doubled. */
function rowsOf(text: string, { sign }: Separator): string[][] {
  const cells = new RegExp(`(?:"((?:[^"]|"")*)"|([^${sign}\\r\\n]*))(${sign}|\\r?\\n|$)`, 'g');
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(cells)) {
    row.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === sign) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
