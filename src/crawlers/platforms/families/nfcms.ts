import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, Page } from '../dialect.ts';
import { readStaticList } from '../paging/static-list.ts';

/** `post_123.html`, `content/post_123.html`, `mpost_123.html`. */
const DETAIL = /\/m?post_\d+\.html?/i;

function detect(page: Page): Detection | null {
  if (/\/gkmlpt\//i.test(page.url)) return null;
  const evidence: string[] = [];
  if (/NFCMS_(?:SITE|POST|CAT)_ID|NFCMS_PUB_TYPE/.test(page.text)) evidence.push('NFCMS_… in a script');
  if (DETAIL.test(page.url)) evidence.push('article address post_<id>.html');
  if (/href=["'][^"']*\/m?post_\d+\.html/i.test(page.text)) evidence.push('links to post_<id>.html');
  return evidence.length > 0 ? { confidence: evidence.length > 1 ? 0.9 : 0.8, evidence } : null;
}

/** 南方 NFCMS: the static pages of Guangdong's portals; lists numbered from 1 (`index.html`, `index_2.html`). */
export const nfcms: Dialect = {
  key: 'nfcms',
  name: '南方 NFCMS (广东 static pages)',
  detect,
  list: (page, context) =>
    readStaticList(page, context, {
      detail: DETAIL,
      numbering: { base: 1, stem: 'index', extension: 'html' },
    }),
  detail: (page) => readDetail(page, { bodies: ['.news_cont_d_wrap', '.article-content', '.zw', '#zoomcon'] }),
};
