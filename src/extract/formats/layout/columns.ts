import { type Chunk, chunksOf } from './chunks.ts';
import { clusters, type Region, tableRegions } from './column-regions.ts';
import { around, type Box, boxHeight, centreX, centreY, type Glyph, type PageTable, type TableCell } from './model.ts';

/** Lines of one cell follow each other this closely (heights of a line); the next row's text stands further below. */
const SAME_CELL = 0.55;

/** Tables that are set by columns alone, without rules; what is not part of one stays in `rest`. */
export function findColumnTables(
  glyphs: readonly Glyph[],
  page: number,
): { tables: PageTable[]; rest: readonly Glyph[] } {
  const chunks = chunksOf(glyphs);
  const taken = new Set<Glyph>();
  const tables = tableRegions(chunks).map((region) => {
    for (const chunk of region.chunks) for (const glyph of chunk.glyphs) taken.add(glyph);
    return tableOf(region, page);
  });
  return { tables, rest: taken.size === 0 ? glyphs : glyphs.filter((glyph) => !taken.has(glyph)) };
}

/** What starts with an ordinal starts a cell. */
const NUMBERED = /^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、])/u;

/** Several chunks one below the other: the text of one cell. */
interface Block {
  readonly text: string;
  readonly box: Box;
}

function tableOf({ chunks, columns, labelsEnd }: Region, page: number): PageTable {
  const blocks = blocksOf(chunks, columns);
  // Rows are where numbers and headers stand; labels and merged cells are set in the middle of theirs.
  const values = blocks.filter((block) => (columns[placeOf(block.box, columns)[0]]?.[0] ?? 0) >= labelsEnd);
  const rows = clusters(
    values.map((block) => centreY(block.box)),
    Math.min(...chunks.map((chunk) => boxHeight(chunk.box))) * 0.6,
  );
  const rowOf = rowsOfLabels(blocks, rows);
  const taken = new Map<string, TableCell>();
  for (const block of blocks) {
    const [column, colSpan] = placeOf(block.box, columns);
    const row = rowOf.get(block) ?? nearest(rows, centreY(block.box));
    const key = `${row}/${column}`;
    const before = taken.get(key);
    taken.set(key, {
      row,
      column,
      rowSpan: 1,
      colSpan: before ? Math.max(before.colSpan, colSpan) : colSpan,
      text: before ? `${before.text}\n${block.text}` : block.text,
      page,
      box: before ? around([before.box, block.box]) : block.box,
      fullness: 0,
    });
  }
  const cells = withoutOverlaps([...taken.values()].sort((a, b) => a.row - b.row || a.column - b.column));
  return { box: around(blocks.map((block) => block.box)), xs: edgesOf(columns), rows: rows.length, cells };
}

/**
 * The row of each numbered label: the nearest one, but no two in one row. A label that finds its row taken by a nearer one goes to the
 * row on its own side if that has none.
 */
function rowsOfLabels(blocks: readonly Block[], rows: readonly number[]): Map<Block, number> {
  const labels = blocks.filter((block) => NUMBERED.test(block.text));
  const away = (block: Block, row: number) => Math.abs(centreY(block.box) - (rows[row] ?? 0));
  const placed = new Map<Block, number>();
  const taken = new Set<number>();
  const wishes = labels.map((block) => ({ block, row: nearest(rows, centreY(block.box)) }));
  for (const { block, row } of wishes.sort((a, b) => away(a.block, a.row) - away(b.block, b.row))) {
    const beside = centreY(block.box) < (rows[row] ?? 0) ? row - 1 : row + 1;
    const place = taken.has(row) && beside >= 0 && beside < rows.length && !taken.has(beside) ? beside : row;
    placed.set(block, place);
    taken.add(place);
  }
  return placed;
}

/** Chunks of the same columns that follow each other closely, joined to one text. */
function blocksOf(chunks: readonly Chunk[], columns: readonly Box[]): Block[] {
  const blocks: { text: string; box: Box; place: string }[] = [];
  for (const chunk of [...chunks].sort((a, b) => a.box[1] - b.box[1])) {
    const place = placeOf(chunk.box, columns)[0].toString();
    const above = blocks.findLast((block) => block.place === place && block.box[3] <= chunk.box[1] + 2);
    const close = above && chunk.box[1] - above.box[3] < boxHeight(chunk.box) * SAME_CELL;
    if (above && close && isNumber(chunk.text) === isNumber(above.text) && !NUMBERED.test(chunk.text)) {
      above.text += `\n${chunk.text}`;
      above.box = around([above.box, chunk.box]);
    } else blocks.push({ text: chunk.text, box: chunk.box, place });
  }
  return blocks;
}

const isNumber = (text: string): boolean => /^[\d.,+\-—/]+$/u.test(text.trim());

/** First column that a box stands in, and how many it spans; a box between columns belongs to the nearest. */
function placeOf(box: Box, columns: readonly Box[]): [column: number, span: number] {
  const over = columns.flatMap((column, index) =>
    centreX(column) > box[0] && centreX(column) < box[2] ? [index] : [],
  );
  if (over.length > 0) return [over[0] ?? 0, over.length];
  const centre = centreX(box);
  const inside = columns.findIndex((column) => centre >= column[0] && centre <= column[2]);
  return [inside >= 0 ? inside : nearest(columns.map(centreX), centre), 1];
}

const nearest = (values: readonly number[], at: number): number =>
  values.reduce((best, value, index) => (Math.abs(value - at) < Math.abs((values[best] ?? 0) - at) ? index : best), 0);

function edgesOf(columns: readonly Box[]): number[] {
  const between = columns.slice(1).map((column, index) => ((columns[index]?.[2] ?? 0) + column[0]) / 2);
  return [columns[0]?.[0] ?? 0, ...between, columns.at(-1)?.[2] ?? 0];
}

/** A span never reaches over the next cell of its row. */
function withoutOverlaps(cells: readonly TableCell[]): TableCell[] {
  return cells.map((cell, index) => {
    const next = cells[index + 1];
    const room = next && next.row === cell.row ? next.column - cell.column : Number.POSITIVE_INFINITY;
    return { ...cell, colSpan: Math.max(1, Math.min(cell.colSpan, room)) };
  });
}
