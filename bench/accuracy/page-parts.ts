/** A part of docs/accuracy.md that a command of its own writes, by the command's name. */
export type PagePart = 'producers' | 'variations';
/** In the order in which they stand. */
export const PAGE_PARTS: readonly PagePart[] = ['variations', 'producers'];

const beginOf = (part: PagePart): string => `<!-- ${part}: written by npm run ${part} -->`;
const endOf = (part: PagePart): string => `<!-- /${part} -->`;

/** The part's text between its marks. */
export const markedPart = (part: PagePart, text: string): string => `${beginOf(part)}\n${text}\n${endOf(part)}`;

/** The part in a page as it is, with its marks; blank where it has none. */
export function findPart(page: string, part: PagePart): string {
  const begin = page.indexOf(beginOf(part));
  const end = page.indexOf(endOf(part));
  return begin < 0 || end < begin ? '' : page.slice(begin, end + endOf(part).length);
}

/** The page with this in place of the part that it has, or at its end. */
export function withPart(page: string, part: PagePart, text: string): string {
  const present = findPart(page, part);
  if (present !== '') return page.replace(present, () => text);
  return text === '' ? page : `${page}\n${text}\n`;
}
