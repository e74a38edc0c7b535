import type { Detection, Dialect, Page } from './dialect.ts';
import { readDetail } from './shared/detail.ts';
import { readStaticList } from './shared/static-list.ts';

/** `/c/als/zfxxgknb/123456.jhtml`, `/zfxxgknb/123456.jhtml`. */
const DETAIL = /\/\d{2,}\.jhtml/i;

function detect(page: Page): Detection | null {
  if (/\/igs\/front\//i.test(page.url)) return null;
  const evidence: string[] = [];
  if (/\.jhtml(?:$|[?#])/i.test(page.url)) evidence.push('address .jhtml');
  // The search of another system (IGS) has the same extension.
  if (/href=["'](?![^"']*\/igs\/)[^"']*\.jhtml/i.test(page.text)) evidence.push('links to .jhtml');
  if (/jeecms/i.test(page.text)) evidence.push('jeecms in the page');
  return evidence.length > 0 ? { confidence: Math.min(0.8 + 0.08 * (evidence.length - 1), 0.95), evidence } : null;
}

/** JEECMS: `zfxxgknb.jhtml`, then `zfxxgknb_2.jhtml`; the pager gives the address in a handler or a link. */
export const jeecms: Dialect = {
  key: 'jeecms',
  name: 'JEECMS',
  detect,
  list: (page, context) =>
    readStaticList(page, context, {
      detail: DETAIL,
      numbering: { base: 1, stem: 'index', extension: 'jhtml' },
    }),
  detail: (page) => readDetail(page, { bodies: ['.article-content', '.content-txt', '#content', '.txt'] }),
};
