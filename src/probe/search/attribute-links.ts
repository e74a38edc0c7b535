import type { Page } from '../../crawlers/platforms/dialect.ts';
import { type PageElement, squeeze, visibleTexts } from '../../crawlers/platforms/page/dom.ts';
import { resolveLink } from '../../crawlers/platforms/page/links.ts';
import { isAddress } from './handler-links.ts';
import type { Link } from './link.ts';
import { isAboutReports, pairsIn } from './script-links.ts';

const LONGEST_WORDS = 30;
/** Attributes that name no place to go to. */
const NO_TARGET = /^(?:src|class|id|style|action|onclick|background|content|xmlns.*|d)$/;

/** Links that are none to a browser: words with an address in whatever attribute a script reads it from, menus as JSON in an attribute. */
export function attributeLinks(page: Page): Link[] {
  const links: Link[] = [];
  page.$('*').each((_, node) => {
    if (!('attribs' in node)) return;
    const element = node as PageElement;
    const entries = Object.entries(element.attribs);
    for (const [, value] of entries)
      if (/[[{]/.test(value) && isAboutReports(value)) links.push(...pairsIn(page, value));
    if (element.name === 'a' || !entries.some(([name, value]) => isTarget(name, value))) return;
    const words = wordsOf(element);
    if (!isAboutReports(words)) return;
    for (const [name, value] of entries) {
      const url = isTarget(name, value) ? resolveLink(page, value) : null;
      if (url !== null) links.push({ url, title: words, from: 'link' });
    }
  });
  return [...links, ...buttons(page)];
}

const isTarget = (name: string, value: string): boolean => !NO_TARGET.test(name) && isAddress(value);

function wordsOf(element: PageElement): string {
  const words = squeeze([...visibleTexts(element)].join(''));
  return words.length <= LONGEST_WORDS ? words : '';
}

/** A form of one button is a link. */
function buttons(page: Page): Link[] {
  const links: Link[] = [];
  page.$('form[action]').each((_, form) => {
    const button = page.$(form).find('input[type="submit"], input[type="button"], input[type="image"], button').first();
    const words = squeeze(button.attr('value') ?? button.attr('alt') ?? button.text());
    const asks = page.$(form).find('input[type="text"], input[type="search"], input:not([type]), textarea').length > 0;
    const url = resolveLink(page, form.attribs.action);
    if (!asks && url !== null && isAboutReports(words)) links.push({ url, title: words, from: 'link' });
  });
  return links;
}
