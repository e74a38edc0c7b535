import type { Page } from '../dialect.ts';
import { clean } from '../page/dom.ts';

export interface Totals {
  readonly items?: number;
  readonly pages?: number;
  /** The page's own number, 1-based, where it prints one. */
  readonly current?: number;
}

/** What a list page claims of its own length: 共 N 条, 共 N 页, 第 1/12 页, and the script variables that pagers are built from. */
export function readTotals(page: Page): Totals {
  const shown =
    clean(page.$('body').clone().find('script, style').remove().end().text()) || clean(page.$.root().text());
  const items = first(shown, ITEMS) ?? first(page.text, ITEM_VARIABLES);
  const turn = first(shown, PAGES) === undefined ? fraction(page) : null;
  const pages = first(shown, PAGES) ?? turn?.pages ?? first(page.text, PAGE_VARIABLES);
  const current = first(shown, CURRENT) ?? turn?.current;
  return {
    ...(items !== undefined ? { items } : {}),
    ...(pages !== undefined ? { pages } : {}),
    ...(current !== undefined ? { current } : {}),
  };
}

/** `1/3` alone in an element: the page's number and their count. */
function fraction(page: Page): { readonly current: number; readonly pages: number } | null {
  if (!/\d\s*(?:<[^<>]{0,80}>\s*)?\/\s*(?:<[^<>]{0,80}>\s*)?\d/.test(page.text)) return null;
  for (const element of page.$('span, div, p, em, li, td, b, i, font').toArray()) {
    if (element.children.length > 5) continue;
    const [, first, last] =
      /^(?:页码|页次|第)?[\s:：]*(\d{1,3})\s*\/\s*(\d{1,3})\s*页?$/.exec(clean(page.$(element).text())) ?? [];
    const [current, pages] = [Number(first), Number(last)];
    if (current >= 1 && current <= pages) return { current, pages };
  }
  return null;
}

const ITEMS = [
  /(?:共计?|总共|合计|总计|总记录数?|记录总数|总数)[\s有:：]*(\d+)\s*(?:条|个|篇|项|行|记录|records?)/,
  /(?:总记录数?|记录总数|总条数)[\s:：]*(\d+)/,
  /(?<!\d)(\d+)\s*条\s*(?:记录|信息|数据)/,
];
const PAGES = [
  /(?:共计?|总共|总)\s*(\d+)\s*页/,
  /总页数[\s:：]*(\d+)/,
  /(?:第\s*|页次[\s:：]*)\d+\s*\/\s*(\d+)\s*页?/,
  /(?<![\d/-])\d+\s*\/\s*(\d+)\s*页/,
];
const CURRENT = [/第\s*(\d+)\s*\/\s*\d+\s*页?/, /第\s*(\d+)\s*页/, /页次[\s:：]*(\d+)\s*\//];
const ITEM_VARIABLES = [
  /\b(?:totalRecords?|recordCount|record_count|totalCount|rowCount|totalRows)["'\s]*[:=][\s"']*(\d+)/i,
  // jQuery's pagination, laypage: widgets that are told the number of entries.
  /\.pagination\(\s*(\d+)\s*,/,
  /\blaypage(?:\.render)?\(\s*\{[^}]*?\bcount\s*:\s*(\d+)/,
];
const PAGE_VARIABLES = [
  /kkpager[\s\S]{0,200}?\btotal\s*:\s*["']?(\d+)/,
  /\blaypage(?:\.render)?\(\s*\{[^}]*?\bpages\s*:\s*(\d+)/,
  /\b(?:countPage|totalPages?|pageCount|page_count)["'\s]*[:=][\s"']*(\d+)/i,
];

function first(text: string, patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return Number(match[1]);
  }
  return undefined;
}
