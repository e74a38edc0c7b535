import { isKnownPhrase } from '../../../../codebook/index.ts';
import type { BorderlessColumns, PageTable, TableCell } from '../model.ts';
import { isRowLabel } from './form-labels.ts';

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
  const cut = new CutLabel(above, below);
  const moved = cut.lowerCells.map((cell) => ({
    ...cell,
    row: cell.row + above.rows,
    ...(cell.column < lower.labels
      ? { colSpan: cell.column + cell.colSpan === lower.labels ? labels - cell.column : cell.colSpan }
      : { column: labels + (places[cell.column - lower.labels] ?? 0) }),
  }));
  const shifted = cut.upperCells.map((cell) =>
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
    borderless: { ...upper, labels, foot: lower.foot, certain: upper.certain && lower.certain },
  };
}

type Lines = BorderlessColumns['head'];

/** The label of the row that the page's end cuts, put together where its two parts make one of the form's. */
class CutLabel {
  readonly upperCells: readonly TableCell[];
  readonly lowerCells: readonly TableCell[];

  constructor(above: PageTable, below: PageTable) {
    const last = lastLabel(above);
    const first = firstLabel(below);
    const [foot, head] = [above.borderless?.foot ?? [], below.borderless?.head ?? []];
    const replaced = new Map<TableCell, TableCell>();
    if (first && foot.length > 0) {
      const whole = [...under(foot, first).map(({ text }) => text), first.text].join('\n');
      if (isRowLabel(whole) && !isRowLabel(first.text)) replaced.set(first, sure(first, whole));
    } else if (last && first?.inferred && last.inferred && isRowLabel(`${last.text}${first.text}`)) {
      // Numbers beside both parts: of one row in two lines, or of two rows.
      for (const cell of [last, first]) replaced.set(cell, { ...cell, text: '' });
    }
    if (last && !replaced.has(last)) replaced.set(last, withRest(last, head));
    const replace = (cell: TableCell) => replaced.get(cell) ?? cell;
    this.upperCells = above.cells.map(replace);
    this.lowerCells = below.cells.map(replace);
  }
}

const sure = ({ inferred, ...cell }: TableCell, text: string): TableCell => ({ ...cell, text });

const labelAt = ({ cells, borderless }: PageTable, row: number): TableCell | undefined =>
  cells.find(
    (cell) => cell.row === row && cell.rowSpan === 1 && cell.column + cell.colSpan === (borderless?.labels ?? 0),
  );

const lastLabel = (table: PageTable): TableCell | undefined => labelAt(table, table.rows - 1);
const firstLabel = (table: PageTable): TableCell | undefined => labelAt(table, 0);

/** The lines that stand over or under a cell. */
const under = (lines: Lines, { box }: TableCell): Lines =>
  lines.filter((line) => line.box[0] < box[2] && box[0] < line.box[2]);

/** A label with the lines of it that stand on the next page. */
function withRest(cell: TableCell, head: Lines): TableCell {
  const own = under(head, cell);
  const whole = [cell.text, ...own.map(({ text }) => text)].join('\n');
  if (own.length === 0 || (isKnownPhrase(cell.text) && !isKnownPhrase(whole))) return cell;
  if (isRowLabel(whole)) return sure(cell, whole);
  return { ...cell, text: whole };
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
