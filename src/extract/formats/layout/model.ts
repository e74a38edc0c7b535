/** What stands on a page before it is a paragraph or a table: units are PDF points, origin top left, y grows downwards. */

/** left, top, right, bottom */
export type Box = readonly [number, number, number, number];

/** A character (or an inseparable run of them) where it is printed. */
export interface Glyph {
  readonly text: string;
  readonly box: Box;
  /** Em size in points. */
  readonly size: number;
  /** Which show-text operation drew it: glyphs of one operation belong together. */
  readonly run: number;
}

/** A ruling line: `at` is y of a horizontal or x of a vertical one, `from`–`to` its extent on the other axis. */
export interface Rule {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

export interface RuleLines {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
}

/** A cell of a ruled grid: inclusive first, exclusive last index of its rows and columns. */
export interface GridCell {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A ruled grid: `xs` and `ys` are the edges of its columns and rows, ascending; every place belongs to exactly one cell. */
export interface RuledGrid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly GridCell[];
}

export interface TableCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
  readonly page: number;
  readonly box: Box;
  /** How far the last line reaches across the cell, 0 to 1: tells a text cut by a page break from a complete one. */
  readonly fullness: number;
  readonly confidence?: number;
  /** A label beside numbers that may be another's. */
  readonly inferred?: boolean;
}

/** A table on one page, or several joined. */
export interface PageTable {
  readonly box: Box;
  /** Edges of the columns, ascending; one more than columns. */
  readonly xs: readonly number[];
  readonly rows: number;
  readonly cells: readonly TableCell[];
  /** Found by columns of words, without a grid of rules. */
  readonly borderless?: BorderlessColumns;
}

/** What is known of a table without a grid. */
export interface BorderlessColumns {
  /** Extents of its columns of values, from left to right, in points. */
  readonly columns: readonly (readonly [from: number, to: number])[];
  /** Number of columns in front of them. */
  readonly labels: number;
  /** A header stands above its columns. */
  readonly headed: boolean;
  /** Its words, without white space. */
  readonly header: string;
  /** Lines above the first row that are no header: the rest of labels that the page's end cut. */
  readonly head: readonly { readonly text: string; readonly box: Box }[];
  /** Lines below the last row that begin a label which goes on on the next page. */
  readonly foot: readonly { readonly text: string; readonly box: Box }[];
  /** Each value has a column of its own. */
  readonly certain: boolean;
}

export interface TextLine {
  readonly text: string;
  readonly box: Box;
  readonly size: number;
  /** Of recognised text, 0 to 1. */
  readonly confidence?: number;
}

/** A page after its glyphs have been sorted into tables and lines. */
export interface LaidOutPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  readonly tables: readonly PageTable[];
  /** A header without rows below all else: they may stand on the next page. */
  readonly openHeader?: PageTable | null;
}

export const boxWidth = (box: Box): number => box[2] - box[0];
export const boxHeight = (box: Box): number => box[3] - box[1];
export const centreX = (box: Box): number => (box[0] + box[2]) / 2;
export const centreY = (box: Box): number => (box[1] + box[3]) / 2;

/** The smallest box around all; zero for none. */
export function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return [0, 0, 0, 0];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}
