import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import excel from 'exceljs';
import type { ExportColumn, ExportTable } from '../table.ts';

/** Rows between two looks at the disk. */
const BATCH = 200;

/** A workbook: the table on its first sheet, and a sheet that says what the columns are. */
export async function writeXlsx(table: ExportTable, path: string): Promise<number> {
  const book = new excel.stream.xlsx.WorkbookWriter({ filename: path });
  const head = table.columns.map(({ name }) => name);
  const sheet = addSheet(book, table.name, head);
  let count = 0;
  for (const row of table.rows()) {
    sheet.addRow(row.map((value) => value ?? undefined)).commit();
    if (++count % BATCH === 0) await compressed(sheet);
  }
  sheet.commit();
  describe(book, table.columns);
  await book.commit();
  return count;
}

/** Waits until what was written is compressed: the library itself does not, and long texts would wait in memory. */
async function compressed(sheet: excel.Worksheet): Promise<void> {
  const { stream } = sheet as excel.Worksheet & { readonly stream?: { readonly pipes?: readonly Writable[] } };
  for (const pipe of stream?.pipes ?? []) await new Promise((resolve) => pipe.write(Buffer.alloc(0), resolve));
  await setImmediate();
}

function addSheet(book: excel.stream.xlsx.WorkbookWriter, name: string, head: readonly string[]): excel.Worksheet {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(head).commit();
  return sheet;
}

function describe(book: excel.stream.xlsx.WorkbookWriter, columns: readonly ExportColumn[]): void {
  const sheet = book.addWorksheet('columns');
  sheet.addRow(['name', 'label', '说明', 'type', 'unit']).commit();
  for (const { name, label, labelZh, type, unit } of columns) sheet.addRow([name, label, labelZh, type, unit]).commit();
  sheet.commit();
}
