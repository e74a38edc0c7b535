import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import type { SampleReport } from '../src/sample/model.ts';

/** How a workbook of a report is laid out: everything below each other, or a sheet a table. */
export const WORKBOOK_MANNERS = ['one-sheet', 'sheet-a-table'] as const;
export type WorkbookManner = (typeof WORKBOOK_MANNERS)[number];

/** A report as a workbook: XLSX, Excel 97 (`biff8`) or SpreadsheetML (`xlml`). Plain numbers are number cells. */
export async function workbookOf(
  report: SampleReport,
  manner: WorkbookManner,
  type: 'xlsx' | 'biff8' | 'xlml' = 'xlsx',
): Promise<Buffer> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  sheetsOf(report, manner).forEach((sheet, index) => {
    utils.book_append_sheet(book, sheet, `Sheet${index + 1}`);
  });
  const written: unknown = write(book, { type: 'buffer', bookType: type, compression: true });
  return Buffer.isBuffer(written) ? written : Buffer.from(String(written));
}

function sheetsOf(report: SampleReport, manner: WorkbookManner): WorkSheet[] {
  const sheets = [new SheetWriter()];
  for (const block of report.blocks) {
    if (block.kind === 'table' && manner === 'sheet-a-table') sheets.push(new SheetWriter());
    const sheet = sheets.at(-1);
    if (block.kind !== 'table') {
      for (const line of 'lines' in block ? block.lines : [block.text]) sheet?.line(line);
      continue;
    }
    sheet?.blank();
    sheet?.table(block.table.cells, block.table.rows);
    sheet?.blank();
  }
  return sheets.map((sheet) => sheet.finish());
}

class SheetWriter {
  readonly #cells: Record<string, CellObject> = {};
  readonly #merges: Range[] = [];
  #row = 0;
  #width = 1;

  line(text: string): void {
    this.#put(this.#row++, 0, text);
  }

  blank(): void {
    this.#row++;
  }

  table(
    cells: readonly { row: number; column: number; rowSpan: number; colSpan: number; text: string }[],
    rows: number,
  ): void {
    for (const { row, column, rowSpan, colSpan, text } of cells) {
      const r = this.#row + row;
      this.#put(r, column, text);
      if (rowSpan * colSpan > 1)
        this.#merges.push({ s: { r, c: column }, e: { r: r + rowSpan - 1, c: column + colSpan - 1 } });
      this.#width = Math.max(this.#width, column + colSpan);
    }
    this.#row += rows;
  }

  finish(): WorkSheet {
    const end = columnName(this.#width - 1) + Math.max(1, this.#row);
    return { ...this.#cells, '!ref': `A1:${end}`, '!merges': this.#merges };
  }

  #put(row: number, column: number, text: string): void {
    if (text === '') return;
    const isNumber = /^(?:0|-?[1-9]\d{0,9})$/.test(text);
    this.#cells[columnName(column) + (row + 1)] = isNumber ? { t: 'n', v: Number(text) } : { t: 's', v: text };
  }
}

function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
