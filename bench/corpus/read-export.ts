import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import xlsx from '@e965/xlsx';
import { parse } from 'csv-parse';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { FormatName } from '../../src/export/formats/index.ts';
import type { ExportValue } from '../../src/export/table.ts';
import { readStata } from '../../test/support/stata.ts';

/** A row of an export, by column; a blank is null. */
export type ExportRow = Readonly<Record<string, ExportValue>>;

/** Whether an organ's rows are asked for: others may be left out, unread. */
export type Wanted = (organ: string) => boolean;

/** The rows of an exported file, one after the other (Stata and Excel: all at once). Texts of CSV are texts: whoever compares knows what is a number. */
export const READERS: Readonly<Record<FormatName, (path: string, wanted: Wanted) => AsyncGenerator<ExportRow>>> = {
  csv: readCsv,
  jsonl: readJsonLines,
  parquet: readParquet,
  xlsx: readXlsx,
  dta: readDta,
};

/** A row is a line, and begins with the organ. */
async function* readCsv(path: string, wanted: Wanted): AsyncGenerator<ExportRow> {
  const lines = linesOf(path, (line) => {
    const organ = line.slice(0, line.indexOf(','));
    return organ === 'organ' || wanted(organ);
  });
  for await (const row of Readable.from(lines).pipe(parse({ columns: true }))) yield row;
}

async function* readJsonLines(path: string, wanted: Wanted): AsyncGenerator<ExportRow> {
  const start = '{"organ":"'.length;
  const lines = linesOf(path, (line) => wanted(line.slice(start, line.indexOf('"', start))));
  for await (const line of lines) yield JSON.parse(line);
}

async function* linesOf(path: string, wanted: (line: string) => boolean): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
    if (wanted(line)) yield `${line}\n`;
}

/** A row group after the other; one without a wanted organ is looked at in this column alone. */
async function* readParquet(path: string, wanted: Wanted): AsyncGenerator<ExportRow> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const group = { file, metadata, rowStart, rowEnd: rowStart + Number(num_rows) };
    rowStart = group.rowEnd;
    const organs = await parquetReadObjects({ ...group, columns: ['organ'] });
    const places = organs.flatMap(({ organ }, at) => (wanted(String(organ)) ? [at] : []));
    if (places.length === 0) continue;
    const rows = await parquetReadObjects(group);
    yield* places.map((at) => rows[at] as ExportRow);
  }
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
