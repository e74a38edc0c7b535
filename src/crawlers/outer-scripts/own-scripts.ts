import type { Page } from '../platforms/dialect.ts';
import { select } from '../platforms/page/dom.ts';
import { resolveLink } from '../platforms/page/links.ts';

/** Programs of others: nothing in them is of this portal. */
const LIBRARY =
  /jquery|bootstrap|swiper|slick|superslide|layui(?:\.all)?\.js|layer|laydate|\bvue(?:-router)?(?:\.min|\.global|\.runtime)?\.js|vuex|react(?:-dom)?\.|axios|element-ui|echarts|highcharts|d3\.|lodash|underscore|moment|dayjs|require(?:\.min)?\.js|sea\.js|polyfill|html5shiv|respond|modernizr|ie[6-9]|swfobject|flash|video|player|mp4|audio|share|jiathis|baidu|tongji|analytics|hm\.js|cnzz|count|visit|stat\b|date|calendar|lunar|weather|tianqi|kefu|robot|wx|weixin|qrcode|ewm|gray|wza|barrier|accessib|canyou|md5|sha\d|crypto|base64|cookie|login|auth|captcha|sso|nicescroll|scrollbar|scrollto|scrollreveal|iscroll|lazyload|wow\.|animate|font|print|html2canvas|jspdf|pdf|search|select2|validate|placeholder|marquee|banner|slide|carousel|tab(?:s)?\.js|nav|menu|header|footer|top\.js|jiucuo|dcfl|official/i;
/** Names of what draws lists; asked for first. */
const LISTS = /page|pag|list|fenye|fy|more|load|data|app|main|index|col|article|xxgk|nb|draw|tree|api/i;
/** Each costs its host a request, once a run. */
const MOST_SCRIPTS = 4;

/** Addresses of the scripts that a page loads and that are its portal's own; those that are likely to draw its list first. */
export function ownScripts(page: Page): string[] {
  const { host } = new URL(page.url);
  const urls = select(page, 'script[src]')
    .toArray()
    .map(({ attribs }) => resolveLink(page, attribs.src))
    .filter((url) => url !== null)
    .filter((url) => new URL(url).host === host && !LIBRARY.test(new URL(url).pathname.replace(/^.*\//, '')));
  const weigh = (url: string): number => (LISTS.test(url.replace(/^.*\//, '')) ? 0 : 1);
  return [...new Set(urls)].sort((a, b) => weigh(a) - weigh(b)).slice(0, MOST_SCRIPTS);
}
