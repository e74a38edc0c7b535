import type { SampleCell, SampleTable } from '../grid.ts';
import type { SampleBlock } from '../model.ts';

/* What programs make of a table when they turn a document into plain text. */

/** Every place of the grid; merged cells print at their first place and leave the others blank. */
export function gridTexts(table: SampleTable): string[][] {
  const rows = Array.from({ length: table.rows }, () => Array.from({ length: table.columns }, () => ''));
  for (const cell of table.cells) {
    const row = rows[cell.row];
    if (row !== undefined) row[cell.column] = cell.text;
  }
  return rows;
}

/** Each row's cells as Word keeps them: cells merged sideways once, cells merged downwards again in each row, blank. */
export function wordRows(table: SampleTable): string[][] {
  const rows: { column: number; text: string }[][] = Array.from({ length: table.rows }, () => []);
  const put = (cell: SampleCell, row: number): void => {
    rows[row]?.push({ column: cell.column, text: row === cell.row ? cell.text : '' });
  };
  for (const cell of table.cells) for (let row = cell.row; row < cell.row + cell.rowSpan; row++) put(cell, row);
  return rows.map((row) => row.sort((a, b) => a.column - b.column).map((cell) => cell.text));
}

/** A cell's text on one line. */
export const withoutBreaks = (text: string): string => text.replace(/\n/g, '');

/** Plain text of a report, its tables written by `table`. */
export function textBody(blocks: readonly SampleBlock[], table: (table: SampleTable) => string): string {
  const parts = blocks.map((block) => {
    if (block.kind === 'table') return `\n${table(block.table)}\n`;
    return 'lines' in block ? `\n${block.lines.join('\n')}\n` : block.text;
  });
  return parts.join('\n');
}
