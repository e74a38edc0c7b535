import { load } from 'cheerio/slim';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean } from '../../crawlers/platforms/page/dom.ts';
import { resolveLink } from '../../crawlers/platforms/page/links.ts';
import { namesAnnualReports, speaksOfDisclosure } from '../../vocabulary/report-titles.ts';
import type { Link } from './link.ts';

/** Only texts about disclosure are looked for: a page's scripts hold thousands of strings. */
const isAboutReports = (text: string): boolean => namesAnnualReports(text) || speaksOfDisclosure(text);
/** How far apart, in characters, a menu's entry may hold its words and its address. */
const REACH = 240;
/** Scripts beyond this are libraries or data. */
const LONGEST = 600_000;

/** Links that scripts hold: markup in strings (`document.write`), and objects or calls with words and an address side by side. */
export function scriptLinks(page: Page): Link[] {
  const links: Link[] = [];
  for (const script of scriptsOf(page)) {
    const code = unescaped(script);
    if (!isAboutReports(code)) continue;
    links.push(...markupIn(page, code), ...pairsIn(page, code));
  }
  return links;
}

function scriptsOf(page: Page): string[] {
  if (!/^\s*(?:\ufeff)?</.test(page.text.slice(0, 400))) return page.text.length <= LONGEST ? [page.text] : [];
  return page
    .$('script:not([src])')
    .toArray()
    .map((script) => page.$(script).text())
    .filter((code) => code.length <= LONGEST);
}

function unescaped(code: string): string {
  return code
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(["'/])/g, '$1');
}

function markupIn(page: Page, code: string): Link[] {
  const links: Link[] = [];
  for (const [markup] of code.matchAll(/<a\b[^>]{0,600}>[\s\S]{0,400}?<\/a>/gi)) {
    const link = load(markup)('a').first();
    const url = resolveLink(page, link.attr('href'));
    const title = clean(link.attr('title') || link.text());
    if (url !== null && isAboutReports(title)) links.push({ url, title, from: 'script' });
  }
  return links;
}

const STRING = /"([^"\n]{1,300})"|'([^'\n]{1,300})'/g;
const ADDRESS = /^(?:https?:\/\/|\.{0,2}\/)[^\s<>]+$|^[\w./-]+\.(?:[sj]?html?|jsp|aspx?)(?:[?#]\S*)?$/i;

interface Text {
  readonly text: string;
  readonly at: number;
}

/** `{name: "政府信息公开年报", url: "/zwgk/nb/"}`, `d.add(12, 3, '政府信息公开年报', '/zwgk/nb/')`: the nearest address, rather after. */
function pairsIn(page: Page, code: string): Link[] {
  const texts = [...code.matchAll(STRING)].map(
    (match): Text => ({ text: match[1] ?? match[2] ?? '', at: match.index }),
  );
  const addresses = texts.filter(({ text }) => ADDRESS.test(text));
  return texts.flatMap(({ text, at }): Link[] => {
    if (!isAboutReports(text) || text.length > 30 || /[<>]/.test(text)) return [];
    const nearest = addresses
      .map((address) => ({ ...address, distance: address.at > at ? address.at - at : (at - address.at) * 2 }))
      .filter(({ distance }) => distance <= REACH)
      .sort((a, b) => a.distance - b.distance)[0];
    const url = nearest === undefined ? null : resolveLink(page, nearest.text);
    return url === null ? [] : [{ url, title: clean(text), from: 'script' }];
  });
}
