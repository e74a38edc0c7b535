import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean } from '../../crawlers/platforms/page/dom.ts';
import { linkTarget, queryOf, withQuery } from '../../crawlers/platforms/page/links.ts';

const PAGE_PARAMETERS = ['page', 'pageNo', 'pageNum', 'pageIndex', 'currentPage', 'curPage', 'cur_page', 'currpage'];

/** The addresses at which a list may begin that somebody opened in the middle: what its pager calls the first page, and its usual name. */
export function firstPages(page: Page): string[] {
  const url = new URL(page.url);
  const folder = new URL('.', url).href;
  const linked: string[] = [];
  page.$('a').each((_, link) => {
    const target = linkTarget(page, link);
    const isFirst = /^(?:首\s*页|第一页|第1页|上一?页|1|«|<<|‹)$/.test(clean(page.$(link).text()));
    if (isFirst && target !== null && target !== page.url && target.startsWith(folder) && target !== folder)
      linked.push(target);
  });
  const unnumbered = url.pathname
    .replace(/[_-]\d{1,3}(?=\.[sj]?html?$)/i, '')
    .replace(/(?<=\/)(?:index|default)\.[sj]?html?$/i, '');
  const named = unnumbered === url.pathname ? [] : [new URL(unnumbered + url.search, url).href];
  const parameter = PAGE_PARAMETERS.find((name) => Number(queryOf(page.url, name)) > 1);
  const asked = parameter === undefined ? [] : [withQuery(page.url, { [parameter]: 1 })];
  return [...new Set([...linked, ...named, ...asked])];
}

const VARYING = /^(?:\d[\d-]*|[0-9a-f]{8}-?[0-9a-f-]{4,}|t\d{8}_\d+.*|art|content)$/i;

/** The folders that a report's address stands in, the nearest first, without those named after dates and numbers. */
export function foldersAbove(address: string): string[] {
  const folders = new URL(address).pathname.split('/').slice(1, -1);
  const kept = [...folders];
  while (kept.length > 0 && VARYING.test(kept.at(-1) ?? '')) kept.pop();
  const paths = [kept, kept.slice(0, -1)].filter((one) => one.length > 0).map((one) => `/${one.join('/')}/`);
  return [...new Set(paths)].map((path) => new URL(path, address).href);
}
