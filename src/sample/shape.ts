import { type CellSpec, gridOf, rowsOf, type SampleCell, type SampleTable } from './grid.ts';
import type { SampleBlock } from './model.ts';

/* What word processors and editors do to a table without changing a number in it. */

/** What stands in the second half of a merged cell that a page break cuts. */
export type CutText = 'repeat' | 'blank';

/** Rows `from` to `to` (excluded) as a table of their own; merged cells that reach over the edge are cut. */
export function sliceTable(table: SampleTable, from: number, to: number, cut: CutText): SampleTable {
  const cells = table.cells.flatMap((cell) => {
    const top = Math.max(cell.row, from);
    const bottom = Math.min(cell.row + cell.rowSpan, to);
    if (top >= bottom) return [];
    const text = cell.row < from && cut === 'blank' ? '' : cell.text;
    return [{ ...cell, row: top - from, rowSpan: bottom - top, text }];
  });
  return { ...table, rows: to - from, cells: inOrder(cells) };
}

const inOrder = (cells: SampleCell[]): SampleCell[] => cells.sort((a, b) => a.row - b.row || a.column - b.column);

/** Number of header rows at the top. */
export function headerRows(table: SampleTable): number {
  const first = rowsOf(table).findIndex((row) => row.some((cell) => cell.role === 'label' || cell.role === 'value'));
  return Math.max(first, 0);
}

/** One table on two pages. */
export function breakTable(table: SampleTable, at: number, cut: CutText, repeatHeader: boolean): SampleTable[] {
  const rest = sliceTable(table, at, table.rows, cut);
  const header = sliceTable(table, 0, headerRows(table), cut);
  return [sliceTable(table, 0, at, cut), repeatHeader ? stackTables([header, rest]) : rest];
}

/** Merged cells at the side cut in two inside one table, the text printed twice. */
export function cutMergedCells(table: SampleTable, at: number): SampleTable {
  return stackTables([sliceTable(table, 0, at, 'repeat'), sliceTable(table, at, table.rows, 'repeat')]);
}

/** Tables of any width one above the other; the last cell of a narrower row takes the rest of the width. */
export function stackTables(tables: readonly SampleTable[]): SampleTable {
  const columns = Math.max(...tables.map((table) => table.columns));
  const cells: SampleCell[] = [];
  let rows = 0;
  for (const table of tables) {
    for (const cell of table.cells) {
      const last = cell.column + cell.colSpan === table.columns;
      const colSpan = last ? columns - cell.column : cell.colSpan;
      cells.push({ ...cell, row: cell.row + rows, colSpan });
    }
    rows += table.rows;
  }
  const keys = new Set(tables.map((table) => table.key));
  return { key: keys.size === 1 ? (tables[0]?.key ?? 'several') : 'several', rows, columns, cells };
}

/** Table 2 as one table a clause; another table stays as it is. */
export function bandsApart(table: SampleTable): SampleTable[] {
  const starts = table.cells.flatMap((cell) => (cell.role === 'band' ? [cell.row] : []));
  if (starts.length === 0) return [table];
  return starts.map((from, index) => sliceTable(table, from, starts[index + 1] ?? table.rows, 'blank'));
}

/** A full-width row. */
function bandTable(text: string, columns = 1): SampleTable {
  const band: CellSpec = { text, role: 'band', colSpan: columns };
  return gridOf('several', [[band]]);
}

/** Every table put through `change`; a table may become several, each a block of its own. */
export const changeTables = (
  blocks: readonly SampleBlock[],
  change: (table: SampleTable) => readonly SampleTable[],
): SampleBlock[] =>
  blocks.flatMap((block): SampleBlock[] =>
    block.kind === 'table' ? change(block.table).map((table) => ({ kind: 'table', table })) : [block],
  );

/** All tables in one, their section headings as full-width rows; the prose that stands between them goes in front. */
export function allInOne(blocks: readonly SampleBlock[]): SampleBlock[] {
  const first = blocks.findIndex((block) => block.kind === 'table');
  if (first < 1) return [...blocks];
  const last = blocks.findLastIndex((block) => block.kind === 'table');
  const pieces = blocks.slice(first - 1, last + 1).flatMap((block): SampleTable[] => {
    if (block.kind === 'table') return [block.table];
    return ('lines' in block ? block.lines : [block.text]).map((line) => bandTable(line));
  });
  return [...blocks.slice(0, first - 1), { kind: 'table', table: stackTables(pieces) }, ...blocks.slice(last + 1)];
}

/** The heading above a table becomes the table's first row. */
export function headingsInside(blocks: readonly SampleBlock[]): SampleBlock[] {
  return blocks.flatMap((block, index): SampleBlock[] => {
    const next = blocks[index + 1];
    const before = blocks[index - 1];
    if (block.kind === 'heading' && next?.kind === 'table') return [];
    if (block.kind !== 'table' || before?.kind !== 'heading') return [block];
    return [{ kind: 'table', table: stackTables([bandTable(before.text, block.table.columns), block.table]) }];
  });
}
