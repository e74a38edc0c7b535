import { sharedHeight, type TextRun } from './borderless/text-runs.ts';
import { contains } from './lines.ts';
import { centreX, centreY, type Grid } from './model.ts';

/** Cells that hold several numbers side by side: more than a slip of one cell. */
const ENOUGH_CELLS = 2;
/** Numbers this near above or below a grid of shaded areas stand in a row of its table (em). */
const NEXT_ROW = 2.2;

/** Whether a grid parts the numbers in it: no cells with several side by side. */
export function partsValues(grid: Grid, values: readonly TextRun[]): boolean {
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const [top, bottom] = [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  const inside = values.filter(({ box }) => contains([left, top, right, bottom], centreX(box), centreY(box)));
  const crowded = grid.slots.filter((slot) => {
    const [from, to] = [grid.xs[slot.left] ?? 0, grid.xs[slot.right] ?? 0];
    const [above, below] = [grid.ys[slot.top] ?? 0, grid.ys[slot.bottom] ?? 0];
    const own = inside.filter(({ box }) => contains([from, above, to, below], centreX(box), centreY(box)));
    return own.some((one) => own.some((other) => other !== one && sharedHeight(one.box, other.box) > 0.5));
  }).length;
  return crowded < ENOUGH_CELLS && !(crowded > 0 && grid.xs.length === 2);
}

/** Whether rows of numbers stand right above or below a grid: shaded rows of a table whose other rows are not. */
export function goesOn(grid: Grid, values: readonly TextRun[]): boolean {
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const [top, bottom] = [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  return values.some(
    ({ box, size }) =>
      centreX(box) > left &&
      centreX(box) < right &&
      ((box[3] < top + 1 && top - box[3] < size * NEXT_ROW) ||
        (box[1] > bottom - 1 && box[1] - bottom < size * NEXT_ROW)),
  );
}
