import { classifyTitle, titleYears } from '../../../vocabulary/link-titles.ts';
import type { ListItem } from '../dialect.ts';
import { ancestor, type PageElement, parentOf } from './dom.ts';
import { belongs, FILE_URL, type ListRow, toItem } from './row.ts';

/**
 * The rows that belong to the page's list: those whose address has the family's form, what stands beside them in the same list (reports
 * published as files or on other hosts), and outside the frame everything dated, a file, or named an annual report. On sites whose
 * addresses are of their own making, the latter tell the list.
 */
export function listRows(rows: readonly ListRow[], detail: RegExp): ListItem[] {
  const formed = rows.filter((row) => !row.frame && detail.test(row.url));
  const telling = formed.length > 0 ? formed : rows.filter((row) => !row.frame && belongs(row));
  const lists = new Set(telling.map((row) => listOf(row.link)));
  const listed = rows.filter(
    (row) => detail.test(row.url) || (!row.frame && (belongs(row) || lists.has(listOf(row.link)))),
  );
  return ownRows(listed).map(toItem);
}

/**
 * Without the rows of other lists: where one list of the page holds reports, what stands in others (menus, news of the day, friends of the
 * house) is none of its rows, but for links that name reports or organs themselves.
 */
export function ownRows(rows: readonly ListRow[]): ListRow[] {
  const lists = new Set(rows.filter(isReport).map((row) => listOf(row.link)));
  return lists.size === 0 ? [...rows] : rows.filter((row) => lists.has(listOf(row.link)) || PLAUSIBLE.has(kindOf(row)));
}

const PLAUSIBLE = new Set(['report', 'bare', 'summary']);
const kindOf = ({ title }: ListItem) => classifyTitle(title, { annualChannel: true });

/** A menu's 政府信息公开年报 has neither year nor date. */
function isReport(row: ListRow): boolean {
  const kind = kindOf(row);
  const isDated = row.date !== undefined || titleYears(row.title).length > 0 || FILE_URL.test(row.url);
  return (kind === 'report' && isDated) || kind === 'bare';
}

/** What stands for a list: one object for all lists of one kind side by side. */
type ListKey = object;
const keys = new WeakMap<PageElement, Map<string, ListKey>>();

/** The list that a link's row is part of. Lists of one kind side by side are one: some systems begin a new `<ul>` every five rows. */
function listOf(link: PageElement): ListKey {
  const list = parentOf(ancestor(link, ['li', 'tr', 'dl']) ?? boxOf(link)) ?? link;
  const box = parentOf(list) ?? list;
  const kinds = keys.get(box) ?? new Map<string, ListKey>();
  keys.set(box, kinds);
  const kind = `${list.name} ${list.attribs.class ?? ''}`;
  const key = kinds.get(kind) ?? {};
  kinds.set(kind, key);
  return key;
}

/** Cards: the outermost box that holds this link alone. */
function boxOf(link: PageElement): PageElement {
  let box = link;
  for (let at = parentOf(link); at && linksIn(at, 2) < 2; at = parentOf(at)) box = at;
  return box;
}

function linksIn(box: PageElement, most: number): number {
  let count = 0;
  for (const child of box.children) {
    if (!('attribs' in child)) continue;
    const element = child as PageElement;
    count += element.name === 'a' ? 1 : linksIn(element, most - count);
    if (count >= most) break;
  }
  return count;
}
