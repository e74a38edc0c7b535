/** What a cell of an export holds. */
export type ExportValue = string | number | null;

export interface ExportColumn {
  /** At most 32 letters, digits and _: a name in Stata, R and SQL. */
  readonly name: string;
  readonly type: 'text' | 'integer' | 'number';
  /** For Stata's and Parquet's labels and the data package, in one line. */
  readonly label: string;
  readonly labelZh: string;
  readonly unit?: string;
}

/** A table to be written: columns in a fixed order, and its rows, which can be gone through more than once. */
export interface ExportTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  rows(): Iterable<readonly ExportValue[]>;
  /** Of how many reports its rows are; none: they are not of reports. */
  readonly reports?: () => number;
}

/** Writes a table into a file, row by row. Returns the number of rows. */
export type TableWriter = (table: ExportTable, path: string) => Promise<number>;

export const text = (name: string, label: string, labelZh: string): ExportColumn => ({
  name,
  type: 'text',
  label,
  labelZh,
});
export const integer = (name: string, label: string, labelZh: string): ExportColumn => ({
  name,
  type: 'integer',
  label,
  labelZh,
});
export const number = (name: string, label: string, labelZh: string, unit?: string): ExportColumn => ({
  name,
  type: 'number',
  label,
  labelZh,
  ...(unit === undefined ? {} : { unit }),
});
