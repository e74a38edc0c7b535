import { isKnownPhrase } from '../../ocr/lexicon.ts';
import type { BorderlessColumns, PageTable } from '../model.ts';

/** Whether a table without a header goes on with the columns of the one above it: each of its columns stands in one of those. */
export function continues(above: PageTable, below: PageTable): boolean {
  if (!above.borderless?.headed || !below.borderless || below.borderless.headed) return false;
  return placesOf(above.borderless, below.borderless) !== null;
}

/** The column above in which each column below stands; null where that is not plain. */
function placesOf(above: BorderlessColumns, below: BorderlessColumns): number[] | null {
  if ((above.labels === 0) !== (below.labels === 0)) return null;
  const places = below.columns.map(([from, to]) => {
    const over = above.columns.flatMap((column, index) => (column[0] < to && from < column[1] ? [index] : []));
    return over.length === 1 ? (over[0] ?? -1) : -1;
  });
  const plain = !places.includes(-1) && new Set(places).size === places.length;
  return plain ? places : null;
}

/** A table with the rows of its continuation on the next page, which may lack columns that are blank there. */
export function appendBorderless(above: PageTable, below: PageTable): PageTable {
  const [upper, lower] = [above.borderless, below.borderless];
  const places = upper && lower && placesOf(upper, lower);
  if (!upper || !lower || !places) return above;
  const labels = Math.max(upper.labels, lower.labels);
  const moved = below.cells.map((cell) => ({
    ...cell,
    row: cell.row + above.rows,
    ...(cell.column < lower.labels
      ? { colSpan: cell.column + cell.colSpan === lower.labels ? labels - cell.column : cell.colSpan }
      : { column: labels + (places[cell.column - lower.labels] ?? 0) }),
  }));
  const shifted = withRest(above, lower.head).map((cell) =>
    cell.column < upper.labels
      ? { ...cell, colSpan: cell.column + cell.colSpan === upper.labels ? labels - cell.column : cell.colSpan }
      : { ...cell, column: cell.column + labels - upper.labels },
  );
  const missing = upper.columns.flatMap((_, column) =>
    places.includes(column)
      ? []
      : rowsWithValues(below).map((row) => ({
          ...emptyCell(below),
          row: row + above.rows,
          column: labels + column,
        })),
  );
  return {
    ...above,
    rows: above.rows + below.rows,
    xs: [...Array.from({ length: labels - upper.labels }, () => above.box[0]), ...above.xs],
    cells: [...shifted, ...moved, ...missing].sort((a, b) => a.row - b.row || a.column - b.column),
    borderless: { ...upper, labels, certain: upper.certain && lower.certain },
  };
}

/** The last row's label with the lines of it that stand on the next page, in its column. */
function withRest(
  { cells, rows, borderless }: PageTable,
  rest: BorderlessColumns['head'],
): readonly PageTable['cells'][number][] {
  const labels = borderless?.labels ?? 0;
  return cells.map((cell) => {
    if (cell.row + 1 !== rows || cell.rowSpan !== 1 || cell.column + cell.colSpan !== labels) return cell;
    const own = rest.filter(({ box }) => box[0] < cell.box[2] && cell.box[0] < box[2]);
    const whole = [cell.text, ...own.map(({ text }) => text)].join('\n');
    return isKnownPhrase(cell.text) && !isKnownPhrase(whole) ? cell : { ...cell, text: whole };
  });
}

const rowsWithValues = (table: PageTable): number[] => [
  ...new Set(table.cells.filter((cell) => cell.column >= (table.borderless?.labels ?? 0)).map((cell) => cell.row)),
];

const emptyCell = (table: PageTable) => ({
  rowSpan: 1,
  colSpan: 1,
  text: '',
  page: table.cells[0]?.page ?? 1,
  box: [0, 0, 0, 0] as const,
  fullness: 0,
});
