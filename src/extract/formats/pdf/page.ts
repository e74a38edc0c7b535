import type { Page, PageTable } from '../layout/model.ts';
import { layoutPage } from '../layout/page.ts';
import type { PageInk } from './ink.ts';
import { withoutOverprint } from './overprint.ts';
import { rotateUpright } from './upright.ts';

/** A page with text, laid out; boxes of cells are those of the displayed page. */
export function readTextPage(drawn: PageInk, number: number): Page {
  const { ink, toDisplayed } = rotateUpright(drawn);
  // Text askew is a watermark, invisible text a search layer.
  const seen = ink.glyphs.filter((glyph) => glyph.turn !== null && !glyph.invisible);
  const page = layoutPage({ ...ink, number, glyphs: withoutOverprint(seen) });
  const displayed = (table: PageTable): PageTable => ({
    ...table,
    cells: table.cells.map((cell) => ({ ...cell, box: toDisplayed(cell.box) })),
  });
  return { ...page, tables: page.tables.map(displayed) };
}
