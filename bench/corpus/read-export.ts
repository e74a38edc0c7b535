import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import xlsx from '@e965/xlsx';
import { parse } from 'csv-parse';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { FormatName } from '../../src/export/formats/index.ts';
import type { ExportValue } from '../../src/export/table.ts';
import { readStata } from '../../test/support/stata.ts';

/** A row of an export, by column; a blank is null. */
export type ExportRow = Readonly<Record<string, ExportValue>>;

/** The rows of an exported file, one after the other (Stata and Excel: all at once). Texts of CSV are texts: whoever compares knows what is a number. */
export const READERS: Readonly<Record<FormatName, (path: string) => AsyncGenerator<ExportRow>>> = {
  csv: readCsv,
  jsonl: readJsonLines,
  parquet: readParquet,
  xlsx: readXlsx,
  dta: readDta,
};

async function* readCsv(path: string): AsyncGenerator<ExportRow> {
  for await (const row of createReadStream(path).pipe(parse({ columns: true }))) yield row;
}

async function* readJsonLines(path: string): AsyncGenerator<ExportRow> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line);
}

async function* readParquet(path: string): AsyncGenerator<ExportRow> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const total = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < total; rowStart += 20_000)
    yield* await parquetReadObjects({ file, metadata, rowStart, rowEnd: Math.min(total, rowStart + 20_000) });
}

/** All sheets of the table; the last one says what the columns are. (The streaming reader of exceljs breaks characters apart.) */
async function* readXlsx(path: string): AsyncGenerator<ExportRow> {
  const book = xlsx.read(readFileSync(path));
  for (const name of book.SheetNames.filter((one) => one !== 'columns'))
    yield* xlsx.utils.sheet_to_json<ExportRow>(book.Sheets[name] ?? {}, { defval: null });
}

async function* readDta(path: string): AsyncGenerator<ExportRow> {
  yield* readStata(path).rows;
}
