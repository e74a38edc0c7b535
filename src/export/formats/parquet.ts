import { setImmediate } from 'node:timers/promises';
import { type BasicType, type ColumnSource, fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { VERSION } from '../../version.ts';
import type { ExportColumn, ExportTable, ExportValue } from '../table.ts';

/**
 * Rows, cells and characters that are in memory at once, as a row group: a wide row has some 300 cells, a row a number 30, a section long text. Of
 * each group the writer keeps where its columns are until the end, so that groups may not be small either.
 */
const ROWS = 15_000;
const CELLS = 600_000;
const CHARACTERS = 6_000_000;

/** Rows stand by organ and year: in these alone the least and the greatest tell a reader which groups he need not open. */
const SORTED: ReadonlySet<string> = new Set(['organ', 'organ_full', 'code', 'province', 'city', 'division', 'year']);

/** Parquet with snappy; labels and units stand in the metadata `nianbao:columns`. */
export async function writeParquet({ name, title, columns, rows }: ExportTable, path: string): Promise<number> {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaOf)],
    kvMetadata: [
      { key: 'nianbao:table', value: JSON.stringify({ name, title }) },
      { key: 'nianbao:columns', value: JSON.stringify(columns) },
    ],
    createdBy: `nianbao ${VERSION}`,
  });
  const most = Math.min(ROWS, Math.ceil(CELLS / columns.length));
  let count = 0;
  // Columns, not rows: they are kept until the next group, and nothing is copied.
  const group = columns.map((): ExportValue[] => []);
  let [height, characters] = [0, 0];
  const flush = async (): Promise<void> => {
    if (height === 0) return;
    await writer.write({
      columnData: columns.map((column, at) => columnOf(column, group[at] ?? [])),
      rowGroupSize: height,
    });
    count += height;
    [height, characters] = [0, 0];
    for (const column of group) column.length = 0;
    // Nothing waits for the disk here: so that a person can stop it.
    await setImmediate();
  };
  for (const row of rows()) {
    for (const [at, column] of group.entries()) {
      const value = row[at] ?? null;
      column.push(value);
      if (typeof value === 'string') characters += value.length;
    }
    if (++height >= most || characters >= CHARACTERS) await flush();
  }
  await flush();
  await writer.finish();
  return count;
}

const TYPES = { text: 'STRING', integer: 'INT32', number: 'DOUBLE' } as const satisfies Record<
  ExportColumn['type'],
  BasicType
>;

function schemaOf({ name, type }: ExportColumn): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  return type === 'text'
    ? { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
    : { ...optional, type: TYPES[type] };
}

/** Of one page each: where its pages begin needs no index, which would be kept until the end. */
const columnOf = ({ name, type }: ExportColumn, data: ExportValue[]): ColumnSource => ({
  name,
  type: TYPES[type],
  data,
  statistics: SORTED.has(name),
  offsetIndex: false,
});
