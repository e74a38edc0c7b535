import type { ExportTable, ExportValue } from '../../table.ts';
import { stataColumns, widthOf } from './columns.ts';

/** As many cells as are looked at: 20,000 rows of the long shape, those of some hundred reports. */
const SAMPLE = 640_000;

/** How many bytes a table's file will have, about: every text is as wide as the longest of its column. Few rows of a large table are read. */
export function stataBytes(table: ExportTable): number {
  const most = Math.ceil(SAMPLE / table.columns.length);
  const sample: (readonly ExportValue[])[] = [];
  for (const row of table.rows()) if (sample.push(row) >= most) break;
  const width = widthOf(stataColumns({ ...table, rows: () => sample }).columns);
  return width * (sample.length < most ? sample.length : expectedRows(table, sample));
}

function expectedRows({ columns, reports }: ExportTable, sample: readonly (readonly ExportValue[])[]): number {
  const [organ, year] = ['organ', 'year'].map((name) => columns.findIndex((column) => column.name === name));
  const seen = new Set(sample.map((row) => `${row[organ ?? -1]} ${row[year ?? -1]}`));
  return Math.max(sample.length, (sample.length / seen.size) * (reports?.() ?? 0));
}
