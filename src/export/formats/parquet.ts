import { type BasicType, type ColumnSource, fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { VERSION } from '../../version.ts';
import type { ExportColumn, ExportTable, ExportValue } from '../table.ts';

/** Cells that are in memory at once, as a row group: a wide row has some 300, a row a number 32. */
const CELLS = 600_000;

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
  const most = Math.ceil(CELLS / columns.length);
  let count = 0;
  let group: (readonly ExportValue[])[] = [];
  const flush = async (): Promise<void> => {
    if (group.length === 0) return;
    await writer.write({
      columnData: columns.map((column, at) => columnOf(column, group, at)),
      rowGroupSize: group.length,
    });
    count += group.length;
    group = [];
  };
  for (const row of rows()) if (group.push(row) >= most) await flush();
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

const columnOf = (
  { name, type }: ExportColumn,
  group: readonly (readonly ExportValue[])[],
  at: number,
): ColumnSource => ({
  name,
  type: TYPES[type],
  data: group.map((row) => row[at] ?? null),
});
