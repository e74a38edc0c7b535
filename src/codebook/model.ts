/** The shape of the codebook: what an annual report contains, as data. Every consumer (parser, schema, exports, pages) reads it from here. */

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

/** A row or column: `short` is its part of an export's column name, see `FormRegistry.exportName`. */
export interface NamedEntry extends PrintedEntry {
  readonly short: string;
  /** The merged cell(s) in front of this row, or above this column, outermost first, as printed. */
  readonly groups: readonly string[];
}

export interface RowEntry extends NamedEntry {
  /** The columns that the form has for this row; absent: all of the table's. */
  readonly columns?: readonly string[];
  /** Without its ordinal the label is a common word (其他): then its group, or the row above, must say that it is this row. */
  readonly needsOrdinal?: true;
  /** Organs print rows of their own in its place, each kept as `key.label`. */
  readonly splits?: true;
}

export interface ColumnEntry extends NamedEntry {
  /** `万元` where the column is an amount; else a count. */
  readonly unit: '件' | '项' | '个' | '万元';
  /** The form leaves the wording open: the generator prints any of the label and its variants. */
  readonly open?: true;
}

export interface TableEntry extends Entry {
  readonly short: string;
  /** A header cell that opens the table, beside those of its columns (信息内容, 申请人情况); null where none does. */
  readonly opens: string | null;
  readonly rows: readonly RowEntry[];
  readonly columns: readonly ColumnEntry[];
}

/** A sum that a form promises (勾稽关系): over `row`s it adds columns, down `column`s it adds rows. */
export interface SumCheck {
  /** Its name in the database and in exports. */
  readonly rule: string;
  readonly table: TableKey;
  readonly over: 'row' | 'column';
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Both sides in words. */
  readonly english: string;
  /** Rows that an organ adds to the form count on the left, too. */
  readonly open?: true;
  /** Rows for which it is computed even where they are not printed. */
  readonly everyRow?: readonly string[];
}

/** One printed row of a list: label and unit; a heading has no number. */
export interface ListLine {
  /** The number's key in the database and, behind `ind_`, its column in a wide export; lists share the keys of what means the same. */
  readonly key: string | null;
  readonly label: string;
  readonly unit: string;
  readonly english: string | null;
  readonly heading: boolean;
  /** Depth of indentation, 0 to 3. */
  readonly depth: number;
}

/** A header cell of a list: what its column holds, how it is printed, and what it is recognised by after `normaliseLabel`. */
export interface ListHeader {
  readonly holds: 'name' | 'unit' | 'value' | 'cumulative';
  /** 20XX stands for the report's year. */
  readonly label: string;
  readonly pattern: RegExp;
}

/** A long table that is kept row by row as printed: its lines are the generator's, a report's may be any. */
export interface ListForm {
  readonly headers: readonly ListHeader[];
  /** Beginnings of labels, after `normaliseLabel` and without ordinals, that stand in no other text than such a list. */
  readonly anchors: readonly string[];
  readonly values: readonly ('value' | 'this_year' | 'cumulative')[];
  readonly lines: readonly ListLine[];
}

/** How a form is told from the others: by the table itself, never by the year. */
export interface FormMarks {
  /** Columns of table 2 that speak for it, each header row with `weight`; the form with most wins, the newer of two. */
  readonly columns: readonly string[];
  readonly weight: number;
  /** Rows of table 3, asked where table 2 is missing. */
  readonly rows: readonly string[];
}

/** A generation of the national form. */
export interface Form {
  /** Its key in the database and in exports: the first report year. */
  readonly key: string;
  /** First and last report year; null: to this day. */
  readonly years: readonly [number, number | null];
  /** The document that set it. */
  readonly source: string;
  /** How a person tells it. */
  readonly english: string;
  readonly marks: FormMarks;
  readonly tables: Readonly<Partial<Record<TableKey, TableEntry>>>;
  readonly checks: readonly SumCheck[];
  /** Lists that it has in the place of tables: the national one, then provincial ones. */
  readonly lists: readonly ListForm[];
}
