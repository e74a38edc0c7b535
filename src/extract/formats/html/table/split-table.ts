import type { Block, Paragraph } from '../../../document.ts';
import { isSectionHeading } from '../../text/signals.ts';
import { joinLines } from '../dom/line.ts';
import { isReportTitle } from '../heading/title.ts';
import { type TableReading, tableOf } from './table-reader.ts';

/** Running text, not a remark under a table. */
const NARRATIVE = 150;

/**
 * The blocks of a data table. Whole reports are pasted as one table whose full-width rows hold headings and running text between the rows of
 * figures: such rows become paragraphs, what lies between them tables.
 */
export function tableBlocks(reading: TableReading): Block[] {
  const { grid, caption } = reading;
  const blocks: Block[] = caption.map(paragraph);
  let start = 0;
  for (const cell of grid.cells) {
    if (cell.colSpan < grid.columns || cell.rowSpan !== 1 || !isNarrative(cell.content.lines)) continue;
    if (cell.row > start) blocks.push(tableOf(reading, start, cell.row));
    for (const line of cell.content.lines) blocks.push(paragraph(line));
    start = cell.row + 1;
  }
  if (start < grid.rows) blocks.push(tableOf(reading, start));
  return [...blocks.filter(hasContent), ...reading.nested.flatMap(tableBlocks)];
}

const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', text });

const isNarrative = (lines: readonly string[]): boolean => {
  const text = joinLines(lines);
  return text.length > NARRATIVE || isReportTitle(text) || isSectionHeading(text) || lines.some(isSectionHeading);
};

const hasContent = (block: Block): boolean => block.kind === 'paragraph' || block.cells.length > 0;
