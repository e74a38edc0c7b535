import { type Block, type Cell, UnreadableError, type Warning } from '../../document.ts';
import type { BodyCell } from '../office/body-block.ts';
import { gridTable } from '../office/grid.ts';
import type { SheetGrid } from './sheet.ts';

/** A section's heading, which stands between two tables of one sheet. */
const HEADING = /^[一二三四五六七八九十]{1,2}、/;
/** A row that names an article of the regulations belongs to the table below it. */
const ARTICLE = /^第.{1,6}条/;
/** Columns are counted here, not measured: any width far above hand-drawn differences will do. */
const COLUMN_WIDTH = 1000;
/** Places of the largest table that is filled with blank cells. */
const MAX_PLACES = 500_000;

/**
 * The blocks of a sheet: rows that hold one text over the whole width above, below and between the tables are paragraphs, blank rows
 * part tables.
 */
export function sheetBlocks(grid: SheetGrid, warnings: Warning[]): Block[] {
  return regions(grid).flatMap((rows) => regionBlocks(rows, warnings));
}

type Row = readonly Cell[];

/** Runs of rows that follow each other or are held together by a merged cell. */
function regions(grid: SheetGrid): Row[][] {
  const found: Row[][] = [];
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

function regionBlocks(rows: readonly Row[], warnings: Warning[]): Block[] {
  const left = Math.min(...rows.flat().map((cell) => cell.column));
  const filled = rows.map((row) => row.filter((cell) => cell.text !== ''));
  const isText = rows.map((_, index) => isTextRow(filled[index] ?? [], left) && !isInMergedCell(rows, index));
  const first = isText.indexOf(false);
  const last = isText.lastIndexOf(false);
  const width = Math.max(...rows.flat().map((cell) => cell.column + cell.colSpan));
  const blocks: Block[] = [];
  let table: Row[] = [];
  rows.forEach((row, index) => {
    const cell = filled[index]?.[0];
    const isOutside = first < 0 || index < first || index > last;
    if (cell && isText[index] && (isOutside || isDivider(cell, width))) {
      flushTable(table, blocks, warnings);
      table = [];
      blocks.push({ kind: 'paragraph', text: cell.text });
    } else table.push(row);
  });
  flushTable(table, blocks, warnings);
  return blocks;
}

/** A row that may be a line of text: one cell with words at the left edge. A single number is a value in an otherwise blank row. */
function isTextRow(filled: Row, left: number): boolean {
  const [cell] = filled;
  if (!cell || filled.length > 1) return false;
  return cell.rowSpan === 1 && cell.column === left && /\p{L}/u.test(cell.text) && !ARTICLE.test(cell.text);
}

function isInMergedCell(rows: readonly Row[], index: number): boolean {
  const at = rows[index]?.[0]?.row ?? 0;
  return rows.slice(0, index).some((row) => row.some((cell) => cell.row + cell.rowSpan > at));
}

/** A heading, or a whole sentence, over the full width of the sheet. */
function isDivider(cell: Cell, width: number): boolean {
  return (
    cell.column === 0 && cell.colSpan >= width - 1 && width > 2 && (HEADING.test(cell.text) || cell.text.length > 60)
  );
}

function flushTable(rows: readonly Row[], blocks: Block[], warnings: Warning[]): void {
  const cells = rows.flat();
  if (cells.some((cell) => cell.text !== ''))
    blocks.push(gridTable({ kind: 'table', rows: flowRows(cells) }, warnings));
}

/** The cells by row, every blank place between them a cell of its own, as on the sheet. */
function flowRows(cells: readonly Cell[]): BodyCell[][] {
  const top = Math.min(...cells.map((cell) => cell.row));
  const bottom = Math.max(...cells.map((cell) => cell.row));
  const left = Math.min(...cells.map((cell) => cell.column));
  const right = Math.max(...cells.map((cell) => cell.column));
  if ((bottom - top) * (right - left) > MAX_PLACES)
    throw new UnreadableError('too_large', 'A sheet has too many cells to be read.');
  const taken = new Set(cells.flatMap((cell) => places(cell, bottom, right)));
  const rows = Array.from({ length: bottom - top + 1 }, (): BodyCell[] => []);
  for (const cell of cells) rows[cell.row - top]?.push(flowCell(cell, cell.text));
  rows.forEach((line, index) => {
    for (let column = left; column <= right; column++) {
      if (!taken.has(`${top + index}/${column}`))
        line.push(flowCell({ row: top + index, column, rowSpan: 1, colSpan: 1 }, ''));
    }
    line.sort((a, b) => a.left - b.left);
  });
  return rows;
}

function places(cell: Cell, bottom: number, right: number): string[] {
  const found: string[] = [];
  for (let row = cell.row; row <= Math.min(bottom, cell.row + cell.rowSpan - 1); row++)
    for (let column = cell.column; column <= Math.min(right, cell.column + cell.colSpan - 1); column++)
      found.push(`${row}/${column}`);
  return found;
}

function flowCell(cell: Omit<Cell, 'text'>, text: string): BodyCell {
  return {
    left: cell.column * COLUMN_WIDTH,
    right: (cell.column + cell.colSpan) * COLUMN_WIDTH,
    merge: null,
    joined: false,
    rowSpan: cell.rowSpan,
    content: [{ kind: 'paragraph', text, level: null }],
  };
}
