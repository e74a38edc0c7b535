import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, Page } from '../dialect.ts';
import { readStaticList } from '../paging/static-list.ts';

/** `/nw12344/20240131/<32 hex>.html`, `/2024ndbg/20250127/<32 hex>.html`, older `/nw9822/20200906/0001-9822_653206.html`. */
const DETAIL = /\/(?:19|20)\d{6}\/(?:[0-9a-f]{32}|\d{4}-\d+_\d+)\.html?/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (/\/nw\d{3,}\//i.test(page.url)) evidence.push('address /nw<number>/');
  if (/href=["'][^"']*\/nw\d{3,}\//i.test(page.text)) evidence.push('links to /nw<number>/');
  if (/href=["'][^"']*\/(?:19|20)\d{6}\/[0-9a-f]{32}\.html/i.test(page.text))
    evidence.push('links to /YYYYMMDD/<32 digits>.html');
  if (/\/(?:19|20)\d{6}\/[0-9a-f]{32}\.html?$/i.test(page.url))
    evidence.push('article address /YYYYMMDD/<32 digits>.html');
  if (/\/cmsres\//i.test(page.text)) evidence.push('files under /cmsres/');
  if (evidence.length === 0 || (evidence.length === 1 && evidence[0] === 'links to /nw<number>/')) return null;
  return { confidence: Math.min(0.78 + 0.07 * (evidence.length - 1), 0.96), evidence };
}

/** 上海: `index.html`, then `index_2.html`; articles by day and 32 digits; files under /cmsres/. */
export const shanghai: Dialect = {
  key: 'shanghai',
  name: '上海 (nw)',
  detect,
  list: (page, context) =>
    readStaticList(page, context, {
      detail: DETAIL,
      numbering: { base: 1, stem: 'index', extension: 'html' },
    }),
  detail: (page) =>
    readDetail(page, {
      bodies: ['.Article_content', '#ivs_content', '.article-content', '.TRS_Editor'],
      titles: ['.Article_title', '#ivs_title'],
    }),
};
