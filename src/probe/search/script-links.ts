import { load } from 'cheerio/slim';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean } from '../../crawlers/platforms/page/dom.ts';
import { resolveLink } from '../../crawlers/platforms/page/links.ts';
import { literals, type ScriptNames } from '../../crawlers/platforms/service/js-value.ts';
import { namesAnnualReports, speaksOfDisclosure } from '../../vocabulary/report-titles.ts';
import { type AddressTemplate, addressTemplates, filledTemplate } from './address-templates.ts';
import { isAddress } from './handler-links.ts';
import type { Link } from './link.ts';

/** Only texts about disclosure are looked for: a page's scripts hold thousands of strings. */
export const isAboutReports = (text: string): boolean =>
  namesAnnualReports(text) || speaksOfDisclosure(text) || /公开|政务|年度工作报告/.test(text);
/** How far apart, in characters, a menu's entry may hold its words and its address. */
const REACH = 240;
/** Scripts beyond this are libraries or data. */
const LONGEST = 600_000;

/** Links that scripts hold: markup in strings (`document.write`), and objects or calls with words and an address side by side. */
export function scriptLinks(page: Page, templates: readonly AddressTemplate[] = addressTemplates(page)): Link[] {
  const links: Link[] = [];
  for (const script of scriptsOf(page)) {
    const code = unescaped(script);
    if (!isAboutReports(code)) continue;
    links.push(...markupIn(page, pastedTogether(code)), ...pairsIn(page, code, templates));
  }
  return links;
}

/** The scripts of a page; an answer that is data (JSON, XML, a script of its own) as a whole. */
function scriptsOf(page: Page): string[] {
  if (!/^\s*(?:\ufeff)?<(?!\?xml)/.test(page.text.slice(0, 400))) return page.text.length <= LONGEST ? [page.text] : [];
  return page
    .$('script:not([src])')
    .toArray()
    .map((script) => page.$(script).text())
    .filter((code) => code.length <= LONGEST);
}

function unescaped(code: string): string {
  return code
    .replace(/[\\%]u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/%(3C|3E|20|22|27)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(["'/])/g, '$1');
}

/** `'<a href="' + root + '/gk/">'` with what `root` stands for. */
function pastedTogether(code: string): string {
  const names: ScriptNames = literals(code);
  return code.replace(/(["'])\s*\+\s*([\w$.]{1,60})\s*\+\s*\1/g, (_, _quote, name: string) => names.get(name) ?? '');
}

function markupIn(page: Page, code: string): Link[] {
  const links: Link[] = [];
  for (const [markup] of code.matchAll(/<a\b[^<>]{0,600}>(?:[^<]|<(?!a\b)){0,400}?<\/a>/gi)) {
    const link = load(markup)('a').first();
    const url = resolveLink(page, link.attr('href'));
    const title = clean(link.attr('title') || link.text());
    if (url !== null && isAboutReports(title)) links.push({ url, title, from: 'script' });
  }
  return links;
}

const STRING = /"([^"\n]{0,300})"|'([^'\n]{0,300})'|`([^`\n]{0,300})`/g;

interface QuotedText {
  readonly text: string;
  readonly at: number;
}

/**
 * `{name: "政府信息公开年报", url: "/zwgk/nb/"}`, `d.add(12, '政府信息公开年报', '', '/zwgk/nb/')`: the nearest address within the same
 * brackets, be it before or behind; outside of brackets the nearest, rather behind.
 */
export function pairsIn(page: Page, code: string, templates: readonly AddressTemplate[] = []): Link[] {
  const texts = [...code.matchAll(STRING)].map(
    (match): QuotedText => ({ text: match[1] ?? match[2] ?? match[3] ?? '', at: match.index }),
  );
  const addresses = texts.filter(({ text }) => text !== '/' && isAddress(text));
  return texts.flatMap((words): Link[] => {
    const { text } = words;
    if (!isAboutReports(text) || text.length > 30 || /[<>]/.test(text)) return [];
    const entry = entryAround(code, words.at);
    const made = templates.map((template) => filledTemplate(page, template, entry)).find((url) => url !== null);
    const found = made === undefined ? addressBeside(words, addresses, code) : null;
    const url = made ?? (found === null ? null : resolveLink(page, found.text));
    return url === null ? [] : [{ url, title: clean(text), from: 'script' }];
  });
}

function addressBeside({ at }: QuotedText, addresses: readonly QuotedText[], code: string): QuotedText | null {
  const distance = (one: QuotedText): number => (one.at > at ? one.at - at : (at - one.at) * 2);
  const near = addresses.filter((one) => distance(one) <= 2 * REACH).sort((a, b) => distance(a) - distance(b));
  for (const { from, to } of bracketsAround(code, at)) {
    const within = near.filter((one) => one.at > from && one.at < to);
    if (within[0] !== undefined) return within[0];
  }
  return near.find((one) => distance(one) <= REACH) ?? null;
}

/** The object or call that a text stands in. */
function entryAround(code: string, at: number): string {
  const [brackets] = bracketsAround(code, at);
  return brackets === undefined ? '' : code.slice(brackets.from, brackets.to);
}

const OPENING = '([{<';
const CLOSING = ')]}>';
/** Entries are not nested deeper within themselves. */
const MOST_BRACKETS = 2;

/** The pairs of brackets around a place, the innermost first. */
function bracketsAround(code: string, at: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = at;
  let to = at;
  while (found.length < MOST_BRACKETS) {
    from = unmatched(code, from - 1, -1, CLOSING, OPENING);
    to = unmatched(code, to + 1, 1, OPENING, CLOSING);
    if (from < 0 || to < 0) break;
    found.push({ from, to });
  }
  return found;
}

/** The next bracket in one direction that closes none met on the way; -1 where there is none in reach. */
function unmatched(code: string, start: number, step: 1 | -1, opens: string, ends: string): number {
  let depth = 0;
  for (let at = start; at >= 0 && at < code.length && Math.abs(at - start) < 2 * REACH; at += step) {
    const sign = code[at] ?? '';
    if (opens.includes(sign)) depth++;
    else if (ends.includes(sign) && depth-- === 0) return at;
  }
  return -1;
}
