import { ordinalOf } from '../../../vocabulary/ordinals.ts';
import { type Block, type Cell, type Table, UnreadableError } from '../../document.ts';
import { isLabelAsPrinted } from '../text/known-labels.ts';
import type { SheetGrid } from './sheet.ts';

/** A section's heading, which stands between two tables of one sheet. */
/** A row that names an article of the regulations, or a proceeding, belongs to the table below it. */
const isOfTable = (text: string): boolean => /^第.{1,6}条/.test(text) || isLabelAsPrinted(text);
/** Places of the largest table that is filled with blank cells. */
const MAX_PLACES = 500_000;

/**
 * The blocks of a sheet: rows that hold one text over the whole width above, below and between the tables are paragraphs, blank rows
 * part tables.
 */
export function sheetBlocks(grid: SheetGrid): Block[] {
  return regions(grid).flatMap((rows) => regionBlocks(rows));
}

type SheetRow = readonly Cell[];

/** Runs of rows that follow each other or are held together by a merged cell. */
function regions(grid: SheetGrid): SheetRow[][] {
  const found: SheetRow[][] = [];
  let next = -1;
  for (const index of [...grid.rows.keys()].sort((a, b) => a - b)) {
    const row = grid.rows.get(index) ?? [];
    if (!row.some((cell) => cell.text !== '') && index >= next) continue;
    if (index > next) found.push([]);
    found.at(-1)?.push(row);
    next = Math.max(next, ...row.map((cell) => cell.row + cell.rowSpan));
  }
  return found;
}

function regionBlocks(rows: readonly SheetRow[]): Block[] {
  const left = Math.min(...rows.flat().map((cell) => cell.column));
  const filled = rows.map((row) => row.filter((cell) => cell.text !== ''));
  const isText = rows.map((_, index) => isTextRow(filled[index] ?? [], left) && !isInMergedCell(rows, index));
  const first = isText.indexOf(false);
  const last = isText.lastIndexOf(false);
  const width = Math.max(...rows.flat().map((cell) => cell.column + cell.colSpan));
  const blocks: Block[] = [];
  let table: SheetRow[] = [];
  rows.forEach((row, index) => {
    const cell = filled[index]?.[0];
    const isOutside = first < 0 || index < first || index > last;
    if (cell && isText[index] && (isOutside || isDivider(cell, width))) {
      flushTable(table, blocks);
      table = [];
      blocks.push({ kind: 'paragraph', text: cell.text });
    } else table.push(row);
  });
  flushTable(table, blocks);
  return blocks;
}

/** A row that may be a line of text: one cell with words at the left edge. A single number is a value in an otherwise blank row. */
function isTextRow(filled: SheetRow, left: number): boolean {
  const [cell] = filled;
  if (!cell || filled.length > 1) return false;
  return cell.rowSpan === 1 && cell.column === left && /\p{L}/u.test(cell.text) && !isOfTable(cell.text);
}

function isInMergedCell(rows: readonly SheetRow[], index: number): boolean {
  const at = rows[index]?.[0]?.row ?? 0;
  return rows.slice(0, index).some((row) => row.some((cell) => cell.row + cell.rowSpan > at));
}

/** A heading, or a whole sentence, over the full width of the sheet. */
function isDivider(cell: Cell, width: number): boolean {
  return (
    cell.column === 0 &&
    cell.colSpan >= width - 1 &&
    width > 2 &&
    (ordinalOf(cell.text)?.style === 'chinese' || cell.text.length > 60)
  );
}

function flushTable(rows: readonly SheetRow[], blocks: Block[]): void {
  const cells = rows.flat();
  if (cells.some((cell) => cell.text !== '')) blocks.push(tableOf(cells));
}

/** The cells as a table from the first filled place to the last, every blank place between them a cell of its own, as on the sheet. */
function tableOf(cells: readonly Cell[]): Table {
  const [top, left] = [Math.min(...cells.map((cell) => cell.row)), Math.min(...cells.map((cell) => cell.column))];
  const rows = Math.max(...cells.map((cell) => cell.row)) + 1 - top;
  const columns = Math.max(...cells.map((cell) => cell.column + cell.colSpan)) - left;
  if (rows * columns > MAX_PLACES) throw new UnreadableError('too_large', 'A sheet has too many cells to be read.');
  const own = cells.map((cell) => ({
    ...cell,
    row: cell.row - top,
    column: cell.column - left,
    rowSpan: Math.min(cell.rowSpan, top + rows - cell.row),
  }));
  const taken = new Set<number>();
  const placed = own.map((cell) => placedCell(cell, columns, taken));
  const blank = Array.from({ length: rows * columns }, (_, place) => place)
    .filter((place) => !taken.has(place))
    .map((place) => ({ row: Math.floor(place / columns), column: place % columns, rowSpan: 1, colSpan: 1, text: '' }));
  return {
    kind: 'table',
    rows,
    columns,
    cells: [...placed, ...blank].sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

/** A cell that takes its places; one that a damaged file merges over another's takes its first place only. */
function placedCell(cell: Cell, columns: number, taken: Set<number>): Cell {
  const isFree = placesOf(cell, columns).every((place) => !taken.has(place));
  const placed = isFree ? cell : { ...cell, rowSpan: 1, colSpan: 1 };
  for (const place of placesOf(placed, columns)) taken.add(place);
  return placed;
}

/** Numbers of the places that a cell covers, row by row. */
const placesOf = ({ row, column, rowSpan, colSpan }: Cell, columns: number): number[] =>
  Array.from({ length: rowSpan * colSpan }, (_, index) => {
    const down = Math.floor(index / colSpan);
    return (row + down) * columns + column + (index % colSpan);
  });
