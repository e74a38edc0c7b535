import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, Listing, Page } from '../dialect.ts';
import { readStaticList } from '../paging/static-list.ts';

const CATALOG = /(?:https?:\/\/[\w.:-]+)?\/zcms\/catalog\/(\d+)\/(\w+)\//i;
/** `/c/2024-01-31/508819.shtml`, `/zcms/contentcore/…`. */
const DETAIL = /\/c\/(?:19|20)\d{2}-\d{2}-\d{2}\/\d+\.s?html?|\/contents?\/\d+\.s?html?/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (CATALOG.test(page.url) || CATALOG.test(page.text)) evidence.push('catalogue address /zcms/catalog/<id>/');
  if (/\/zcms\/(?!catalog)[\w/]+/i.test(page.text)) evidence.push('/zcms/ services');
  if (/zving|泽元/i.test(page.text)) evidence.push('zving marks');
  if (/\/c\/(?:19|20)\d{2}-\d{2}-\d{2}\/\d+\.s?html?$/i.test(page.url))
    evidence.push('article address /c/YYYY-MM-DD/<id>.shtml');
  return evidence.length > 0 ? { confidence: Math.min(0.84 + 0.06 * (evidence.length - 1), 0.96), evidence } : null;
}

function list(page: Page, context: ListContext): Listing {
  const listing = readStaticList(page, context, {
    detail: DETAIL,
    numbering: { base: 1, stem: 'index', extension: 'shtml' },
  });
  const catalog = CATALOG.exec(page.text);
  if (listing.items.length > 0 || CATALOG.test(page.url) || !catalog) return listing;
  // A channel whose rows come by script: the catalogue's own address gives them drawn by the server, numbered from 1.
  const url = new URL(`/zcms/catalog/${catalog[1]}/${catalog[2]}/index_1.shtml`, page.url).href;
  return { ...listing, next: [{ url, page: 1, headers: { Referer: page.url } }] };
}

/** 泽元 ZCMS: lists numbered from 1, also under the catalogue's number. */
export const zcms: Dialect = {
  key: 'zcms',
  name: '泽元 ZCMS',
  detect,
  list,
  detail: (page) => readDetail(page, { bodies: ['.zw', '#zoom', '.article-content', '.content_body'] }),
};
