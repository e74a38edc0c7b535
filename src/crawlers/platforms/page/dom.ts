import { type Cheerio, type CheerioAPI, load } from 'cheerio/slim';
import type { Page } from '../dialect.ts';
import { withoutEmbedded } from './embedded.ts';

/** An element as Cheerio holds it (its own copy of domhandler, hence derived). */
export type PageElement = ReturnType<Cheerio<never>['children']> extends Cheerio<infer E> ? E : never;
export type Selection = Cheerio<PageElement>;

/** A page as dialects see it, without embedded files; the HTML is parsed on first use. */
export function makePage(given: {
  url: string;
  text: string;
  status?: number;
  contentType?: string;
  charset?: string;
  scripts?: string;
}): Page {
  const parts = { ...given, text: withoutEmbedded(given.text) };
  let parsed: CheerioAPI | undefined;
  return {
    url: parts.url,
    status: parts.status ?? 200,
    contentType: parts.contentType ?? 'text/html',
    charset: parts.charset ?? 'utf-8',
    text: parts.text,
    scripts: parts.scripts ?? '',
    get $() {
      parsed ??= parse(parts.text);
      return parsed;
    },
  };
}

/** A page has `html` and a comment or two at its top; pieces of services have some rows. */
const MOST_ROOTS = 64;

/** What stands at the top is walked anew for every selector, each with each: a page that puts ten thousand elements there would take minutes. */
function parse(html: string): CheerioAPI {
  const $ = load(html);
  const [document] = $.root().toArray();
  if (document === undefined || document.children.length <= MOST_ROOTS) return $;
  const [holder] = load('<div></div>')('div').toArray();
  if (holder === undefined) return $;
  holder.children = document.children as typeof holder.children;
  for (const child of holder.children) child.parent = holder;
  holder.parent = document;
  document.children = [holder];
  return $;
}

/** The elements of a selector that is not known before run time. */
export function select(page: Page, selector: string): Selection {
  return mayMatch(page, selector) ? page.$.root().find(selector) : (page.$.root().slice(0, 0) as unknown as Selection);
}

const SIMPLE = /^[#.]?[\w-]+$/;

/** Walking the tree for each of some forty containers costs more than all the rest; looking for their names in the text does not. */
function mayMatch(page: Page, selector: string): boolean {
  if (!SIMPLE.test(selector)) return true;
  const name = selector.replace(/^[#.]/, '');
  return lowerCase(page).includes(name.toLowerCase());
}

const lowered = new WeakMap<Page, string>();

function lowerCase(page: Page): string {
  const known = lowered.get(page);
  if (known !== undefined) return known;
  const text = page.text.toLowerCase();
  lowered.set(page, text);
  return text;
}

/** HTML that came inside something else (a JSON member, a CDATA record), read against the page's own address. */
export function fragmentOf(page: Page, html: string): Page {
  return makePage({ url: page.url, text: html, status: page.status, charset: page.charset });
}

/** Text on one line: no-break, ideographic and zero-width spaces become plain ones and runs of them one. */
export function clean(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .trim();
}

/** The text without any space at all, for comparing. */
export function squeeze(text: string): string {
  return clean(text).replace(/ /g, '');
}

/** Classes and id of an element, in lower case, for judging what it is there for. */
function marks(element: PageElement): string[] {
  return `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`.toLowerCase().split(/\s+/).filter(Boolean);
}

const FRAME_TAGS = new Set(['header', 'footer', 'nav']);
/** A class or id, as a whole: `top-nav`, `page_header`, `nav2`; not `xxgk_nav_list` or `pages_content`, which hold lists and texts. */
const FRAME_MARK =
  /^(?:[a-z]+[-_])?(?:header|footer|foot|nav|topnav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|bread|dqwz|weizhi|curpos|position|location|copyright|friendlinks?|share|bdsharebuttonbox|pagination|pager|pages|pageturn|jpag\w*|topbar)(?:[-_]?(?:bar|box|wrap|wrapper|inner|main|\d+))?$/;

const framed = new WeakMap<PageElement, boolean>();

/** Whether the element stands in the page's frame: header, footer, menu, breadcrumb, pager. Boxes of many links are asked once. */
export function inFrame(element: PageElement): boolean {
  const above: PageElement[] = [];
  let found = false;
  for (let at: PageElement | null = element; at && !found; at = parentOf(at)) {
    const known = framed.get(at);
    if (known === false) break;
    above.push(at);
    found = known === true || FRAME_TAGS.has(at.name) || marks(at).some((mark) => FRAME_MARK.test(mark));
  }
  for (const at of above) framed.set(at, found);
  return found;
}

export function parentOf(element: PageElement): PageElement | null {
  const parent = element.parent;
  return parent && 'attribs' in parent ? (parent as PageElement) : null;
}

/** The nearest element of these names above this one. */
export function ancestor(element: PageElement, names: readonly string[]): PageElement | null {
  let at = parentOf(element);
  while (at && !names.includes(at.name)) at = parentOf(at);
  return at;
}

const UNSEEN = new Set(['script', 'style', 'option', 'select', 'textarea', 'noscript', 'template']);

/** The texts that a reader sees, one a text node, cleaned, in document order; `without`: names of further elements to leave out. */
export function* visibleTexts(node: Parent, without: ReadonlySet<string> = new Set()): Generator<string> {
  for (const written of writtenTexts(node, UNSEEN, without)) {
    const text = clean(written);
    if (text !== '') yield text;
  }
}

/** All text as it stands, one a text node, but for what is in elements of these names. */
export function* writtenTexts(node: Parent, ...without: readonly ReadonlySet<string>[]): Generator<string> {
  for (const child of node.children as readonly Node[]) {
    if (child.type === 'text') yield child.data;
    else if ('children' in child && !('name' in child && without.some((names) => names.has(child.name))))
      yield* writtenTexts(child, ...without);
  }
}

type Parent = { readonly children: readonly unknown[] };
type Node = { readonly type: 'text'; readonly data: string } | PageElement;

/** A page of markup; what is none is a service's answer. */
export const isMarkup = (page: Page): boolean => page.text.trimStart().startsWith('<');
