import { gridLines } from '../../office/edges.ts';
import type { PlacedCell } from './grid.ts';

interface PlacedGrid<T> {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly PlacedCell<T>[];
}

/** Keeps edges at one place apart in their order: columns of no width stand at the same. */
const STEP = 0.001;

/**
 * The grid of a table whose borders were dragged by hand, row by row: edges of different rows that stand nearly at one place are one, so that
 * its columns are those that are seen. `widths` are of its columns, in twips.
 */
export function withoutSlivers<T>(grid: PlacedGrid<T>, widths: readonly number[]): PlacedGrid<T> {
  if (widths.length !== grid.columns || widths.some(Number.isNaN)) return grid;
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width + STEP);
  const edge = (column: number): number => edges[column] ?? 0;
  const rows: number[][] = Array.from({ length: grid.rows }, () => []);
  for (const { row, column, rowSpan, colSpan } of grid.cells)
    for (let at = row; at < row + rowSpan; at++) rows[at]?.push(edge(column), edge(column + colSpan));
  const { lineOf, count } = gridLines(rows);
  if (count - 1 >= grid.columns) return grid;
  const cells = grid.cells.map((cell) => {
    const column = lineOf(edge(cell.column));
    return { ...cell, column, colSpan: lineOf(edge(cell.column + cell.colSpan)) - column };
  });
  return { ...grid, columns: count - 1, cells };
}
