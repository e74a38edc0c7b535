import type { Page } from '../dialect.ts';
import { fragmentOf, type PageElement } from '../page/dom.ts';

/**
 * The rows of lists that a page's own script writes from what stands in it: `document.write('<a href="…">…</a>')`, parallel arrays
 * (`urls[0]='…';headers[0]='…'`), lists of records (`{"title":"…","url":"…"}`). As HTML, one `<li>` a row; null where there are none.
 */
export function scriptList(page: Page): Page | null {
  if (!ADDRESS_END.test(page.text)) return null;
  const rows: string[] = [];
  page.$('script:not([src])').each((_, script) => {
    const code = scriptText(page, script);
    if (ADDRESS_END.test(code) && /\p{Script=Han}|\\u[4-9]/u.test(code))
      rows.push(...writtenRows(code), ...arrayRows(code), ...recordRows(code));
  });
  return rows.length === 0 ? null : fragmentOf(page, `<ul>${rows.join('')}</ul>`);
}

/** The end of a quoted address of a page or file. */
const ADDRESS_END = /\.(?:s?html?|pdf|ofd|docx?|jhtml)\\?["']/i;
/** Longer scripts are libraries. */
const LONGEST_SCRIPT = 2_000_000;

function scriptText(page: Page, script: PageElement): string {
  const code = page.$(script).text();
  return code.length > LONGEST_SCRIPT || /^\s*<(?:datastore|\?xml)/i.test(code) ? '' : code;
}

/** A whole link inside one string; addresses put together from variables are none. */
const WRITTEN =
  /<a\b[^<>]*?href\s*=\s*\\?["']?([^"'\\<>\s+]+)\\?["']?[^<>]*>((?:[^<\n]|<(?!\/a))*?)<\\?\/a>([^\n]{0,120})/gi;

function writtenRows(code: string): string[] {
  return [...code.matchAll(WRITTEN)].flatMap(([, url = '', title = '', after = '']) =>
    isTitle(title) && isAddress(url) ? [row(url, title, DATE.exec(after)?.[0])] : [],
  );
}

const DATE = /(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/;
const ASSIGNED =
  /(?<![\w$])([A-Za-z_$][\w$]{0,80})\s*\[\s*(\d+)\s*\]\s*=\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/g;

/** `urls[3]='./t.html';headers[3]="…";year[3]='2024'`: what has the same number is one row. */
function arrayRows(code: string): string[] {
  const records = new Map<string, Map<string, string>>();
  for (const [, name = '', index = '', double, single] of code.matchAll(ASSIGNED)) {
    const record = records.get(index) ?? new Map<string, string>();
    records.set(index, record.set(name, unescaped(double ?? single ?? '')));
  }
  return [...records.values()].flatMap((record) => recordRow(record));
}

const RECORD = /\{[^{}]{10,4000}\}/g;
const MEMBER = /(?<![\w-])([A-Za-z_][\w-]{0,80})["']?\s*:\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)')/g;

/** `[{"title":"…","url":"…","date":"…"}]`, with or without quotes around the names. */
function recordRows(code: string): string[] {
  return (code.match(RECORD) ?? []).flatMap((text) => {
    const members = [...text.matchAll(MEMBER)].map(
      ([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')] as const,
    );
    return recordRow(new Map(members));
  });
}

function recordRow(record: ReadonlyMap<string, string>): string[] {
  const url = [...record.values()].find(isAddress);
  const titles = [...record.values()].filter((value) => value !== url && isTitle(value));
  const title = titles.sort((a, b) => hanOf(b) - hanOf(a))[0];
  if (url === undefined || title === undefined) return [];
  const [year, month, day] = ['year', 'month', 'day'].map((name) => record.get(name));
  const parts = year && month && day ? `${year}-${month}-${day}` : undefined;
  return [row(url, title, parts ?? [...record.values()].map((value) => DATE.exec(value)?.[0]).find(Boolean))];
}

function isAddress(text: string): boolean {
  return /^[^\s<>"'{}|,;]{4,400}$/.test(text) && /\.(?:s?html?|jhtml|pdf|ofd|docx?|wps|jsp|aspx)(?:$|[?#])/i.test(text);
}

/** Four Chinese characters: fewer are names of menus and buttons (上一页, 首页). */
function isTitle(text: string): boolean {
  return text.length <= 400 && hanOf(text) >= 4;
}

function hanOf(text: string): number {
  return (text.replace(/<[^<>]*>/g, '').match(/\p{Script=Han}/gu) ?? []).length;
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\([/"'\\])/g, '$1')
    .trim();
}

function row(url: string, title: string, date: string | undefined): string {
  const href = url.replace(/"/g, '&quot;');
  return `<li><a href="${href}">${title}</a><span>${date ?? ''}</span></li>`;
}
