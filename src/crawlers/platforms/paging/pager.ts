import type { Page } from '../dialect.ts';
import { clean, fragmentOf, type PageElement, squeeze } from '../page/dom.ts';
import { linkTarget, resolveLink } from '../page/links.ts';
import { NEXT, NEXT_MARK, pageNumberIn } from './control-names.ts';

/** A picture of an arrow, by its name: `next.gif`, `page_next_03.png`; one in grey is none. */
const NEXT_PICTURE = /(?:^|[/_-])(?:next(?:page)?|xyy|xiayiye)(?:[_-]?\d{1,3})?\.(?:gif|png|jpe?g|svg)(?:$|\?)/i;

/** The address behind 下一页, where the page has a real one; null on the last page. */
export function nextLink(page: Page): string | null {
  return drawnNextLink(page) ?? codedNextLink(page) ?? headNextLink(page);
}

/** `<link rel="next" href="…">` in the head, for search engines; where a pager shows nothing of the kind, all the same. */
export function headNextLink(page: Page): string | null {
  const url = resolveLink(page, page.$('link[rel~="next"][href]').first().attr('href'));
  return url === page.url ? null : url;
}

/** 云南 portals write the pager as base64 of its URL-encoded HTML, for a script to open. */
function codedNextLink(page: Page): string | null {
  if (!/\batob\s*\(/.test(page.text)) return null;
  for (const box of page.$('div, span, input').toArray()) {
    const code = (box.attribs.value ?? page.$(box).text()).trim();
    if (code.length < 40 || !/^[A-Za-z0-9+/]+={0,2}$/.test(code)) continue;
    const link = drawnNextLink(fragmentOf(page, urlDecoded(Buffer.from(code, 'base64').toString('utf8'))));
    if (link !== null) return link;
  }
  return null;
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function drawnNextLink(page: Page): string | null {
  let found: string | null = null;
  page.$('a, button, input, span[onclick], li[onclick]').each((_, element) => {
    if (!isNext(page, element)) return;
    const url = target(page, element);
    if (url !== null && url !== page.url && !disabled(element)) found ??= url;
  });
  return found;
}

/** Whether a link or button leads to the next page: 下一页, [下页], 下一页 >>, an arrow. */
export function isNext(page: Page, element: PageElement): boolean {
  const { value, title, rel } = element.attribs;
  const picture = page.$(element).find('img').attr('alt');
  const label =
    clean(page.$(element).text()) || clean(value ?? title ?? element.attribs['aria-label'] ?? picture ?? '');
  const bare = label.replace(/^[[【(（<«‹\s]+(?=\S)|(?<![\]】)）\s])[\]】)）\s]+$/g, '');
  if (NEXT.test(bare) || NEXT.test(label) || (label.length <= 8 && NEXT.test(squeeze(label)))) return true;
  if (label === '' && NEXT_PICTURE.test(page.$(element).find('img').attr('src') ?? '')) return true;
  return isMarkedNext(element) && (rel === 'next' || !/[\p{L}\p{N}]/u.test(label));
}

/** Its relation or class says so. */
export function isMarkedNext({ attribs: { rel, class: names = '' } }: PageElement): boolean {
  return rel === 'next' || names.split(/\s+/).some((name) => NEXT_MARK.test(name));
}

/** The address of page `number` in a box to choose pages from, whose choices are addresses. */
export function optionLink(page: Page, number: number): string | null {
  for (const option of page.$('select option[value]').toArray()) {
    const { value = '' } = option.attribs;
    const shown = pageNumberIn(clean(page.$(option).text()));
    if (Number(shown) === number && /[./?=]/.test(value)) return resolveLink(page, value);
  }
  return null;
}

/** The address of page `number` among the pager's numbered links. */
export function numberedLink(page: Page, number: number): string | null {
  let found: string | null = null;
  page.$('a').each((_, link) => {
    if (clean(page.$(link).text()).replace(/[[\]]/g, '') === String(number)) found ??= target(page, link);
  });
  return found;
}

/** Pagers give the address as link, as the argument of a handler, or in an attribute of their own. */
function target(page: Page, element: PageElement): string | null {
  const direct = linkTarget(page, element);
  if (direct !== null) return direct;
  const { tagname, onclick } = element.attribs;
  if (tagname !== undefined && /^[./]/.test(tagname)) return resolveLink(page, tagname);
  const quoted = /["']([^"']{0,500}\/[^"']{0,500}|[^"']{1,500}\.[sj]?html?[^"']{0,500})["']/.exec(onclick ?? '');
  return resolveLink(page, quoted?.[1]);
}

function disabled(element: PageElement): boolean {
  return (
    /(?:^|\s)(?:disabled?|none|noclick)(?:\s|$)/.test(element.attribs.class ?? '') || 'disabled' in element.attribs
  );
}

/** The address of a static list without page number: `index_3.html` → folder, `index`, `html`. */
export interface ListName {
  readonly folder: string;
  readonly stem: string;
  readonly extension: string;
}

export function listName(url: string, fallback: { stem: string; extension: string }): ListName {
  const { origin, pathname } = new URL(url);
  const cut = pathname.lastIndexOf('/') + 1;
  const match = /^(.+?)(?:_\d+)?\.(\w+)$/.exec(pathname.slice(cut));
  const folder = origin + pathname.slice(0, cut);
  return match
    ? { folder, stem: match[1] ?? fallback.stem, extension: match[2] ?? fallback.extension }
    : { folder, ...fallback };
}

/** `index_N.html` beside the list's first page. */
export function numberedPage(name: ListName, number: number): string {
  return `${name.folder}${name.stem}_${number}.${name.extension}`;
}
