import type { CellShape } from '../office/flow.ts';

/** Width in twips of a grid column of which the file does not tell any that makes sense. */
const UNKNOWN_WIDTH = 1000;
/** A table narrower than this (5 cm) has made-up widths: some producers write 100 or 0 for every column. */
const MIN_TABLE_WIDTH = 3000;
/** Word's own limit of columns is 63. */
const MAX_SPAN = 1000;

export interface CellState {
  span: number;
  merge: 'start' | 'continue' | null;
  joined: boolean;
  isDeleted: boolean;
}

/** One open `w:tbl`: its grid and the row and cell being read. */
export class TableState {
  readonly #widths: number[] = [];
  #at = 0;
  #shapes: CellShape[] = [];
  cell: CellState = newCell();
  isRowDeleted = false;

  addColumn(width: string | undefined): void {
    if (this.#widths.length < MAX_SPAN) this.#widths.push(Number.parseFloat(width ?? '') || 0);
  }

  beginRow(): void {
    this.#at = 0;
    this.#shapes = [];
    this.isRowDeleted = false;
  }

  /** Leaves grid columns at the row's beginning without a cell (`w:gridBefore`). */
  skipColumns(count: string | undefined): void {
    this.#at += spanOf(count, 0);
  }

  beginCell(): void {
    this.cell = newCell();
  }

  setSpan(span: string | undefined): void {
    this.cell.span = spanOf(span, 1);
  }

  endCell(): void {
    const { span, merge, joined } = this.cell;
    this.#shapes.push({
      left: this.#edge(this.#at),
      right: this.#edge(this.#at + span),
      merge,
      joined: joined && this.#shapes.length > 0,
      rowSpan: 1,
    });
    this.#at += span;
  }

  get shapes(): readonly CellShape[] {
    return this.#shapes;
  }

  /** Position of the line before the grid column at `index`. */
  #edge(index: number): number {
    const total = this.#widths.reduce((sum, width) => sum + width, 0);
    if (total < MIN_TABLE_WIDTH || this.#widths.some((width) => width <= 0)) return index * UNKNOWN_WIDTH;
    const inside = this.#widths.slice(0, index).reduce((sum, width) => sum + width, 0);
    return inside + Math.max(0, index - this.#widths.length) * UNKNOWN_WIDTH;
  }
}

function newCell(): CellState {
  return { span: 1, merge: null, joined: false, isDeleted: false };
}

function spanOf(value: string | undefined, least: number): number {
  const span = Number.parseInt(value ?? '', 10);
  return Number.isFinite(span) ? Math.max(least, Math.min(MAX_SPAN, span)) : least;
}
