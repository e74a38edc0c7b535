import { stringify } from 'csv-stringify/sync';
import type { ExportTable, ExportValue } from '../table.ts';
import { writeLines } from './lines.ts';

/** RFC 4180 in UTF-8, a line a row: line ends inside of cells are written as ¶, and texts that a spreadsheet would compute begin with '. */
export async function writeCsv(table: ExportTable, path: string): Promise<number> {
  return (await writeLines(path, csvLines(table))) - 1;
}

/** The head, then a line a row. */
export function* csvLines({ columns, rows }: ExportTable): Generator<string> {
  yield stringify([columns.map(({ name }) => name)]);
  for (const row of rows()) yield `${row.map(cellOf).join(',')}\n`;
}

/** Most cells are nothing that needs quotes; the library writes the others. */
function cellOf(value: ExportValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return PLAIN.test(value) ? value : stringify([[safe(value)]], { eof: false });
}

const PLAIN = /^(?:[\p{L}\p{N}][^",\s]*)?$/u;

const COMPUTED = /^[=+\-@\t\r]/;
/** `+410` and `-5.6` are numbers, whatever begins like them. */
const NUMBER = /^[+-]?\d[\d,]*(?:\.\d+)?%?$/;

function safe(value: ExportValue): ExportValue {
  if (typeof value !== 'string') return value;
  const line = value.replace(/\s+/gu, (white) => (/[\n\r\u2028\u2029]/u.test(white) ? ' ¶ ' : white));
  return COMPUTED.test(line) && !NUMBER.test(line) ? `'${line}` : line;
}
