import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean } from '../../crawlers/platforms/page/dom.ts';
import { linkTarget, resolveLink } from '../../crawlers/platforms/page/links.ts';
import { linkTitle } from '../../crawlers/platforms/page/rows.ts';
import type { Link } from './link.ts';
import { scriptLinks } from './script-links.ts';

/** Every address that a page leads to: links, image maps, drop-down lists, frames, and what scripts hold. Equal pairs once. */
export function linksOf(page: Page): Link[] {
  const found = isHtml(page) ? [...anchors(page), ...options(page), ...frames(page), ...menuScripts(page)] : [];
  const all = [...found, ...scriptLinks(page)];
  return [...new Map(all.map((link) => [`${link.url} ${link.title}`, link])).values()];
}

function isHtml(page: Page): boolean {
  return /^\s*(?:\ufeff)?</.test(page.text.slice(0, 400));
}

function anchors(page: Page): Link[] {
  const links: Link[] = [];
  page.$('a, area, [onclick]').each((_, element) => {
    const url = withFragment(linkTarget(page, element), element.attribs.href);
    const title = linkTitle(page.$(element), element);
    // A box with a click handler around half of the page is no link.
    if (url !== null && title.length <= 120) links.push({ url, title, from: 'link' });
  });
  return links;
}

/** One platform carries its category behind the #: `/gkmlpt/index#2629`. */
function withFragment(url: string | null, href: string | undefined): string | null {
  const category = /#\d+$/.exec(href ?? '')?.[0];
  return url !== null && category !== undefined && /\/gkmlpt\//.test(url) ? url + category : url;
}

/** Lists of departments and years that open what is chosen. */
function options(page: Page): Link[] {
  const links: Link[] = [];
  page.$('option[value]').each((_, option) => {
    const value = option.attribs.value ?? '';
    const url = /^(?:https?:)?\/|\.[sj]?html?/i.test(value) ? resolveLink(page, value) : null;
    if (url !== null) links.push({ url, title: clean(page.$(option).text()), from: 'link' });
  });
  return links;
}

function frames(page: Page): Link[] {
  const links: Link[] = [];
  page.$('iframe, frame').each((_, frame) => {
    const url = resolveLink(page, frame.attribs.src ?? frame.attribs['data-src']);
    if (url !== null) links.push({ url, title: clean(frame.attribs.title ?? frame.attribs.name ?? ''), from: 'frame' });
  });
  return links;
}

const MENU = /(?:nav|menu|tree|column|lanmu|channel|daohang|catalog|left)[^/]*\.js(?:on)?(?:$|\?)/i;
const LIBRARY = /jquery|swiper|superslide|bootstrap|ztree[^/]*(?:core|excheck|all|exedit)|layui|vue|\.min\./i;

/** Scripts whose name says that they may write the menu. */
function menuScripts(page: Page): Link[] {
  const links: Link[] = [];
  page.$('script[src]').each((_, script) => {
    const url = resolveLink(page, script.attribs.src);
    if (url !== null && MENU.test(url) && !LIBRARY.test(url)) links.push({ url, title: '', from: 'script' });
  });
  return links;
}
