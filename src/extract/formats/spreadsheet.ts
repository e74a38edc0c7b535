import type { WorkBook } from '@e965/xlsx';
import { type Block, type Document, UnreadableError, type Warning } from '../document.ts';
import { struckWarnings, unseenWarnings } from './office/text-style.ts';
import type { FormatReader } from './reader.ts';
import type { ParsedWorkbook } from './spreadsheet/model.ts';
import { sheetBlocks } from './spreadsheet/regions.ts';
import { type SheetGrid, sheetGrid } from './spreadsheet/sheet.ts';
import { parseWorkbook } from './spreadsheet/workbook.ts';

/** Workbooks of Excel, WPS and LibreOffice: displayed text, sheet after sheet. */
export const spreadsheetReader: FormatReader = {
  formats: ['xls', 'xlsx'],
  read: async (bytes, format): Promise<Document> => {
    const parsed = await parseWorkbook(bytes);
    const warnings: Warning[] = [...parsed.warnings];
    const blocks = shownSheets(parsed.workbook, warnings).flatMap((name) => readSheet(parsed, name, warnings));
    if (blocks.length === 0) throw new UnreadableError('no_text', 'The workbook holds no text.');
    return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
  },
};

/** Hidden sheets hold lists and last year's copies; they are read only where nothing else is there. */
function shownSheets(workbook: WorkBook, warnings: Warning[]): string[] {
  const isHidden = (index: number) => (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
  const shown = workbook.SheetNames.filter((_, index) => !isHidden(index));
  if (shown.length === 0) return workbook.SheetNames;
  for (const name of workbook.SheetNames.filter((_, index) => isHidden(index)))
    warnings.push({ code: 'hidden_sheet', message: `The hidden sheet “${name}” was left out.`, where: name });
  return shown;
}

function readSheet({ workbook, format, formulas, looks }: ParsedWorkbook, name: string, warnings: Warning[]): Block[] {
  const sheet = workbook.Sheets[name];
  if (!sheet) return [];
  const grid = sheetGrid(sheet, format, formulas, looks.get(name));
  warnings.push(...sheetWarnings(grid, name));
  return sheetBlocks(grid);
}

function sheetWarnings(grid: SheetGrid, name: string): Warning[] {
  const found: Warning[] = [...struckWarnings(grid.struck), ...unseenWarnings(grid.unseen)];
  if (grid.hiddenRows > 0)
    found.push({
      code: 'hidden_rows',
      message: `${grid.hiddenRows} rows are hidden; they were left out.`,
      where: name,
    });
  if (grid.hiddenColumns > 0)
    found.push({
      code: 'hidden_columns',
      message: `${grid.hiddenColumns} columns are hidden; they were left out.`,
      where: name,
    });
  if (grid.formulasWithoutValue > 0)
    found.push({
      code: 'formula_without_value',
      message: `${grid.formulasWithoutValue} formulas have no result that counts; their cells are blank.`,
      where: name,
    });
  return found;
}
