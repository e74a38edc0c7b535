import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean, makePage, squeeze } from '../../crawlers/platforms/page/dom.ts';
import { linkTarget, resolveLink } from '../../crawlers/platforms/page/links.ts';
import type { AddressTemplate } from './address-templates.ts';
import { attributeLinks } from './attribute-links.ts';
import { boundLinks, codedLinks, handlerTarget } from './handler-links.ts';
import type { Link } from './link.ts';
import { linkWords } from './link-words.ts';
import { menuScripts, menuServices } from './menu-sources.ts';
import { scriptLinks } from './script-links.ts';

/** Every address that a page leads to: links, image maps, drop-down lists, frames, and what scripts hold. Equal pairs once. `templates`: of the page that has asked for this one. */
export function linksOf(page: Page, templates?: readonly AddressTemplate[]): Link[] {
  return uniqueLinks([...(isHtml(page) ? shownLinks(page) : []), ...scriptLinks(page, templates)]);
}

/** Scripts and services that may hold the menu which the page itself does not show. */
export function menuSources(page: Page): Link[] {
  if (!isHtml(page)) return uniqueLinks(menuServices(asScript(page)));
  return uniqueLinks([...menuScripts(page), ...menuServices(page)]);
}

/** A script's file, to be read like scripts that stand in a page. */
const asScript = (page: Page): Page =>
  makePage({ url: page.url, text: `<script>${page.text.replace(/<\/script/gi, '')}</script>`, charset: page.charset });

const shownLinks = (page: Page): Link[] => [
  ...anchors(page),
  ...boundLinks(page),
  ...codedLinks(page),
  ...options(page),
  ...frames(page),
  ...attributeLinks(page),
];

const uniqueLinks = (links: readonly Link[]): Link[] => [
  ...new Map(links.map((link) => [`${link.url} ${link.http?.body ?? ''} ${link.title}`, link])).values(),
];

function isHtml(page: Page): boolean {
  return /^\s*(?:\ufeff)?</.test(page.text.slice(0, 400));
}

function anchors(page: Page): Link[] {
  const links: Link[] = [];
  page.$('a, area, button, [onclick], [data-url], [data-href], [data-link]').each((_, element) => {
    const own = linkTarget(page, element) ?? resolveLink(page, element.attribs['data-link']);
    const url = withFragment(own, element.attribs.href) ?? handlerTarget(page, element);
    if (url === null) return;
    const title = squeeze(linkWords(page, element));
    // A box with a click handler around half of the page is no link.
    if (title.length <= 120) links.push({ url, title, from: 'link' });
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
