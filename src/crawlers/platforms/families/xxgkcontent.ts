import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, Page } from '../dialect.ts';
import { readStaticList } from '../paging/static-list.ts';

const MODULE = '(?:XxgkAnnualReport|XxgkContent|OpennessAnnualReport|OpennessContent|Xxgknb|XxgkNews)';
// The modules' names are told by their capitals: /xxgknb/ in small letters is a folder of any system.
const DETAIL = new RegExp(`/${MODULE}/show/\\d+(?:\\.html)?`);
const LIST = new RegExp(`/${MODULE}/(?:showList|index|list)?(?:/[\\d/]+)?(?:/?page_\\d+\\.html)?`);

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (new RegExp(`/${MODULE}(?:/|$)`).test(page.url)) evidence.push(`address ${new URL(page.url).pathname}`);
  const link = new RegExp(`href=["'][^"']*(/${MODULE}/(?:show|showList)/)`).exec(page.text)?.[1];
  if (link !== undefined) evidence.push(`links to ${link}`);
  return evidence.length > 0 ? { confidence: 0.88 + 0.04 * evidence.length, evidence } : null;
}

/** `…/page_1.html` → `…/page_2.html`; a channel without page number begins at 1. */
function pageUrl(page: Page, number: number): string {
  const url = page.url.replace(/[?#].*$/, '');
  if (/page_\d+\.html?$/i.test(url)) return url.replace(/page_\d+(\.html?)$/i, `page_${number}$1`);
  return `${url.replace(/\/(?:index\.html?)?$/i, '')}/page_${number}.html`;
}

function current(page: Page): number | null {
  const number = /page_(\d+)\.html?$/i.exec(page.url)?.[1];
  return number === undefined ? null : Number(number);
}

/** Anhui's XxgkContent family: `showList/<organ>/<category>/page_1.html`, articles at `show/<id>.html`. */
export const xxgkcontent: Dialect = {
  key: 'xxgkcontent',
  name: 'XxgkContent (安徽)',
  detect,
  list: (page, context) => readStaticList(page, context, { detail: DETAIL, channel: LIST, pageUrl, current }),
  detail: (page) =>
    readDetail(page, { bodies: ['.is-newscontnet', '.newscontnet', '.j-fontContent', '#zoom', '.xxgk_content'] }),
};
