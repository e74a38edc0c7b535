import { readDetail } from '../detail/detail.ts';
import type { Attachment, Detail, Detection, Dialect, Page } from '../dialect.ts';
import { resolveLink, withQuery } from '../page/links.ts';
import { readStaticList } from '../paging/static-list.ts';
import { readJson } from '../service/json.ts';

/** `/c/als/zfxxgknb/123456.jhtml`, `/zfxxgknb/123456.jhtml`. */
const DETAIL = /\/\d{2,}\.jhtml/i;

/** `Cms.attachment("/cms", "1234", "2", "attach")`: folder of the system, article, number of files. */
const KEYS_CALL = /Cms\.attachment\(\s*["']([^"']*)["']\s*,\s*["']?(\d+)["']?\s*,\s*["']?(\d+)/g;
/** The service that gives each file's key, without which none is sent. */
const KEYS = /^(.*\/attachment)_url\.jspx\?/i;

function detect(page: Page): Detection | null {
  if (/\/igs\/front\//i.test(page.url)) return null;
  if (KEYS.test(page.url)) return { confidence: 0.95, evidence: ['answer of attachment_url.jspx'] };
  const evidence: string[] = [];
  if (/\.jhtml(?:$|[?#])/i.test(page.url)) evidence.push('address .jhtml');
  // The search of another system (IGS) has the same extension.
  if (/href=["'](?![^"']*\/igs\/)[^"']*\.jhtml/i.test(page.text)) evidence.push('links to .jhtml');
  if (/jeecms|\bCms\.attachment\(/i.test(page.text)) evidence.push('jeecms in the page');
  return evidence.length > 0 ? { confidence: Math.min(0.8 + 0.08 * (evidence.length - 1), 0.95), evidence } : null;
}

function detail(page: Page): Detail {
  const read = readDetail(page, { bodies: ['.article-content', '.content-txt', '#content', '.txt'] });
  const keys = [...page.text.matchAll(KEYS_CALL)].flatMap(([, base = '', cid = '', n = '']) => {
    const url = Number(n) > 0 ? resolveLink(page, `${base}/attachment_url.jspx`) : null;
    return url === null ? [] : [withQuery(url, { cid, n })];
  });
  return { ...read, embedded: [...read.embedded, ...keys] };
}

/** `["&t=1700000000000&k=0123…"]`: one key a file, in the order of the article's links. */
function files(answer: Page): Attachment[] | null {
  const keys = readJson(answer.text);
  const base = KEYS.exec(answer.url)?.[1];
  const cid = new URL(answer.url).searchParams.get('cid') ?? '';
  if (!Array.isArray(keys) || base === undefined) return null;
  return keys.flatMap((key, i) =>
    typeof key === 'string' ? [{ url: `${base}.jspx?cid=${cid}&i=${i}${key}`, name: '' }] : [],
  );
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
  detail,
  files,
};
