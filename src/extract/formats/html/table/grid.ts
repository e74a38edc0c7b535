/** A cell as the source gives it: its spans as written, 1 or more; rowSpan 0 reaches to the end of its row group. */
export interface SourceCell<T> {
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly content: T;
}

export interface PlacedCell<T> {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly content: T;
}

/** The widest span that is taken at its word; the widest real table has 16 columns, and editors write 100 or 1000 for “all of them”. */
const PLAUSIBLE_SPAN = 40;
/** HTML's own limit for colspan; a cell that starts beyond it gets one column. */
const MAX_COLSPAN = 1000;

/**
 * Puts cells on the grid as browsers do: each at the first free place of its row, spans cut at the end of the row group (`groups`: rows of
 * each group) and, where browsers would let cells overlap, at the next cell. Returns the grid's size and the cells by row, then column.
 * `stated`: the number of columns that the table itself names.
 */
export function placeCells<T>(
  groups: readonly (readonly (readonly SourceCell<T>[])[])[],
  stated = 0,
): {
  rows: number;
  columns: number;
  cells: PlacedCell<T>[];
} {
  const placed: PlacedCell<T>[] = [];
  let row = 0;
  for (const group of groups) {
    const end = row + group.length;
    /** For each column the first row from which it is free. */
    const freeFrom: number[] = [];
    for (const cells of group) {
      placeRow(cells, row, end, freeFrom, placed);
      row += 1;
    }
  }
  return clipToWidth(row, placed, Math.max(PLAUSIBLE_SPAN, stated));
}

function placeRow<T>(
  cells: readonly SourceCell<T>[],
  row: number,
  end: number,
  freeFrom: number[],
  placed: PlacedCell<T>[],
): void {
  const isFree = (column: number): boolean => (freeFrom[column] ?? 0) <= row;
  let column = 0;
  for (const { rowSpan, colSpan, content } of cells) {
    while (!isFree(column)) column += 1;
    let width = 1;
    while (width < Math.min(colSpan, MAX_COLSPAN - column) && isFree(column + width)) width += 1;
    const height = rowSpan === 0 ? end - row : Math.min(rowSpan, end - row);
    for (let at = column; at < column + width; at++) freeFrom[at] = row + height;
    placed.push({ row, column, rowSpan: height, colSpan: width, content });
    column += width;
  }
}

function clipToWidth<T>(rows: number, placed: readonly PlacedCell<T>[], widest: number) {
  let columns = 0;
  for (const { column, colSpan } of placed) columns = Math.max(columns, column + (colSpan <= widest ? colSpan : 1));
  const cells = placed.map((cell) =>
    cell.column + cell.colSpan <= columns ? cell : { ...cell, colSpan: columns - cell.column },
  );
  return { rows, columns, cells };
}
