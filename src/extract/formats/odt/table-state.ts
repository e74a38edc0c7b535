import { type CellShape, plainShape } from '../office/body-block.ts';
import { ColumnGrid, columnCount } from '../office/column-grid.ts';
import type { Attributes } from '../office/xml.ts';

/** A row said to be repeated more often than this is formatting below the table, not content. */
const MAX_REPEATED_ROWS = 50;

/** One open `table:table`: its grid and the row and cell being read. */
export class OdtTableState {
  readonly grid = new ColumnGrid();
  shapes: CellShape[] = [];
  /** How often the row, and the cell, being read is repeated. */
  rowCopies = 1;
  cellCopies = 1;
  #row = -1;
  /** Column of the next cell, and the one behind the last cell with its span. */
  #at = 0;
  #right = 0;
  /** For each column, the row until which a cell further up covers it. */
  readonly #coveredUntil: number[] = [];
  /** False for producers that leave out covered cells: the others then move to the right, as in HTML. */
  #namesCovered = false;

  beginRow(attributes: Attributes): void {
    this.#row += this.rowCopies;
    this.#at = 0;
    this.#right = 0;
    this.shapes = [];
    const copies = columnCount(attributes['table:number-rows-repeated'], 1);
    this.rowCopies = copies > MAX_REPEATED_ROWS ? 1 : copies;
  }

  beginCell(attributes: Attributes): void {
    const span = columnCount(attributes['table:number-columns-spanned'], 1);
    const rowSpan = columnCount(attributes['table:number-rows-spanned'], 1);
    this.cellCopies = columnCount(attributes['table:number-columns-repeated'], 1);
    this.#at = Math.max(this.#at, this.#right);
    // Damaged files have cells before any row, in row -1: no column is covered there.
    while (!this.#namesCovered && (this.#coveredUntil[this.#at] ?? -1) > this.#row) this.#at++;
    this.#right = this.#at + span;
    if (rowSpan > 1)
      for (let column = this.#at; column < this.#right; column++) this.#coveredUntil[column] = this.#row + rowSpan;
    this.shapes.push({ ...plainShape(this.grid.edge(this.#at), this.grid.edge(this.#right)), rowSpan });
    // Covered cells follow one by one, so that a spanning cell moves on by one column only.
    this.#at += 1;
  }

  /** Puts another cell like the last behind it. */
  repeatCell(): void {
    const shape = this.shapes.at(-1);
    if (!shape) return;
    this.shapes.push({ ...shape, left: this.grid.edge(this.#at), right: this.grid.edge(this.#at + 1) });
    this.#at += 1;
  }

  beginCovered(attributes: Attributes): void {
    this.#namesCovered = true;
    this.#at += columnCount(attributes['table:number-columns-repeated'], 1);
  }
}
