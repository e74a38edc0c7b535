import type { Member } from './reader.ts';
import { sniffFormat } from './sniff.ts';

/** A scan of a report has some ten pages, a yearbook's hundreds; more pictures are a collection of something else. */
const MOST_PAGES = 60;

/**
 * The pictures of an archive that are the pages of one document, in order: nothing but pictures, whose names differ in one number only
 * (page1.jpg, 扫描0002.jpg). Null for anything else: pictures of other names may be other organs' reports.
 */
export function numberedPages(members: readonly Member[]): Member[] | null {
  if (members.length < 2 || members.length > MOST_PAGES) return null;
  const pages = members.flatMap((member) => {
    const number = numberIn(member.name);
    return number === null || member.problem ? [] : [{ member, ...number }];
  });
  const alike = new Set(pages.map(({ rest }) => rest)).size === 1;
  const distinct = new Set(pages.map(({ page }) => page)).size === members.length;
  if (pages.length < members.length || !alike || !distinct) return null;
  if (!members.every(({ bytes, name }) => sniffFormat(bytes, { name }) === 'image')) return null;
  return pages.sort((a, b) => a.page - b.page).map(({ member }) => member);
}

/** The last number of a name, and the name without it. */
function numberIn(name: string): { page: number; rest: string } | null {
  const found = /^(.*?)(\d{1,6})(\D*)$/su.exec(name);
  return found ? { page: Number(found[2]), rest: `${found[1]}#${found[3]}`.toLowerCase() } : null;
}
