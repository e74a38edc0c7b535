import { ColumnGrid, columnCount } from '../office/column-grid.ts';
import type { CellShape } from '../office/flow.ts';

export interface CellState {
  span: number;
  merge: 'start' | 'continue' | null;
  joined: boolean;
  isDeleted: boolean;
}

/** One open `w:tbl`: its grid and the row and cell being read. */
export class TableState {
  readonly #grid = new ColumnGrid();
  #at = 0;
  #shapes: CellShape[] = [];
  cell: CellState = newCell();
  isRowDeleted = false;

  addColumn(width: string | undefined): void {
    this.#grid.add(Number.parseFloat(width ?? ''));
  }

  beginRow(): void {
    this.#at = 0;
    this.#shapes = [];
    this.isRowDeleted = false;
  }

  /** Leaves grid columns at the row's beginning without a cell (`w:gridBefore`). */
  skipColumns(count: string | undefined): void {
    this.#at += columnCount(count, 0);
  }

  beginCell(): void {
    this.cell = newCell();
  }

  setSpan(span: string | undefined): void {
    this.cell.span = columnCount(span, 1);
  }

  endCell(): void {
    const { span, merge, joined } = this.cell;
    this.#shapes.push({
      left: this.#grid.edge(this.#at),
      right: this.#grid.edge(this.#at + span),
      merge,
      joined: joined && this.#shapes.length > 0,
      rowSpan: 1,
    });
    this.#at += span;
  }

  get shapes(): readonly CellShape[] {
    return this.#shapes;
  }
}

function newCell(): CellState {
  return { span: 1, merge: null, joined: false, isDeleted: false };
}
