import { dateInPieces, printedDate, withoutDate } from '../detail/dates.ts';
import type { Page } from '../dialect.ts';
import { calledStep } from '../paging/script-pager.ts';
import { scriptList } from '../service/script-lists.ts';
import {
  ancestor,
  clean,
  inFrame,
  type PageElement,
  parentOf,
  type Selection,
  select,
  squeeze,
  visibleTexts,
} from './dom.ts';
import { keptRows } from './kept-rows.ts';
import { linkTarget } from './links.ts';
import { belongs, isListed, type ListRow } from './row.ts';
import { leadingDate, textAfter } from './row-text.ts';

/**
 * Every link of the page (or of one part of it) as a row: full title, and date and organ where its row prints them. Links to the same
 * address are one row, with the best of their titles. Links to the page itself are left out. Rows that the page's script writes are
 * rows too.
 */
export function readRows(page: Page, scope?: string): ListRow[] {
  const self = page.url.replace(/#.*$/s, '');
  const rows = new Map<string, ListRow>();
  const links = scope === undefined ? select(page, LINKS) : select(page, scope).find(LINKS);
  links.each((_, link) => {
    const url = rowTarget(page, link);
    const title = url === null || url === self ? '' : linkTitle(page.$(link), link);
    if (url === null || title === '') return;
    const known = rows.get(url);
    if (known && !better(title, known.title)) return;
    const row = readRow(page, link, url, title);
    rows.set(url, known ? { ...known, ...row } : row);
  });
  const scripted = scope === undefined ? scriptList(page) : null;
  const written = scripted === null ? [] : readRows(scripted).filter(({ url }) => url !== self && !rows.has(url));
  const all = [...rows.values(), ...written];
  if (scope !== undefined || all.some((row) => !row.frame && isListed(row))) return all;
  const kept = keptRows(page);
  const hidden = kept === null ? [] : readRows(kept).filter((row) => row.url !== self && belongs(row));
  return [...all, ...hidden.filter(({ url }) => !rows.has(url))];
}

/** Links, and what a click handler makes one: `<li onclick="window.open('…')">`, `<div data-url="…">`. */
const LINKS =
  'a, area, li[onclick], tr[onclick], td[onclick], dd[onclick], p[onclick], div[onclick], span[onclick], [data-url], [data-href]';

/** Where a row leads. A link without address (`javascript:void(0)`) leaves that to the handler of the box around it, and counts for it. */
function rowTarget(page: Page, link: PageElement): string | null {
  const own = linkTarget(page, link);
  if (link.name !== 'a' && link.name !== 'area') return own !== null && !holdsLink(page, link) ? own : null;
  if (own !== null) return own;
  const called = calledAddress(page, link);
  if (called !== null) return called;
  const box = ancestor(link, ['li', 'tr', 'dl', 'div']);
  return box?.attribs.onclick === undefined ? null : linkTarget(page, box);
}

/** `javascript:view('1234')`, where the page's script says what that opens. */
function calledAddress(page: Page, { attribs }: PageElement): string | null {
  const { href = '', onclick = '' } = attribs;
  const step = calledStep(page, /^\s*javascript:(?!\s*void\b)[^(]*\(\s*['"\d]/i.test(href) ? href : onclick);
  return step === null || step.method === 'POST' ? null : step.url;
}

function holdsLink(page: Page, box: PageElement): boolean {
  return page.$(box).find('a').length > 0;
}

/** A thumbnail's or "more" link's words give way to the title proper. */
function better(title: string, than: string): boolean {
  return title.length > than.length && !/^(?:查看|点击|阅读|详细|更多|下载)/.test(title);
}

function readRow(page: Page, link: PageElement, url: string, title: string): ListRow {
  const navigation = surroundings(page, link);
  const beside = navigation.text.replace(title, ' | ');
  const date =
    printedDate(beside) ?? leadingDate(page, link) ?? printedDate(navigation.followed) ?? dateInPieces(beside);
  const organ = organIn(navigation.text) ?? organInTable(page, link);
  return { url, title, link, frame: inFrame(link), ...(date ? { date } : {}), ...(organ ? { organ } : {}) };
}

/** Items of lists and lines of tables are rows, whatever they hold; boxes are, as long as they hold one title. */
const ROW_TAGS = new Set(['li', 'tr']);
const TITLE_LENGTH = 8;
/** A row with its abstract; what is longer is the list, and would be read anew for each of its links. */
const LONGEST_ROW = 4000;
/** Of boxes between a link and its row. */
const MOST_LEVELS = 20;
/** Around an item of a list, more text than this is the page: the date in it is another's. */
const LONGEST_AROUND = 400;

/** The text of the row that a link stands in, and what follows the link up to the next one (lists without rows, split by `<br>`). */
function surroundings(page: Page, link: PageElement): { text: string; followed: string } {
  let row = link;
  let levels = 0;
  let isItem = false;
  for (let at = parentOf(link); at && at.name !== 'body' && levels < MOST_LEVELS; at = parentOf(at)) {
    levels++;
    if (!ROW_TAGS.has(at.name) && holdsSeveralTitles(at)) break;
    const text = spaced(at);
    if (text.length > (isItem ? LONGEST_AROUND : LONGEST_ROW)) break;
    row = at;
    isItem ||= ROW_TAGS.has(at.name);
    if (printedDate(text)) break;
  }
  return { text: row === link ? '' : spaced(row), followed: textAfter(page, link) };
}

const several = new WeakMap<PageElement, boolean>();

/** Whether a box holds links to more than one address that read like titles. Counting ends at the second: lists can have thousands. */
function holdsSeveralTitles(box: PageElement): boolean {
  const known = several.get(box);
  if (known !== undefined) return known;
  const targets = new Set<string>();
  for (const link of linksIn(box)) {
    const { href = '' } = link.attribs;
    const title = squeeze([...visibleTexts(link)].join(''));
    // Links that leave it to a handler (`javascript:void(0)`) all look alike: there the words tell them apart.
    if (title.length >= TITLE_LENGTH) targets.add(/^\s*(?:javascript:|#|$)/i.test(href) ? title : href);
    if (targets.size > 1) break;
  }
  several.set(box, targets.size > 1);
  return targets.size > 1;
}

function* linksIn(box: PageElement): Generator<PageElement> {
  for (const child of box.children) {
    if (!('attribs' in child)) continue;
    const element = child as PageElement;
    if (element.name === 'a' && element.attribs.href !== undefined) yield element;
    else yield* linksIn(element);
  }
}

const texts = new WeakMap<PageElement, string>();

/** Text of an element with spaces between its parts, so that neighbours do not run together. */
function spaced(element: PageElement): string {
  const known = texts.get(element);
  if (known !== undefined) return known;
  const text = [...visibleTexts(element)].join(' ');
  texts.set(element, text);
  return text;
}

/** The title proper: the `title` attribute where the text is cut off or missing, a heading inside a card, else the text. */
export function linkTitle(selection: Selection, link: PageElement): string {
  const heading = selection.find('h1, h2, h3, h4, h5, .title, .tit, .bt').first();
  const shown = withoutDate(trimTitle(heading.length > 0 ? heading.text() : textWithoutDates(selection)));
  const titled = withoutDate(trimTitle(toldTitle(link.attribs.title ?? selection.find('img').attr('alt') ?? '')));
  if (shown === '') return titled;
  const stem = squeeze(shown).replace(/(?:(?<!\.)\.{2,}|(?<!…)…+|(?<!。)。。+)$/, '');
  const cut = stem !== squeeze(shown);
  return titled !== '' && squeeze(titled).includes(stem) && (cut || titled.length >= shown.length) ? titled : shown;
}

function textWithoutDates(selection: Selection): string {
  const copy = selection.clone();
  copy.find('script, style').remove();
  copy.find('span, em, i, b, time, font').each((_, part) => {
    const text = clean(copy.find(part).text());
    if (text.length <= 24 && withoutDate(text) === '' && text !== '') copy.find(part).remove();
  });
  const whole = copy.text();
  // Day and month in boxes of their own, which make a date together: `2023` alone is part of the title.
  const pieces = copy.find('span, em, i, b, strong, small, time, div, p').filter((_, part) => {
    return /^[\d\s/.年月日-]{1,12}$/.test(copy.find(part).text().trim());
  });
  const shown = pieces.toArray().map((part) => copy.find(part).text());
  if (dateInPieces(shown.join(' ')) === undefined) return whole;
  pieces.remove();
  return clean(copy.text()).length >= TITLE_LENGTH ? copy.text() : whole;
}

/** Some lists pack a record into the tooltip: `标题：… 发布时间：…`. */
function toldTitle(attribute: string): string {
  return clean(attribute)
    .replace(/^(?:信息)?(?:标题|名称)\s*[:：]\s*/, '')
    .replace(/(?<!\s)\s*(?:发布|发文|公开|更新)(?:时间|日期)\s*[:：].*$/s, '');
}

function trimTitle(text: string): string {
  return clean(text)
    .replace(/^[·•●▪■◆◇★☆>»›・．.\-\s]+/, '')
    .replace(/(?<!\s)\s*(?:\[详细\]|\[查看\]|NEW)$/i, '');
}

const ORGAN_LABEL =
  '(?:发布机构|发文机关|发文机构|发布单位|公开单位|公开主体|公开机构|责任部门|发布部门|信息来源|来源)';
const ORGAN_INLINE = new RegExp(`${ORGAN_LABEL}\\s*[:：]\\s*([\\p{Script=Han}（）()]{2,40})`, 'u');

function organIn(text: string): string | undefined {
  return ORGAN_INLINE.exec(text)?.[1];
}

/** In a table with a header line, the cell under 发布机构 (or one of its names). */
function organInTable(page: Page, link: PageElement): string | undefined {
  const line = ancestor(link, ['tr']);
  const table = line && ancestor(line, ['table']);
  if (!line || !table) return undefined;
  const column = organColumn(page, table);
  const text = column < 0 ? '' : squeeze(page.$(line).children('th, td').eq(column).text());
  return /^[\p{Script=Han}（）()]{2,40}$/u.test(text) && !ORGAN_HEAD.test(text) ? text : undefined;
}

const ORGAN_HEAD = new RegExp(`^${ORGAN_LABEL}$`);
const organColumns = new WeakMap<PageElement, number>();

function organColumn(page: Page, table: PageElement): number {
  const known = organColumns.get(table);
  if (known !== undefined) return known;
  const heads = page.$(table).find('tr').first().children('th, td').toArray();
  const column = heads.findIndex((head) => ORGAN_HEAD.test(squeeze(page.$(head).text())));
  organColumns.set(table, column);
  return column;
}
