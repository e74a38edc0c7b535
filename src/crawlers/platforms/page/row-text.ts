import { printedDate } from '../detail/dates.ts';
import type { Page } from '../dialect.ts';
import { clean, type PageElement, parentOf } from './dom.ts';

/** What stands between a link and the next one, in lists whose rows have no element of their own (split by `<br>`). */
export function textAfter(page: Page, link: PageElement): string {
  return between(page, link, 'next');
}

const leads = new WeakMap<PageElement, boolean>();

/** The date in front of a link, where the list prints dates in front: told by its first link, since behind it stands the next row's. */
export function leadingDate(page: Page, link: PageElement): string | undefined {
  const box = parentOf(link);
  if (box === null) return undefined;
  let lead = leads.get(box);
  if (lead === undefined) {
    const first = page.$(box).children('a').get(0);
    lead = first !== undefined && printedDate(between(page, first, 'prev')) !== undefined;
    leads.set(box, lead);
  }
  return lead ? printedDate(between(page, link, 'prev')) : undefined;
}

function between(page: Page, link: PageElement, way: 'next' | 'prev'): string {
  const parts: string[] = [];
  for (let node = link[way]; node && !('name' in node && node.name === 'a'); node = node[way]) {
    parts.push(node.type === 'text' ? node.data : page.$(node).text());
  }
  return clean((way === 'next' ? parts : parts.reverse()).join(' '));
}
