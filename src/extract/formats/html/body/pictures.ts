import type { Block, Warning } from '../../../document.ts';
import { isFrameElement } from '../content/containers.ts';
import { attribute, descendants, type Element, elementsOf, isElement, isLink, isShown } from '../dom/dom.ts';

/** Word and editors leave transparent pictures of one or two pixels. */
const SPACER = 2;
/** Icons of file types, emoticons, buttons: no more pixels than this either way. */
const ICON = 60;

const isLarger = (element: Element, than: number): boolean =>
  !['width', 'height'].some((side) => Number.parseInt(attribute(element, side), 10) <= than);

/** True for a cell without text that shows a picture: of a number, perhaps. */
export const isPictureCell = (cell: Element): boolean =>
  elementsOf(cell, (element) => element.name === 'img' && isLarger(element, SPACER)).length > 0;

/** Told where numbers may stand in pictures: in the place of the tables, or in cells. */
export function pictureWarnings(root: Element, blocks: readonly Block[], cells: number): Warning[] {
  if (cells > 0) {
    const message = `${cells} cells of tables show only a picture, which was not read; they are blank here.`;
    return [{ code: 'picture_cells', message, where: null }];
  }
  if (blocks.length === 0 || blocks.some(({ kind }) => kind === 'table') || !showsPicture(root)) return [];
  const message = 'The page has no table, but pictures that were not read; the tables may be in them.';
  return [{ code: 'pictures_unread', message, where: null }];
}

function showsPicture(root: Element): boolean {
  const enter = (element: Element): boolean => isShown(element) && !isLink(element) && !isFrameElement(element);
  for (const node of descendants(root, enter))
    if (isElement(node) && node.name === 'img' && isLarger(node, ICON)) return true;
  return false;
}
