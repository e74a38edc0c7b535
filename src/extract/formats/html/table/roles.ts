import { attribute, type Element, elementsOf } from '../dom/dom.ts';
import { rename } from '../dom/tree.ts';

/** Elements of a table by the roles that stand for them. */
const BY_ROLE: Readonly<Record<string, string>> = {
  table: 'table',
  grid: 'table',
  treegrid: 'table',
  rowgroup: 'tbody',
  row: 'tr',
  cell: 'td',
  gridcell: 'td',
  columnheader: 'th',
  rowheader: 'th',
};
const PARTS: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);

/** Gives boxes that say by their role what part of a table they are the names and spans of its elements. */
export function nameByRoles(page: Parameters<typeof elementsOf>[0]): void {
  for (const element of elementsOf(page, hasRole)) {
    rename(element, BY_ROLE[attribute(element, 'role').toLowerCase()] ?? element.name);
    for (const span of ['colspan', 'rowspan']) {
      const stated = element.attribs[`aria-${span}`];
      if (stated !== undefined) element.attribs = { ...element.attribs, [span]: element.attribs[span] ?? stated };
    }
  }
}

const hasRole = (element: Element): boolean =>
  element.attribs.role !== undefined && !PARTS.has(element.name) && attribute(element, 'role').toLowerCase() in BY_ROLE;
