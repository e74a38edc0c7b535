/** How a file was read, so that a person can find why a number is null. */
export interface Explanation {
  readonly format: string;
  readonly title: string | null;
  readonly organ: string | null;
  readonly year: number | null;
  readonly template: string;
  readonly tables: readonly ExplainedTable[];
  /** Rows that were found in running text, where no table is left. */
  readonly text: readonly ExplainedRow[];
  /** What is said of no single row. */
  readonly warnings: readonly string[];
  /** A picture a page, for formats that have pages. */
  readonly pages: readonly PageDrawing[];
}

export interface ExplainedTable {
  /** From 0, in the document's order. */
  readonly number: number;
  readonly rows: readonly ExplainedRow[];
  readonly columns: number;
  /** Tables of the form of which it has rows; none: given up, or another table. */
  readonly parts: readonly string[];
  readonly traits: readonly string[];
}

export interface ExplainedRow {
  /** From 0 in the table's grid; null in running text. */
  readonly row: number | null;
  readonly cells: readonly string[];
  /** What the row was taken for: `header of applications: …`, `applications/granted`; null where no reader knows it. */
  readonly takenFor: string | null;
  readonly figures: readonly ExplainedFigure[];
  /** Why the row, or a number of it, was given up. */
  readonly reasons: readonly string[];
}

export interface ExplainedFigure {
  readonly column: string;
  readonly value: number | null;
  readonly raw: string | null;
}

export interface PageDrawing {
  /** From 1. */
  readonly page: number;
  readonly svg: string;
}
