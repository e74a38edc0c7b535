import type { Page } from '../dialect.ts';
import { clean, type PageElement, parentOf } from '../page/dom.ts';
import { linkTarget } from '../page/links.ts';
import { LOAD_MORE } from './control-names.ts';
import { headNextLink, isMarkedNext, isNext } from './pager.ts';
import { inlineScripts } from './script-pager.ts';
import { readTotals } from './totals.ts';

/** What a list page shows of its own length, in words for a person; null where it shows nothing of the kind. */
export interface PagerSigns {
  /** A further page: a control that is not greyed out, a higher number, a total of pages. */
  readonly more: string | null;
  /** That this page is the last one. */
  readonly last: string | null;
  /** The control has a name that a script may take hold of, and none of the page's own does. */
  readonly mayBeScripted?: boolean;
  /** The control leads to this very page: the last one, or the first in place of another. */
  readonly toItself?: boolean;
}

const SILENT: PagerSigns = { more: null, last: null };
const CONTROLS = 'a, button, input, span, li, div, em, i, b, strong, font';
/** A whole list's text in one element is no control. */
const LONGEST_LABEL = 24;

/** Reads the page's own pager, as the page number `number` of its list. */
export function pagerSigns(page: Page, number: number): PagerSigns {
  if (!page.text.includes('<')) return SILENT;
  const { pages, current } = readTotals(page);
  if (pages !== undefined && pages <= (current ?? number)) return { more: null, last: `page ${number} of ${pages}` };
  const controls = page.$(CONTROLS).toArray().filter(isLeaf);
  const numbers = pageNumbers(page, controls);
  const next = controls.filter((control) => isPagerControl(page, control));
  const live = next.find((control) => isLive(page, control));
  const highest = Math.max(0, ...numbers);
  if (live !== undefined && !(numbers.length > 1 && highest === number && pages === undefined))
    return { more: `the control ${labelOf(page, live) || 'next'} is there`, last: null };
  if (pages !== undefined) return { more: `${pages} pages are announced`, last: null };
  if (highest > number) return { more: `page numbers up to ${highest} are there`, last: null };
  if (next.length === 0 && headNextLink(page) !== null) return { more: 'its head names a next page', last: null };
  if (next.some((control) => leadsToItself(page, control)))
    return { more: null, last: 'its control leads to the page itself', toItself: true };
  if (next.length > 0) {
    const last = `the control ${labelOf(page, next[0]) || 'next'} leads nowhere`;
    return { more: null, last, mayBeScripted: page.scripts === '' && next.some(mayBeScripted) };
  }
  return numbers.length > 1 ? { more: null, last: `${number} is the highest of the page numbers` } : SILENT;
}

/** 下一页 anywhere; an arrow only in a pager, since pictures that slide have arrows too; 加载更多 only in place, not as a link to elsewhere. */
function isPagerControl(page: Page, control: PageElement): boolean {
  const label = labelOf(page, control);
  if (LOAD_MORE.test(label)) return linkTarget(page, control) === null;
  if (!isNext(page, control)) return false;
  if (/[页頁张]|next/i.test(label)) return true;
  const target = linkTarget(page, control);
  if (target !== null && isMarkedNext(control) && target.startsWith(new URL('.', page.url).href)) return true;
  const box = boxOf(control);
  return box !== null && /(?:^|\s)\d{1,3}(?:\s|$)|页/.test(clean(page.$(box).text()));
}

/** The innermost element of a control: a link counts for the words in it. */
function isLeaf(element: PageElement): boolean {
  return element.name === 'a' || element.name === 'button' || !element.children.some((child) => 'attribs' in child);
}

function labelOf(page: Page, element: PageElement | undefined): string {
  if (element === undefined) return '';
  const { value = '', title = '' } = element.attribs;
  const label = clean(page.$(element).text()) || clean(value) || clean(title);
  return label.length > LONGEST_LABEL ? '' : label;
}

/** Numbers that stand side by side and can be pressed, as pagers print them: at least 1 and 2, or one beside 下一页. */
function pageNumbers(page: Page, controls: readonly PageElement[]): number[] {
  const boxes = new Map<PageElement, Set<number>>();
  for (const control of controls) {
    const text = labelOf(page, control).replace(/[[\]]/g, '');
    const box = boxOf(control);
    if (!/^\d{1,3}$/.test(text) || box === null) continue;
    boxes.set(box, (boxes.get(box) ?? new Set()).add(Number(text)));
  }
  const pagers = [...boxes.values()].filter((numbers) => numbers.has(1) && numbers.has(2));
  return pagers.flatMap((numbers) => consecutive(numbers));
}

/** From 1 on without a gap (a last number behind an ellipsis aside): days of a calendar and scores are cut off by their place. */
function consecutive(numbers: ReadonlySet<number>): number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length >= 28 ? [] : sorted;
}

function boxOf(control: PageElement): PageElement | null {
  const parent = parentOf(control);
  return parent?.name === 'li' || parent?.name === 'span' || parent?.name === 'td' ? parentOf(parent) : parent;
}

const GREYED = /(?:^|[\s_-])(?:disabled?|none|noclick|gray|grey|nolink|unable|no|end|invalid)(?:\s|$)/i;

/** Whether a control does something when it is pressed. What cannot be told of a link or a button counts as live. */
function isLive(page: Page, control: PageElement): boolean {
  for (const element of [control, parentOf(control)]) {
    const { class: names = '', style = '', ...others } = element?.attribs ?? {};
    if (GREYED.test(names) || 'disabled' in others || others['aria-disabled'] === 'true') return false;
    if (/pointer-events\s*:\s*none|display\s*:\s*none|not-allowed/i.test(style)) return false;
  }
  if (leadsToItself(page, control)) return isScripted(page, control);
  const { href, onclick } = control.attribs;
  if (href !== undefined || onclick !== undefined || handled(control)) return true;
  return isScripted(page, control);
}

function mayBeScripted({ attribs: { id, class: names = '', href } }: PageElement): boolean {
  return href === undefined && (id !== undefined || names !== '') && !GREYED.test(names);
}

function leadsToItself(page: Page, control: PageElement): boolean {
  return linkTarget(page, control)?.replace(/#.*$/s, '') === page.url.replace(/#.*$/s, '');
}

/** A handler on the box around it. */
function handled(control: PageElement): boolean {
  const parent = parentOf(control);
  return parent !== null && (parent.attribs.onclick !== undefined || parent.attribs.href !== undefined);
}

/** Whether the page's own scripts take hold of a control that has no handler: by its id or one of its classes. */
function isScripted(page: Page, { attribs, name }: PageElement): boolean {
  const names = [attribs.id ?? '', ...(attribs.class ?? '').split(/\s+/)].filter((one) => one.length > 2);
  const code = inlineScripts(page);
  if (names.some((one) => code.includes(one))) return true;
  return name === 'button' || (name === 'input' && attribs.type === 'button');
}
