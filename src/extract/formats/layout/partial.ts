import { sharedHeight, type TextRun } from './borderless/text-runs.ts';
import { contains } from './lines.ts';
import { centreX, centreY, type RuledGrid } from './model.ts';
import { PARTIAL } from './settings.ts';

/** Whether a grid parts the numbers in it: no cells with several side by side. */
export function partsValues(grid: RuledGrid, values: readonly TextRun[]): boolean {
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const [top, bottom] = [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  const inside = values.filter(({ box }) => contains([left, top, right, bottom], centreX(box), centreY(box)));
  const crowded = grid.cells.filter((cell) => {
    const [from, to] = [grid.xs[cell.left] ?? 0, grid.xs[cell.right] ?? 0];
    const [above, below] = [grid.ys[cell.top] ?? 0, grid.ys[cell.bottom] ?? 0];
    const own = inside.filter(({ box }) => contains([from, above, to, below], centreX(box), centreY(box)));
    return own.some((one) => own.some((other) => other !== one && sharedHeight(one.box, other.box) > 0.5));
  }).length;
  return crowded < PARTIAL.enoughCells && !(crowded > 0 && grid.xs.length === 2);
}

/** Whether rows of numbers stand right above or below a grid: shaded rows of a table whose other rows are not. */
export function goesOn(grid: RuledGrid, values: readonly TextRun[]): boolean {
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const [top, bottom] = [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  return values.some(
    ({ box, size }) =>
      centreX(box) > left &&
      centreX(box) < right &&
      ((box[3] < top + 1 && top - box[3] < size * PARTIAL.nextRow) ||
        (box[1] > bottom - 1 && box[1] - bottom < size * PARTIAL.nextRow)),
  );
}
