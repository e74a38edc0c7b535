import type { ExportTable } from '../table.ts';
import { writeLines } from './lines.ts';

/** An object a line. */
export const writeJsonLines = (table: ExportTable, path: string): Promise<number> => writeLines(path, linesOf(table));

function* linesOf({ columns, rows }: ExportTable): Generator<string> {
  for (const row of rows())
    yield `${JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])))}\n`;
}
