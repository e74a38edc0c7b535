import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, Page } from '../dialect.ts';
import { readStaticList } from '../paging/static-list.ts';

/** `/2024/01-31/2898765.html`. */
const DETAIL = /\/(?:19|20)\d{2}\/\d{2}-\d{2}\/\d+\.html?/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (DETAIL.test(page.url)) evidence.push('article address /YYYY/MM-DD/<id>.html');
  if (/href=["'][^"']*\/(?:19|20)\d{2}\/\d{2}-\d{2}\/\d+\.html/i.test(page.text))
    evidence.push('links to /YYYY/MM-DD/<id>.html');
  return evidence.length > 0 ? { confidence: 0.72 + 0.06 * evidence.length, evidence } : null;
}

/** 河南 portals (henan.gov.cn and its counties): numbered from 0, page 2 is `index_1.html`. */
export const henan: Dialect = {
  key: 'henan',
  name: '河南 (YYYY/MM-DD)',
  detect,
  list: (page, context) =>
    readStaticList(page, context, {
      detail: DETAIL,
      numbering: { base: 0, stem: 'index', extension: 'html' },
    }),
  detail: (page) => readDetail(page, { bodies: ['.content', '#content', '.article-content', '.mt15'] }),
};
