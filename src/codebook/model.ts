/** The shape of the codebook: what an annual report contains, as data. Every consumer (parser, schema, exports, pages) reads it from here. */

export const TEMPLATES = ['2021', '2019', '2014', 'none'] as const;
/** A template generation; `none` is a report without a table of a known form. */
export type Template = (typeof TEMPLATES)[number];

export const TABLE_KEYS = ['disclosure', 'applications', 'review_litigation'] as const;
export type TableKey = (typeof TABLE_KEYS)[number];

/** One name of the field: its key in code and exports, its printed Chinese label, and its English name. */
export interface Entry {
  readonly key: string;
  readonly label: string;
  readonly english: string;
}

/** A name that is recognised in print: `pattern` is tried on the label after `normaliseLabel`. */
export interface PrintedEntry extends Entry {
  /** Other printings that were seen, beside `label`; used for exact and for fuzzy recognition, and by the generator. */
  readonly variants: readonly string[];
  readonly pattern: RegExp;
}

export interface RowEntry extends PrintedEntry {
  /** The merged cell(s) in front of this row, outermost first, as printed. */
  readonly groups: readonly string[];
  /** Generations whose form has this row. */
  readonly templates: readonly Template[];
}

export interface ColumnEntry extends PrintedEntry {
  /** `万元` where the column is an amount; else a count. */
  readonly unit: '件' | '项' | '个' | '万元';
}

export interface TableEntry extends Entry {
  readonly rows: readonly RowEntry[];
  readonly columns: readonly ColumnEntry[];
}
