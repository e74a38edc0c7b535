import { type Block, UnreadableError, type Warning } from '../../document.ts';
import { type BodyBlock, type BodyCell, type BodyTable, bodyText } from './body-block.ts';
import { gridTable } from './grid.ts';

/** Tables inside tables inside tables…: pages pasted from the web reach five or six. */
export const MAX_TABLE_DEPTH = 30;

/**
 * The Document's blocks of a body: tables on their grids, tables used as page layout dissolved, nested tables after the table that holds them
 * (whose cell keeps their text too). Blank paragraphs are left out. Throws `UnreadableError` 'too_deep', 'too_large'.
 */
export function blocksOf(body: readonly BodyBlock[], warnings: Warning[], depth = 0): Block[] {
  if (depth > MAX_TABLE_DEPTH) throw tooDeep();
  return body.flatMap((item) => {
    if (item.kind === 'table') return tableBlocks(item, warnings, depth);
    const text = item.text.trim();
    if (text === '') return [];
    return [{ kind: 'paragraph' as const, text, ...(item.level === null ? {} : { level: item.level }) }];
  });
}

export function hasTable(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === 'table');
}

export function tooDeep(): UnreadableError {
  return new UnreadableError('too_deep', `Tables are nested more than ${MAX_TABLE_DEPTH} deep.`);
}

function tableBlocks(table: BodyTable, warnings: Warning[], depth: number): Block[] {
  const blocks: Block[] = [];
  let rows: (readonly BodyCell[])[] = [];
  const flush = () => {
    if (rows.length > 0) blocks.push(...plainTable({ kind: 'table', rows }, warnings, depth));
    rows = [];
  };
  for (const row of table.rows) {
    if (isFrame(row, table.rows.length)) {
      flush();
      for (const cell of row) blocks.push(...blocksOf(cell.content, warnings, depth + 1));
    } else rows.push(row);
  }
  flush();
  return blocks;
}

/** A row that only frames a piece of the page: one cell with a table in it, or a whole text in a one-cell table. */
function isFrame(row: readonly BodyCell[], rowCount: number): boolean {
  const filled = row.filter((cell) => bodyText(cell.content) !== '');
  const [cell] = filled;
  if (!cell || filled.length > 1) return false;
  const parts = cell.content.filter((item) => item.kind === 'table' || item.text.trim() !== '');
  return parts.some((item) => item.kind === 'table') || (rowCount === 1 && row.length === 1 && parts.length > 1);
}

function plainTable(table: BodyTable, warnings: Warning[], depth: number): Block[] {
  const nested = table.rows.flat().flatMap((cell) => cell.content.filter((item) => item.kind === 'table'));
  return [gridTable(table, warnings), ...nested.flatMap((inner) => blocksOf([inner], warnings, depth + 1))];
}
