import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { QueryError } from '../query/errors.ts';
import type { CorpusFilter } from '../query/filter.ts';
import { queryMessages } from '../query/messages.ts';
import { sha256Of } from '../store/file-digest.ts';
import type { Store } from '../store/store.ts';
import { dataPackage, type ExportedFile } from './data-package.ts';
import { type ExportFormat, FORMATS, type FormatName } from './formats/index.ts';
import { SHAPES, type ShapeName } from './shapes/index.ts';
import type { ExportTable } from './table.ts';

export interface ExportOptions {
  readonly folder: string;
  readonly shapes: readonly ShapeName[];
  readonly formats: readonly FormatName[];
  readonly filter: CorpusFilter;
  /** As it was typed, for the data package. */
  readonly command: string;
  readonly onFile?: (file: ExportedFile) => void;
  readonly signal?: AbortSignal;
}

/**
 * Writes each shape in each format as `nianbao-SHAPE.FORMAT`, and beside them `datapackage.json`: columns, counts, checksums, citation. The
 * same corpus gives the same bytes of CSV, JSON Lines, Parquet and Stata.
 * @throws QueryError where a format does not hold so many rows; what the signal says where it is aborted between two rows
 */
export async function exportCorpus(store: Store, options: ExportOptions): Promise<ExportedFile[]> {
  const { folder, shapes, formats, filter, command, onFile, signal } = options;
  const tables = shapes.map((shape) => ({ shape, table: until(signal, SHAPES[shape](store, filter)) }));
  for (const { shape, table } of tables) for (const format of formats) mustHold(table, { shape, format });
  mkdirSync(folder, { recursive: true });
  const files: ExportedFile[] = [];
  for (const { shape, table } of tables) {
    for (const format of formats) {
      const name = `nianbao-${shape}.${format}`;
      const rows = await writeWhole(join(folder, name), async (path) => (await FORMATS[format].load())(table, path));
      const file = { name, format, table, rows, ...(await measured(join(folder, name))) };
      files.push(file);
      onFile?.(file);
    }
  }
  writeFileSync(
    join(folder, 'datapackage.json'),
    `${JSON.stringify(dataPackage(store, files, { filter, command }), null, 2)}\n`,
  );
  return files;
}

const until = (signal: AbortSignal | undefined, table: ExportTable): ExportTable => ({
  ...table,
  *rows() {
    for (const row of table.rows()) {
      signal?.throwIfAborted();
      yield row;
    }
  },
});

/** @throws QueryError before anything is written. */
export function mustHold(table: ExportTable, { shape, format }: { shape: string; format: FormatName }): void {
  const { most = Number.POSITIVE_INFINITY, size }: ExportFormat = FORMATS[format];
  if (size !== undefined) {
    const bytes = size.of(table);
    if (bytes > size.most) throw new QueryError(queryMessages.tooLarge(shape, format, Math.round(bytes / 1e9)));
  }
  if (most === Number.POSITIVE_INFINITY) return;
  let count = 0;
  for (const _ of table.rows())
    if (++count > most) throw new QueryError(queryMessages.tooManyRows(shape, format, most));
}

/** Under another name until it is whole: what an interrupted export leaves is no export. */
async function writeWhole(path: string, write: (path: string) => Promise<number>): Promise<number> {
  const part = `${path}.part`;
  try {
    const rows = await write(part);
    renameSync(part, path);
    return rows;
  } finally {
    rmSync(part, { force: true });
  }
}

async function measured(path: string): Promise<{ bytes: number; sha256: string }> {
  return { bytes: statSync(path).size, sha256: await sha256Of(path) };
}
