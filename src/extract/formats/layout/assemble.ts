import type { Block, Table } from '../../document.ts';
import { withoutBoilerplate } from './boilerplate.ts';
import { withWholeLabels } from './borderless/cut-labels.ts';
import { beginsRowLabel, isRowLabel } from './borderless/form-labels.ts';
import { withOpenHeaders } from './borderless/open-header.ts';
import { joinTables } from './join.ts';
import type { LaidOutPage, PageTable, TableCell } from './model.ts';
import { paragraphsOf } from './paragraphs.ts';

/** The pages' content as blocks in reading order. */
export function assemble(raw: readonly LaidOutPage[]): Block[] {
  const pages = withOpenHeaders(withWholeLabels(withoutBoilerplate(raw)));
  const tables = joinTables(pages).flatMap((own, index) =>
    own.flatMap((table) => placedBlocks(table, pages[index]?.number ?? 1)),
  );
  const paragraphs = paragraphsOf(pages).map(
    ({ text, page, top, confidence }): PlacedBlock => ({ page, top, block: paragraphOf(text, page, confidence) }),
  );
  return [...tables, ...paragraphs].sort((a, b) => a.page - b.page || a.top - b.top).map(({ block }) => block);
}

interface PlacedBlock {
  readonly page: number;
  readonly top: number;
  readonly block: Block;
}

/** A single column that no page's table goes on with is a box drawn around paragraphs. */
function placedBlocks(table: PageTable, page: number): PlacedBlock[] {
  if (table.xs.length > 2) return [{ page, top: table.box[1], block: toTable(table) }];
  return table.cells
    .filter((cell) => cell.text !== '')
    .map((cell) => ({
      page: cell.page,
      top: cell.box[1],
      block: paragraphOf(cell.text.replace(/\n/g, ''), cell.page, cell.confidence),
    }));
}

const paragraphOf = (text: string, page: number, confidence: number | undefined): Block => ({
  kind: 'paragraph',
  text,
  page,
  ...(confidence !== undefined && { confidence }),
});

/** The last row's label where it is no more than the beginning of one of the form's: its rest is on a page that was not joined. */
const isCutOff = ({ row, rowSpan, text }: TableCell, { rows }: PageTable): boolean =>
  row + rowSpan === rows &&
  rowSpan === 1 &&
  /\p{Script=Han}{3}/u.test(text) &&
  beginsRowLabel(text) &&
  !isRowLabel(text);

function toTable(table: PageTable): Table {
  // An unsure label makes its row unsure, a number only itself.
  const isLabel = ({ column }: TableCell): boolean => column < (table.borderless?.labels ?? Number.POSITIVE_INFINITY);
  const unsure = table.cells.filter((cell) => (cell.inferred && isLabel(cell)) || isCutOff(cell, table));
  const inferred = new Set(unsure.map(({ row }) => row));
  return {
    kind: 'table',
    rows: table.rows,
    columns: table.xs.length - 1,
    ...(table.borderless && !(table.borderless.certain && table.borderless.headed) && { inferred: true }),
    cells: table.cells.map(({ row, column, rowSpan, colSpan, text, page, box, confidence, inferred: isUnsure }) => ({
      row,
      column,
      rowSpan,
      colSpan,
      text,
      position: { page, box },
      ...((isUnsure || inferred.has(row)) && { inferred: true }),
      ...(confidence === undefined ? {} : { confidence }),
    })),
  };
}
