import type { WorkBook } from '@e965/xlsx';
import type { Warning } from '../../document.ts';
import type { SheetLooks } from './cell-looks.ts';
import type { FormatNumber } from './displayed.ts';
import type { Formulas } from './formulas.ts';

export interface ParsedWorkbook {
  readonly workbook: WorkBook;
  readonly format: FormatNumber;
  readonly formulas: Formulas;
  /** Cells that are struck out or not seen as a whole, by sheet. */
  readonly looks: ReadonlyMap<string, SheetLooks>;
  /** What was left out already. */
  readonly warnings: readonly Warning[];
}
