import { contains } from '../layout/lines.ts';
import { boxHeight, boxWidth, centreX, centreY, type Page, type PageTable } from '../layout/model.ts';
import type { PageInk } from './ink.ts';

/** A picture smaller than this share of the page is a seal, a logo or a photo beside the text. */
const LARGE = 0.12;
/** A report has three tables; with fewer the missing ones may be pictures. */
const USUAL_TABLES = 3;
/** A chart has a frame and grid lines; a table has more cells. */
const MIN_CELLS = 8;

/** Pictures on a page that are large enough to be a table. */
export const largePictures = ({ images, width, height }: PageInk): PageInk['images'] =>
  images.filter((box) => boxWidth(box) * boxHeight(box) > width * height * LARGE);

/** Whether tables may be missing from the text of a document. */
export const lacksTables = (pages: readonly Page[]): boolean =>
  pages.reduce((sum, page) => sum + page.tables.filter((table) => table.xs.length > 2).length, 0) < USUAL_TABLES;

/** A page of text with the tables that were recognised in its pictures. */
export function withPictured(page: Page, recognised: Page, pictures: PageInk['images']): Page {
  const inPicture = (table: PageTable) =>
    table.cells.length >= MIN_CELLS && pictures.some((box) => contains(box, centreX(table.box), centreY(table.box)));
  const known = (table: PageTable) =>
    page.tables.some((other) => contains(other.box, centreX(table.box), centreY(table.box)));
  const found = recognised.tables.filter((table) => inPicture(table) && !known(table));
  return { ...page, tables: [...page.tables, ...found].sort((a, b) => a.box[1] - b.box[1]) };
}
