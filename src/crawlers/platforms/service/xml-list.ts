import { load } from 'cheerio/slim';
import { apiDate } from '../detail/dates.ts';
import type { ListItem, Listing, Page } from '../dialect.ts';
import { clean, type PageElement } from '../page/dom.ts';
import { resolveLink } from '../page/links.ts';
import { count } from './json.ts';

const TITLE = /title|subject|headline|biaoti|^bt$|^name$/i;
const ADDRESS = /url|link|href|guid|path|^id$/i;
const DATE = /date|time|updated|published|issued|riqi|fbsj/i;
const TOTAL = /^(?:total|count|totalcount|recordcount|totalrecords?|num)$/i;
const LONGEST = 3_000_000;

/**
 * A list that is XML: RSS, Atom, or a portal's own, for a style sheet to draw (XSL). Its rows are the elements that have a title and an
 * address among their members. Null where the page is none.
 */
export function xmlListing(page: Page): Listing | null {
  if (!isXml(page) || page.text.length > LONGEST) return null;
  const $ = load(page.text, { xml: true });
  const textOf = (element: PageElement) => $(element as never).text();
  const items = new Map<string, ListItem>();
  const elements = $('*').toArray() as unknown as PageElement[];
  for (const element of elements) {
    const item = element.children.length > 1 ? readRecord(page, element, textOf) : null;
    if (item !== null && !items.has(item.url)) items.set(item.url, item);
  }
  if (items.size === 0) return null;
  const total = elements
    .filter(({ name }) => TOTAL.test(name))
    .map((element) => count(clean(textOf(element))))
    .find((number) => number !== undefined);
  return { items: [...items.values()], next: [], channels: [], ...(total !== undefined && { announcedItems: total }) };
}

/** By how it begins; what calls itself HTML, and the stores of jpage, are read as what they are. */
function isXml({ text }: Page): boolean {
  const start = text.slice(0, 4000).replace(/^\ufeff/, '');
  if (!/^\s?<(?:\?xml|rss|feed|rdf)/i.test(start) || /<datastore\b/i.test(start)) return false;
  return !/<html\b|<!doctype html/i.test(start);
}

/** The members of a record are elements or attributes; Atom's address is the attribute of an empty element. */
function readRecord(page: Page, element: PageElement, textOf: (element: PageElement) => string): ListItem | null {
  const members: [string, string][] = Object.entries(element.attribs);
  for (const child of element.children) {
    if (!('attribs' in child)) continue;
    const member = child as PageElement;
    // A box of records is none.
    if (member.children.filter((inner) => 'attribs' in inner).length > 1) return null;
    const { href, url, rel } = member.attribs;
    if (rel !== undefined && rel !== 'alternate') continue;
    members.push([member.name.replace(/^.*:/, ''), href ?? url ?? clean(textOf(member))]);
  }
  const find = (name: RegExp, fits: (value: string) => boolean) =>
    members.find(([key, value]) => name.test(key) && value !== '' && fits(value))?.[1];
  const title = find(TITLE, (value) => /\p{Script=Han}{4}/u.test(value) && value.length < 300);
  const address = find(ADDRESS, (value) => /^\S{2,500}$/.test(value) && /[./?]/.test(value));
  const url = address === undefined ? null : resolveLink(page, address);
  if (title === undefined || url === null) return null;
  const date = dateOf(find(DATE, () => true) ?? '');
  return { url, title: plainTitle(title), ...(date !== undefined && { date }) };
}

const plainTitle = (title: string): string => clean(title.replace(/<[^<>]*>/g, ''));

/** RSS: `Tue, 28 Jan 2025 08:00:00 GMT`; the others as services send them. */
function dateOf(text: string): string | undefined {
  const time = /^[A-Z][a-z]{2}, \d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? apiDate(text) : apiDate(time);
}
