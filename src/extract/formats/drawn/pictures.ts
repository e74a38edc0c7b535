import { contains } from '../layout/lines.ts';
import { boxHeight, boxWidth, centreX, centreY, type LaidOutPage, type PageTable } from '../layout/model.ts';
import type { PageInk } from './ink.ts';
import { PICTURES } from './settings.ts';

/** Pictures on a page that are large enough to be a table. */
export const largePictures = ({ images, width, height }: PageInk): PageInk['images'] =>
  images.filter((box) => boxWidth(box) * boxHeight(box) > width * height * PICTURES.large);

/** Whether tables may be missing from the text of a document. */
export const lacksTables = (pages: readonly LaidOutPage[]): boolean =>
  pages.reduce((sum, page) => sum + page.tables.filter((table) => table.xs.length > 2).length, 0) <
  PICTURES.usualTables;

/** A page of text with the tables that were recognised in its pictures. */
export function withPictured(page: LaidOutPage, recognised: LaidOutPage, pictures: PageInk['images']): LaidOutPage {
  const inPicture = (table: PageTable) =>
    table.cells.length >= PICTURES.minCells &&
    pictures.some((box) => contains(box, centreX(table.box), centreY(table.box)));
  const known = (table: PageTable) =>
    page.tables.some((other) => contains(other.box, centreX(table.box), centreY(table.box)));
  const found = recognised.tables.filter((table) => inPicture(table) && !known(table));
  return { ...page, tables: [...page.tables, ...found].sort((a, b) => a.box[1] - b.box[1]) };
}
