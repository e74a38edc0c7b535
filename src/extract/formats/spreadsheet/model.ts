import type { WorkBook } from '@e965/xlsx';
import type { Warning } from '../../document.ts';
import type { FormatNumber } from './displayed.ts';
import type { Formulas } from './formulas.ts';
import type { SheetLooks } from './looks/sheet-looks.ts';

export interface ParsedWorkbook {
  readonly workbook: WorkBook;
  readonly format: FormatNumber;
  readonly formulas: Formulas;
  /** What of the cells is seen, by sheet. */
  readonly looks: ReadonlyMap<string, SheetLooks>;
  /** What was left out already. */
  readonly warnings: readonly Warning[];
}
