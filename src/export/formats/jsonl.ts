import type { ExportTable } from '../table.ts';
import { writeLines } from './lines.ts';

/** An object a line. */
export const writeJsonLines = (table: ExportTable, path: string): Promise<number> => writeLines(path, linesOf(table));

function* linesOf({ columns, rows }: ExportTable): Generator<string> {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  for (const row of rows()) yield `{${keys.map((key, at) => key + JSON.stringify(row[at] ?? null)).join(',')}}\n`;
}
