import { FlowAssembler } from '../office/assembler.ts';
import { ColumnGrid, columnCount } from '../office/column-grid.ts';
import type { CellShape, Flow } from '../office/flow.ts';
import { withNumber } from '../office/list-numbers.ts';
import type { Attributes } from '../office/xml.ts';

/** A row said to be repeated more often than this is formatting below the table, not content. */
const MAX_REPEATED_ROWS = 50;

interface TableState {
  readonly grid: ColumnGrid;
  at: number;
  shapes: CellShape[];
  /** How often the row, and the cell, being read is repeated. */
  rowCopies: number;
  cellCopies: number;
}

interface ParagraphState {
  text: string;
  level: number | null;
  number: string;
  /** True where the text so far ends in a space that swallows the next one. */
  endsInSpace: boolean;
  readonly asides: Flow[];
}

/** A text of its own: the body, or a text box. */
export class Story {
  readonly #flow = new FlowAssembler();
  readonly #tables: TableState[] = [];
  #paragraph: ParagraphState | null = null;

  get table(): TableState | undefined {
    return this.#tables.at(-1);
  }

  beginParagraph(level: number | null, number: string): void {
    this.endParagraph();
    this.#paragraph = { text: '', level, number, endsInSpace: true, asides: [] };
  }

  /** Running text: white space collapses to one space, as in HTML. */
  addText(text: string): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    const collapsed = text.replace(/[ \t\r\n]+/g, ' ');
    paragraph.text += paragraph.endsInSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (collapsed !== '') paragraph.endsInSpace = collapsed.endsWith(' ');
  }

  /** Spaces, tabs and line breaks written as elements. */
  addExact(text: string): void {
    if (!this.#paragraph) return;
    this.#paragraph.text += text;
    this.#paragraph.endsInSpace = false;
  }

  addAside(flow: Flow[]): void {
    if (this.#paragraph) this.#paragraph.asides.push(...flow);
    else this.#flow.append(this.#tables.length, flow);
  }

  endParagraph(): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    this.#paragraph = null;
    const depth = this.#tables.length;
    const text = withNumber(paragraph.number, paragraph.text);
    this.#flow.paragraph(depth, { kind: 'paragraph', text, level: paragraph.level });
    this.#flow.append(depth, paragraph.asides);
  }

  beginTable(): void {
    this.endParagraph();
    this.#tables.push({ grid: new ColumnGrid(), at: 0, shapes: [], rowCopies: 1, cellCopies: 1 });
  }

  beginRow(attributes: Attributes): void {
    const table = this.table;
    if (!table) return;
    table.at = 0;
    table.shapes = [];
    table.rowCopies = columnCount(attributes['table:number-rows-repeated'], 1);
    if (table.rowCopies > MAX_REPEATED_ROWS) table.rowCopies = 1;
  }

  beginCell(attributes: Attributes): void {
    const table = this.table;
    if (!table) return;
    const span = columnCount(attributes['table:number-columns-spanned'], 1);
    table.cellCopies = columnCount(attributes['table:number-columns-repeated'], 1);
    table.shapes.push({
      left: table.grid.edge(table.at),
      right: table.grid.edge(table.at + span),
      merge: null,
      joined: false,
      rowSpan: columnCount(attributes['table:number-rows-spanned'], 1),
    });
    // Covered cells follow one by one, so that a spanning cell moves on by one column only.
    table.at += 1;
  }

  beginCovered(attributes: Attributes): void {
    const table = this.table;
    if (!table) return;
    table.at += columnCount(attributes['table:number-columns-repeated'], 1);
  }

  endCovered(): void {
    // What a covered cell holds is not shown.
    this.endParagraph();
    if (this.table) this.#flow.dropCell(this.#tables.length);
  }

  endCell(): void {
    this.endParagraph();
    const table = this.table;
    if (!table) return;
    const depth = this.#tables.length;
    this.#flow.endCell(depth);
    const shape = table.shapes.at(-1);
    for (let copy = 1; copy < table.cellCopies && shape; copy++) {
      table.shapes.push({ ...shape, left: table.grid.edge(table.at), right: table.grid.edge(table.at + 1) });
      table.at += 1;
      this.#flow.repeatCell(depth);
    }
  }

  endRow(): void {
    const table = this.table;
    if (!table) return;
    const depth = this.#tables.length;
    this.#flow.endRow(depth, table.shapes);
    for (let copy = 1; copy < table.rowCopies; copy++) this.#flow.repeatRow(depth);
  }

  endTable(): void {
    this.endParagraph();
    if (this.#tables.pop()) this.#flow.endTables(this.#tables.length);
  }

  finish(): Flow[] {
    this.endParagraph();
    return this.#flow.finish();
  }
}
