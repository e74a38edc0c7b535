import { type Cell, type Table, UnreadableError, type Warning } from '../../document.ts';
import { type BodyCell, type BodyTable, bodyText } from './body-block.ts';
import { gridLines } from './edges.ts';

/** A blank cell narrower than this (3 pt, less than a cell's margins) is a leftover of dragged borders, not a column. */
const SLIVER = 60;
/** Places of the largest grid: some thousand times a report's table; beyond it a file is an attack or a data dump. */
const MAX_PLACES = 2_000_000;

interface GrowingCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  text: string;
  mergeable: boolean;
}

/** Puts a table's cells on a grid: edges to columns, vertical merges to row spans. Throws `UnreadableError` 'too_large'. */
export function gridTable(table: BodyTable, warnings: Warning[]): Table {
  const rows = table.rows.map(tidyRow);
  const { lineOf, count } = gridLines(rows.map((row) => row.flatMap((cell) => [cell.left, cell.right])));
  const columns = Math.max(0, count - 1);
  if (columns * rows.length > MAX_PLACES)
    throw new UnreadableError('too_large', 'A table has too many cells to be read.');
  const grid = new GridPlaces(rows.length, columns, warnings);
  rows.forEach((row, index) => {
    for (const cell of row) grid.place(cell, index, lineOf(cell.left), lineOf(cell.right));
  });
  return { kind: 'table', rows: rows.length, columns, cells: grid.cells() };
}

/** Joins what is merged sideways, takes out slivers, and makes the edges rise from left to right. */
function tidyRow(row: readonly BodyCell[]): BodyCell[] {
  const tidy: BodyCell[] = [];
  for (const cell of row) {
    const before = tidy.at(-1);
    const left = Math.max(cell.left, before?.right ?? cell.left);
    const right = Math.max(cell.right, left + 1);
    if (before && (cell.joined || (right - left < SLIVER && isBlank(cell))))
      tidy[tidy.length - 1] = {
        ...before,
        right,
        content: [...before.content, ...(isBlank(cell) ? [] : cell.content)],
      };
    else tidy.push({ ...cell, left, right });
  }
  const [first, second] = tidy;
  if (first && second && first.right - first.left < SLIVER && isBlank(first) && first.merge === null)
    tidy.splice(0, 2, { ...second, left: first.left });
  return tidy;
}

function isBlank(cell: BodyCell): boolean {
  return bodyText(cell.content) === '';
}

/** Places on the grid and which cell holds each. */
class GridPlaces {
  readonly #rows: number;
  readonly #columns: number;
  readonly #places: (GrowingCell | undefined)[];
  readonly #placed: GrowingCell[] = [];
  readonly #warnings: Warning[];

  constructor(rows: number, columns: number, warnings: Warning[]) {
    this.#rows = rows;
    this.#columns = columns;
    this.#places = new Array(rows * columns);
    this.#warnings = warnings;
  }

  place(cell: BodyCell, row: number, column: number, end: number): void {
    const text = bodyText(cell.content);
    const above = cell.merge === 'continue' ? this.#mergedAbove(row, column, end) : undefined;
    if (above) {
      above.rowSpan++;
      this.#fill(above, row, row + 1);
      if (text) this.#warnHidden(row, column, text);
      return;
    }
    this.#add(cell, text, row, column, end);
  }

  cells(): Cell[] {
    return this.#placed
      .map(({ row, column, rowSpan, colSpan, text }) => ({ row, column, rowSpan, colSpan, text }))
      .sort((a, b) => a.row - b.row || a.column - b.column);
  }

  /** The cell above that this one continues: it must begin at the same line and not reach beyond, or cells would overlap. */
  #mergedAbove(row: number, column: number, end: number): GrowingCell | undefined {
    const above = row > 0 ? this.#at(row - 1, column) : undefined;
    return above?.mergeable && above.column === column && above.column + above.colSpan <= end ? above : undefined;
  }

  #add(cell: BodyCell, text: string, row: number, from: number, end: number): void {
    this.#endSpanAbove(row, from);
    let column = from;
    while (column < end && this.#at(row, column)) column++;
    let until = column;
    while (until < end && !this.#at(row, until)) until++;
    const holder = this.#at(row, from);
    if (until === column) {
      // A damaged file puts a cell where another already stands: its text joins that one.
      if (holder && text) holder.text = `${holder.text}\n${text}`.trim();
      return;
    }
    const rowSpan = Math.max(1, Math.min(cell.rowSpan, this.#rows - row));
    const placed = { row, column, rowSpan, colSpan: until - column, text, mergeable: cell.merge !== null };
    this.#placed.push(placed);
    this.#fill(placed, row, row + rowSpan);
  }

  /** Some producers let a cell span rows that have a cell of their own there: that cell is what is seen. */
  #endSpanAbove(row: number, column: number): void {
    const above = this.#at(row, column);
    if (!above || above.row === row || above.mergeable) return;
    for (let below = row; below < above.row + above.rowSpan; below++)
      for (let at = above.column; at < above.column + above.colSpan; at++)
        delete this.#places[below * this.#columns + at];
    above.rowSpan = row - above.row;
  }

  #at(row: number, column: number): GrowingCell | undefined {
    return this.#places[row * this.#columns + column];
  }

  #fill(cell: GrowingCell, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (row > cell.row && !this.#isFree(cell, row)) {
        cell.rowSpan = row - cell.row;
        return;
      }
      for (let column = cell.column; column < cell.column + cell.colSpan; column++)
        this.#places[row * this.#columns + column] = cell;
    }
  }

  #isFree(cell: GrowingCell, row: number): boolean {
    for (let column = cell.column; column < cell.column + cell.colSpan; column++)
      if (this.#at(row, column)) return false;
    return true;
  }

  /** Word processors do not show what stands in the lower cells of a merged column. */
  #warnHidden(row: number, column: number, text: string): void {
    this.#warnings.push({
      code: 'hidden_cell_text',
      message: `A merged cell hides the text “${text.slice(0, 60)}”; it was left out.`,
      where: `row ${row + 1}, column ${column + 1}`,
    });
  }
}
