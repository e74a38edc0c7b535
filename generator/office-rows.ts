import { rowsOf, type SampleCell, type SampleTable } from '../src/sample/grid.ts';
import type { Random } from '../src/sample/random.ts';

/** A cell as a word processor draws it: edges in twips; of a merged column, every row has a cell. */
export interface OfficeCell {
  readonly left: number;
  readonly right: number;
  readonly text: string;
  readonly merge: 'start' | 'continue' | null;
  /** Grid columns that the cell covers. */
  readonly colSpan: number;
}

/** Width of a page of A4 with usual margins, in twips. */
const PAGE_WIDTH = 9000;

/** The table row by row. `drag` is how far, in twips, a hand may have moved each line of a row. */
export function drawnRows(table: SampleTable, random: Random, drag = 0): OfficeCell[][] {
  const width = Math.floor(PAGE_WIDTH / table.columns);
  return rowsOf(table).map((_, row) => {
    const cells = table.cells
      .filter((cell) => row >= cell.row && row < cell.row + cell.rowSpan)
      .sort((a, b) => a.column - b.column);
    const edges = cells.map((cell, index) => {
      // Merged cells keep their lines in all their rows.
      const isFixed = index === 0 || cell.rowSpan > 1 || (cells[index - 1]?.rowSpan ?? 1) > 1;
      return cell.column * width + (isFixed ? 0 : random.int(-drag, drag));
    });
    return cells.map((cell, index) => drawn(cell, row, edges[index] ?? 0, edges[index + 1] ?? table.columns * width));
  });
}

function drawn(cell: SampleCell, row: number, left: number, right: number): OfficeCell {
  const merge = cell.rowSpan === 1 ? null : row === cell.row ? 'start' : 'continue';
  return { left, right, merge, text: merge === 'continue' ? '' : cell.text, colSpan: cell.colSpan };
}
