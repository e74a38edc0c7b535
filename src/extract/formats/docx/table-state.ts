import { type CellShape, plainShape } from '../office/body-block.ts';
import { ColumnGrid, columnCount } from '../office/column-grid.ts';
import type { Ground } from '../office/text-style.ts';

/** How far, as a share, the widths of a row's cells may differ from the table's and still be meant to fill it. */
const WIDTH_TOLERANCE = 0.05;

export interface CellState {
  span: number;
  /** Preferred width in twips; 0 where the file names none. */
  width: number;
  merge: CellShape['merge'];
  joined: boolean;
  isDeleted: boolean;
  /** Its shading; null where it has none of its own. */
  ground: Ground | null;
  /** A line is drawn from corner to corner: through the number in it, if there is one. */
  isCrossed: boolean;
}

/** One open `w:tbl`: its grid and the row and cell being read. */
export class DocxTableState {
  readonly #grid = new ColumnGrid();
  #skipped = { before: 0, after: 0 };
  #cells: CellState[] = [];
  cell: CellState = newCell();
  isRowDeleted = false;
  /** Shading of the whole table, or of its style; null for none. */
  ground: Ground | null = null;

  addColumn(width: string | undefined): void {
    this.#grid.add(Number.parseFloat(width ?? ''));
  }

  beginRow(): void {
    this.#skipped = { before: 0, after: 0 };
    this.#cells = [];
    this.isRowDeleted = false;
  }

  /** Leaves grid columns without a cell at the row's beginning (`w:gridBefore`) or end (`w:gridAfter`). */
  skipColumns(side: 'before' | 'after', count: string | undefined): void {
    this.#skipped[side] = columnCount(count, 0);
  }

  beginCell(): void {
    this.cell = newCell();
  }

  setSpan(span: string | undefined): void {
    this.cell.span = columnCount(span, 1);
  }

  setWidth(width: string | undefined, type: string | undefined): void {
    this.cell.width = type === 'dxa' ? Math.max(0, Number.parseFloat(width ?? '') || 0) : 0;
  }

  endCell(): void {
    this.#cells.push(this.cell);
  }

  /** Shapes of the row's cells. */
  get shapes(): CellShape[] {
    const edges = this.#edgesByWidth() ?? this.#edgesBySpan();
    return this.#cells.map(({ merge, joined }, index) => ({
      ...plainShape(edges[index] ?? 0, edges[index + 1] ?? 0),
      merge,
      joined: joined && index > 0,
    }));
  }

  #edgesBySpan(): number[] {
    const { before } = this.#skipped;
    return runningSums(this.#cells.map(({ span }) => span)).map((sum) => this.#grid.edge(before + sum));
  }

  /**
   * Some producers write no spans: a row of fewer cells than the grid has columns, whose widths fill the table, is meant as drawn. Null
   * for all other rows.
   */
  #edgesByWidth(): number[] | null {
    const { before, after } = this.#skipped;
    const spans = this.#cells.reduce((sum, { span }) => sum + span, before + after);
    const total = this.#grid.width;
    const filled = this.#cells.reduce((sum, { width }) => sum + width, 0);
    const isShort = spans < this.#grid.count && before + after === 0;
    if (!isShort || total === null || this.#cells.some(({ width, span }) => width === 0 || span > 1)) return null;
    if (Math.abs(filled - total) > total * WIDTH_TOLERANCE) return null;
    return runningSums(this.#cells.map(({ width }) => width));
  }
}

/** 0, the first value, the first two, and so on. */
function runningSums(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
}

function newCell(): CellState {
  return { span: 1, width: 0, merge: null, joined: false, isDeleted: false, ground: null, isCrossed: false };
}
