/** Width in twips of a grid column of which the file does not tell any that makes sense. */
const UNKNOWN_WIDTH = 1000;
/** A table narrower than this (5 cm) has made-up widths: some producers write 100 or 0 for every column. */
const MIN_TABLE_WIDTH = 3000;
/** Word's own limit of columns is 63, LibreOffice's some hundred. */
const MAX_COLUMNS = 1000;

/** The columns of a table whose cells are counted in grid columns. */
export class ColumnGrid {
  readonly #widths: number[] = [];

  /** Adds `count` columns of a width in twips; NaN where the file does not tell. */
  add(width: number, count = 1): void {
    for (let i = 0; i < count && this.#widths.length < MAX_COLUMNS; i++)
      this.#widths.push(Number.isFinite(width) ? Math.max(0, width) : 0);
  }

  get count(): number {
    return this.#widths.length;
  }

  /** Width of the table in twips; null where the columns' widths make no sense. */
  get width(): number | null {
    const total = sum(this.#widths);
    return total < MIN_TABLE_WIDTH || this.#widths.includes(0) ? null : total;
  }

  /** Position in twips of the line before the grid column at `index`. */
  edge(index: number): number {
    if (this.width === null) return index * UNKNOWN_WIDTH;
    return sum(this.#widths.slice(0, index)) + Math.max(0, index - this.#widths.length) * UNKNOWN_WIDTH;
  }
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** A count of columns as written; at least `least`. */
export function columnCount(value: string | undefined, least: number): number {
  const count = Number.parseInt(value ?? '', 10);
  return Number.isFinite(count) ? Math.max(least, Math.min(MAX_COLUMNS, count)) : least;
}
