import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, Page } from '../dialect.ts';
import { readStaticList } from '../paging/static-list.ts';
import { readTotals, type Totals } from '../paging/totals.ts';

const DETAIL = /\/info\/\d+\/\d+\.html?|content\.jsp\?.*wbnewsid=\d+/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (/vsb_content|v_news_content|_vsb_/i.test(page.text)) evidence.push('vsb_content');
  if (/\/system\/(?:resource|_content)\//i.test(page.text)) evidence.push('/system/resource/ or /system/_content/');
  if (/showVsbpdfIframe/i.test(page.text)) evidence.push('showVsbpdfIframe');
  if (/Author:webber|_sitegray|visual ?site ?builder/i.test(page.text))
    evidence.push('VSB scripts (_sitegray, webber)');
  if (/\/info\/\d+\/\d+\.html?$/i.test(page.url)) evidence.push('article address info/<channel>/<id>.htm');
  if (/href=["'][^"']*info\/\d{3,}\/\d+\.htm["']/i.test(page.text)) evidence.push('links to info/<channel>/<id>.htm');
  // Channels and articles that are no files: list.jsp?urltype=tree.TreeTempUrl&wbtreeid=…, content.jsp?…&wbnewsid=….
  if (/urltype=(?:tree\.TreeTempUrl|news\.NewsContentUrl)/.test(`${page.url} ${page.text}`))
    evidence.push('addresses with urltype=…Url&wbtreeid=');
  return evidence.length > 0 ? { confidence: Math.min(0.78 + 0.07 * (evidence.length - 1), 0.97), evidence } : null;
}

/** The folder and stem of a channel: `x.htm` is its first page, `x/N.htm` the others, counting down: `x/1.htm` is the last. */
function channelStem(url: string): { stem: string; number: number | null } {
  const path = url.replace(/[?#].*$/, '');
  const further = /^(.*)\/(\d+)\.html?$/i.exec(path);
  if (further) return { stem: further[1] ?? path, number: Number(further[2]) };
  return { stem: path.replace(/\.html?$/i, ''), number: null };
}

function pageUrl(page: Page, number: number, totals: Totals): string | null {
  if (totals.pages === undefined) return null;
  const counted = totals.pages - number + 1;
  return counted >= 1 ? `${channelStem(page.url).stem}/${counted}.htm` : null;
}

function current(page: Page, totals: Totals): number | null {
  const { number } = channelStem(page.url);
  return number !== null && totals.pages !== undefined ? totals.pages - number + 1 : null;
}

/** 博达 VSB. A pager that links nothing and a total are enough: pages are counted down. */
export const vsb: Dialect = {
  key: 'vsb',
  name: '博达 VSB',
  detect,
  list: (page, context) => readStaticList(page, context, { detail: DETAIL, pageUrl, current, totals: readTotals }),
  detail: (page) => readDetail(page, { bodies: ['#vsb_content', '[id^="vsb_content"]', '.v_news_content'] }),
};
