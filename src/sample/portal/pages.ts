import iconv from 'iconv-lite';
import { escapeHtml } from '../layouts/html.ts';
import type { PortalPage, PortalPlan } from './plan.ts';

export const CHANNEL = '/zwgk/zfxxgk/nb/';

export const listPageCount = ({ pages, rowsPerPage }: PortalPlan): number =>
  Math.max(1, Math.ceil(pages.length / rowsPerPage));

/** `index.html`, `index_1.html`, …: list page 0 is the first. */
export const listPageName = (page: number): string => (page === 0 ? 'index.html' : `index_${page}.html`);

/** Long titles are cut in the list, as portals do; the whole one is in the title attribute. */
const LIST_TITLE = 26;

function row({ path, title, date }: PortalPage): string {
  const short = title.length > LIST_TITLE ? `${title.slice(0, LIST_TITLE)}...` : title;
  return `<li><a href="${path}" target="_blank" title="${escapeHtml(title)}">${escapeHtml(short)}</a><span>${date}</span></li>`;
}

/** A list page of the TRS family: rows, and a script call that draws the pager. Written in GBK, as old channels are. */
export function listPage(plan: PortalPlan, page: number): Uint8Array {
  const rows = plan.pages.slice(page * plan.rowsPerPage, (page + 1) * plan.rowsPerPage).map(row);
  return gbkPage(
    '政府信息公开年报',
    `<div class="list"><ul class="news_list">
${rows.join('\n')}
</ul></div>
<div class="page"><script>createPageHTML(${listPageCount(plan)}, ${page}, "index", "html");</script></div>`,
  );
}

export const homePage = (): Uint8Array =>
  gbkPage('样例门户', `<div class="menu"><a href="${CHANNEL}">政府信息公开年报</a><a href="/bsfw/">办事服务</a></div>`);

export const notFoundPage = (): Uint8Array => gbkPage('页面不存在', '<p>您访问的页面不存在或已删除。</p>');

const gbkPage = (title: string, inner: string): Uint8Array =>
  iconv.encode(
    `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"/><title>${title}-清溪县人民政府门户网站</title></head>
<body><div class="location">当前位置：<a href="/">首页</a>&gt;<a href="/zwgk/">政务公开</a>&gt;${title}</div>
${inner}
<div class="footer">样例门户，所有名称和数字均为虚构</div></body></html>`,
    'gbk',
  );
