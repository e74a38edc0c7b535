import type { Document, Table } from '../../../../src/extract/document.ts';
import type { SampleTable } from '../../../../src/sample/grid.ts';

/** White space inside a cell is layout; signs that readers may write either way are not compared here. */
const compact = (text: string): string => text.replace(/[\s\u200b-\u200f\ufeff]/g, '');

/** Each cell of the sample's tables that the document has not at the same place with the same spans and text; empty when all is right. */
export function tableDifferences(expected: readonly SampleTable[], document: Document): string[] {
  const tables = document.blocks.filter((block): block is Table => block.kind === 'table');
  if (tables.length !== expected.length) return [`${tables.length} tables instead of ${expected.length}`];
  return expected.flatMap((table, index) => differences(table, tables[index], index));
}

function differences(expected: SampleTable, table: Table | undefined, index: number): string[] {
  if (!table || table.rows !== expected.rows || table.columns !== expected.columns)
    return [`table ${index} is ${table?.rows}×${table?.columns} instead of ${expected.rows}×${expected.columns}`];
  const print = (cell: { row: number; column: number; rowSpan: number; colSpan: number; text: string }) =>
    `${cell.row}/${cell.column} ${cell.rowSpan}×${cell.colSpan} ${compact(cell.text)}`;
  const read = new Set(table.cells.map(print));
  const missing = expected.cells.map(print).filter((cell) => !read.delete(cell));
  return [
    ...missing.map((cell) => `table ${index} lacks ${cell}`),
    ...[...read].map((cell) => `table ${index} has ${cell}`),
  ];
}
