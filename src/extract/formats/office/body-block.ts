/**
 * What word processors' files hold, before spans are known: paragraphs and tables in reading order, a table's cells known by the positions of
 * their edges. The readers of DOCX, DOC, RTF and ODT build this; `blocks.ts` makes the Document's blocks of it.
 */

export interface BodyParagraph {
  readonly kind: 'paragraph';
  readonly text: string;
  /** Heading level 1 to 6; null for body text. */
  readonly level: number | null;
}

export interface CellShape {
  /** Left and right edge in twips (1/1440 inch) from any origin that the whole table shares. */
  readonly left: number;
  readonly right: number;
  /** Vertical merge: the first cell of a merged column, one of the following, or neither. */
  readonly merge: 'start' | 'continue' | null;
  /** True for a cell merged into the one before it in its row. */
  readonly joined: boolean;
  /** Rows that the cell covers where the format says it outright; 1 elsewhere. */
  readonly rowSpan: number;
}

export interface BodyCell extends CellShape {
  readonly content: readonly BodyBlock[];
}

export interface BodyTable {
  readonly kind: 'table';
  readonly rows: readonly (readonly BodyCell[])[];
}

export type BodyBlock = BodyParagraph | BodyTable;

/** A cell of its own between two edges. */
export function plainShape(left: number, right: number): CellShape {
  return { left, right, merge: null, joined: false, rowSpan: 1 };
}

/** Printed text of a cell: paragraphs by line, nested tables row by line. */
export function bodyText(content: readonly BodyBlock[]): string {
  return content
    .map((item) => (item.kind === 'paragraph' ? item.text : tableLines(item)))
    .join('\n')
    .trim();
}

function tableLines(table: BodyTable): string {
  return table.rows.map((row) => row.map((cell) => bodyText(cell.content).replace(/\n/g, '')).join('\t')).join('\n');
}
