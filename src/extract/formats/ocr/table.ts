import type { Box, GridCell, PageTable, RuledGrid, TableCell } from '../layout/model.ts';
import type { PixelBox } from './gray.ts';
import type { StackReading } from './stack.ts';

/** Cells are cut this far inside their rules (inch): half a rule and its soft edge. */
const INSET = 0.012;

/** The pixels inside a cell. */
export function slotArea(grid: RuledGrid, slot: GridCell, dpi: number): PixelBox {
  const [left, top, right, bottom] = slotBox(grid, slot);
  const pixel = (points: number, inset: number) => Math.round((points * dpi) / 72 + inset * dpi);
  return {
    left: pixel(left, INSET),
    top: pixel(top, INSET),
    right: pixel(right, -INSET),
    bottom: pixel(bottom, -INSET),
  };
}

const slotBox = (grid: RuledGrid, slot: GridCell): Box => [
  grid.xs[slot.left] ?? 0,
  grid.ys[slot.top] ?? 0,
  grid.xs[slot.right] ?? 0,
  grid.ys[slot.bottom] ?? 0,
];

/** A grid with what was read in its cells, in the order of its cells. */
export function tableOf(grid: RuledGrid, readings: readonly StackReading[], page: number): PageTable {
  const cells = grid.cells.map((slot, index): TableCell => {
    const { text, confidence } = readings[index] ?? { text: '', confidence: 1 };
    return {
      row: slot.top,
      column: slot.left,
      rowSpan: slot.bottom - slot.top,
      colSpan: slot.right - slot.left,
      text,
      confidence,
      page,
      box: slotBox(grid, slot),
      // Not measured in pictures: a row cut by the page's end stays two rows.
      fullness: 0,
    };
  });
  const box: Box = [grid.xs[0] ?? 0, grid.ys[0] ?? 0, grid.xs.at(-1) ?? 0, grid.ys.at(-1) ?? 0];
  return {
    box,
    xs: grid.xs,
    rows: grid.ys.length - 1,
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
  };
}
