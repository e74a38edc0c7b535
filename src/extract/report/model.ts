import type { TableKey, Template } from '../../codebook/index.ts';
import type { Position, Warning } from '../document.ts';

/** Where a figure stands in its document. `table` counts the document's tables from 0; null where the text has no table. */
export interface CellSource {
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly position: Position | null;
  /** OCR confidence 0 to 1; null where nothing was recognised from pixels. */
  readonly confidence: number | null;
}

/** One number of tables 2 to 4: what is printed (`raw`) and what it is (`value`; null where blank or unreadable). */
export interface Figure {
  readonly table: TableKey;
  readonly row: string;
  readonly column: string;
  readonly value: number | null;
  readonly raw: string | null;
  readonly source: CellSource;
}

/** One printed row of the 2014 statistics table. */
export interface Indicator {
  readonly indicator: string;
  readonly unit: string | null;
  readonly values:
    | { readonly value: number | null }
    | { readonly this_year: number | null; readonly cumulative: number | null };
  readonly raw:
    | { readonly value: string | null }
    | { readonly this_year: string | null; readonly cumulative: string | null };
  readonly source: CellSource;
}

export interface Section {
  readonly key: string | null;
  readonly heading: string;
  readonly text: string;
}

export interface CheckResult {
  /** A rule of a form of the codebook. */
  readonly rule: string;
  /** The applicant, row or proceeding that the check was computed for. */
  readonly scope: string;
  readonly status: 'pass' | 'fail' | 'unknown';
  readonly left: number | null;
  readonly right: number | null;
}

/** What the grammar reads out of one document. */
export interface Report {
  readonly title: string | null;
  readonly organ: string | null;
  readonly year: number | null;
  readonly template: Template;
  readonly sections: readonly Section[];
  /** Which of the three tables the document has, even where all its cells are blank. */
  readonly tables: readonly TableKey[];
  readonly figures: readonly Figure[];
  readonly indicators: readonly Indicator[];
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly Warning[];
}
