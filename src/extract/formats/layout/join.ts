import { appendBorderless, continues } from './borderless/join.ts';
import { compact, glue, type TableRows } from './glue.ts';
import { boxWidth, type LaidOutPage, type PageTable, type TextLine } from './model.ts';
import { JOIN } from './settings.ts';

/**
 * Tables that run over a page's end, joined: the last table of a page and the first of the next, with nothing but boilerplate between them
 * and the same columns. Returns, page by page, the tables that start there.
 */
export function joinTables(pages: readonly LaidOutPage[]): PageTable[][] {
  const starts: PageTable[][] = [];
  let open: { page: number; index: number } | null = null;
  pages.forEach((page, number) => {
    const own: PageTable[] = [];
    page.tables.forEach((table, index) => {
      const before = open && starts[open.page]?.[open.index];
      if (
        open &&
        before &&
        index === 0 &&
        startsPage(table, page) &&
        (before.borderless || table.borderless ? continues(before, table) : sameColumns(before, table))
      ) {
        const joined = before.borderless ? appendBorderless(before, table) : append(before, table);
        starts[open.page]?.splice(open.index, 1, joined);
      } else {
        // The last row's label may go on in a table that cannot be told to be its continuation.
        if (
          open &&
          before?.borderless &&
          index === 0 &&
          table.borderless &&
          !table.borderless.headed &&
          startsPage(table, page)
        )
          starts[open.page]?.splice(open.index, 1, { ...before, borderless: { ...before.borderless, certain: false } });
        own.push(index === 0 ? withDoubt(table, starts.flat(), open !== null) : table);
        open = null;
      }
    });
    starts.push(own);
    const last = page.tables.at(-1);
    if (last && !endsPage(last, page)) open = null;
    else if (own.length > 0) open = { page: number, index: own.length - 1 };
    else if (!last && page.lines.length > 0) open = null;
  });
  return starts;
}

/**
 * A table that opens a page under the header of an earlier one, while another header stood above the last rows: headers are printed again
 * on each page, and this one may not be that of the rows below it.
 */
function withDoubt(table: PageTable, earlier: readonly PageTable[], follows: boolean): PageTable {
  const header = table.borderless?.header ?? '';
  const again = header !== '' && earlier.some(({ borderless }) => borderless?.header === header);
  return table.borderless && again && !(follows && earlier.at(-1)?.borderless?.header === header)
    ? { ...table, borderless: { ...table.borderless, certain: false } }
    : table;
}

const startsPage = (table: PageTable, page: LaidOutPage): boolean =>
  !page.lines.some((line) => line.box[3] <= table.box[1] + 2 && !isBlankRow(line, table));
const endsPage = (table: PageTable, page: LaidOutPage): boolean =>
  !page.lines.some((line) => line.box[1] >= table.box[3] - 2 && !isBlankRow(line, table));

/**
 * A label without numbers, above or below a table that is known by its numbers alone; or a character of a merged cell that is set
 * vertically in front of all labels and goes on over the page's end.
 */
function isBlankRow(line: TextLine, { borderless, box }: PageTable): boolean {
  const start = borderless?.columns[0]?.[0];
  return (
    start !== undefined &&
    borderless !== undefined &&
    borderless.labels > 0 &&
    (line.box[0] >= box[0] - 2 || line.text.length === 1) &&
    line.box[2] <= start
  );
}

/** The outer edges agree (after a shift: left and right pages have different margins) and the inner edges of one are edges of the other. */
function sameColumns(before: PageTable, after: PageTable): boolean {
  if (Math.abs(boxWidth(before.box) - boxWidth(after.box)) > JOIN.sameEdge) return false;
  const shift = before.box[0] - after.box[0];
  const moved = after.xs.map((x) => x + shift);
  const [few, many] = moved.length <= before.xs.length ? [moved, before.xs] : [before.xs, moved];
  const found = few.filter((x) => many.some((other) => Math.abs(other - x) <= JOIN.sameEdge)).length;
  return found >= few.length - (few.length > 6 ? 1 : 0);
}

/** A table with the rows of its continuation. */
function append(before: PageTable, after: PageTable): PageTable {
  const shift = before.box[0] - after.box[0];
  const xs = unite(
    before.xs,
    after.xs.map((x) => x + shift),
  );
  const upper = onEdges(before, before.xs, xs);
  const lower = withoutRepeatedHeader(
    upper,
    onEdges(
      after,
      after.xs.map((x) => x + shift),
      xs,
    ),
  );
  return { box: before.box, xs, ...glue(upper, lower) };
}

function unite(one: readonly number[], other: readonly number[]): number[] {
  const extra = other.filter((x) => !one.some((known) => Math.abs(known - x) <= JOIN.sameEdge));
  return [...one, ...extra].sort((a, b) => a - b);
}

function onEdges(table: PageTable, own: readonly number[], xs: readonly number[]): TableRows {
  const index = own.map((x) => nearest(xs, x));
  const cells = table.cells.map((cell) => {
    const column = index[cell.column] ?? cell.column;
    return { ...cell, column, colSpan: Math.max(1, (index[cell.column + cell.colSpan] ?? column + 1) - column) };
  });
  return { rows: table.rows, cells };
}

const nearest = (xs: readonly number[], at: number): number =>
  xs.reduce((best, x, index) => (Math.abs(x - at) < Math.abs((xs[best] ?? 0) - at) ? index : best), 0);

/** Header rows that are printed again at the top of the next page. */
function withoutRepeatedHeader(upper: TableRows, lower: TableRows): TableRows {
  let count = 0;
  while (count < Math.min(upper.rows, lower.rows) && sameRow(upper, lower, count)) count++;
  // A header ends where no cell reaches below it.
  while (count > 0 && lower.cells.some((cell) => cell.row < count && cell.row + cell.rowSpan > count)) count--;
  if (count === 0) return lower;
  return {
    rows: lower.rows - count,
    cells: lower.cells.filter((cell) => cell.row >= count).map((cell) => ({ ...cell, row: cell.row - count })),
  };
}

function sameRow(upper: TableRows, lower: TableRows, row: number): boolean {
  const print = ({ cells }: TableRows) =>
    cells.filter((cell) => cell.row === row).map((cell) => `${cell.column}:${cell.colSpan}:${compact(cell.text)}`);
  const [one, other] = [print(upper), print(lower)];
  const worded = lower.cells.some((cell) => cell.row === row && /\p{Script=Han}/u.test(cell.text));
  return worded && one.length === other.length && one.every((text, index) => text === other[index]);
}
