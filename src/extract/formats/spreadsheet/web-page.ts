import type { Block, Cell, Document, Table } from '../../document.ts';
import { sheetBlocks } from './regions.ts';
import type { SheetGrid } from './sheet.ts';

/** The page's tables parted into paragraphs and tables, as the sheets of a workbook are. */
export function withSheets(document: Document): Document {
  const blocks = document.blocks.flatMap((block): Block[] =>
    block.kind === 'table' ? sheetBlocks(gridOf(block)) : [block],
  );
  return { ...document, blocks: withoutRepeatedTitle(blocks) };
}

function gridOf(table: Table): SheetGrid {
  const rows = new Map<number, Cell[]>();
  for (const cell of table.cells) {
    if (cell.text === '' && cell.rowSpan * cell.colSpan === 1) continue;
    const row = rows.get(cell.row) ?? [];
    row.push(cell);
    rows.set(cell.row, row);
  }
  return { rows, hiddenRows: 0, hiddenColumns: 0, formulasWithoutValue: 0, struck: 0, unseen: [] };
}

/** The title was told from the cell that it stands in, which is a paragraph now. */
function withoutRepeatedTitle(blocks: readonly Block[]): readonly Block[] {
  const [title, second] = blocks;
  const repeats = title?.kind === 'paragraph' && second?.kind === 'paragraph' && title.text === second.text;
  return repeats ? blocks.slice(1) : blocks;
}
