import type { Article } from '../corpus.ts';
import { find, hasFile, hex32, html, pagesOf, pdf, type SimFamily, type Site } from '../family.ts';
import { headerBlock, metaBlock, row, shell } from '../markup.ts';
import type { Reply } from '../server.ts';

/** What differs between systems that publish a channel as static pages. */
export interface StaticSystem {
  /** The channel's address; the first page of the list. */
  readonly channel: string;
  readonly size: number;
  /** The address of page `number`, 2 and up; null where the system does not say it in a link. */
  pageName(number: number, pages: number): string;
  readonly pathOf: (article: Article) => string;
  /** The address of the published file, as the article links it. */
  readonly fileOf: (article: Article) => string;
  /** The pager as the list page prints it. */
  pager(number: number, pages: number, total: number): string;
  /** List rows; by default `<ul><li>`. */
  list?(articles: readonly Article[], number: number): string;
  article(article: Article, file: string): string;
  readonly channelHead?: string;
  readonly charset?: string | null;
  /** What a page after the last is answered with. */
  readonly after?: 'missing' | 'repeat';
  readonly headers?: Readonly<Record<string, string>>;
}

export function staticSite(system: StaticSystem, articles: readonly Article[]): Site {
  const pages = pagesOf(articles, system.size);
  const listPage = (number: number): Reply => {
    const shown = pages[Math.min(number, pages.length) - 1] ?? [];
    const rows =
      system.list?.(shown, number) ??
      `<ul class="list">${shown.map((one) => row(system.pathOf(one), one)).join('\n')}</ul>`;
    const { channelHead: head = '', charset = 'utf-8' } = system;
    return html(
      shell(
        { title: '政府信息公开年报', head, charset },
        `<div class="list-box">${rows}</div>${system.pager(number, pages.length, articles.length)}`,
      ),
    );
  };
  return {
    channel: system.channel,
    lists: pages.length,
    pathOf: system.pathOf,
    filesOf: (article) => (hasFile(article) ? [system.fileOf(article)] : []),
    answer: ({ path, query }) => {
      const asked = `${path}${query.size > 0 ? `?${query}` : ''}`;
      if (
        path === system.channel.replace(/\?.*$/, '') &&
        (query.size === 0 || system.channel.includes('?')) &&
        asked === decodeURI(system.channel)
      )
        return listPage(1);
      for (let number = 2; number <= pages.length + (system.after === 'repeat' ? 3 : 0); number++) {
        if (system.pageName(number, pages.length) === asked) return listPage(number);
      }
      const article = find(articles, path, system.pathOf);
      if (article)
        return html(
          shell(
            { title: `${article.title}_清溪县人民政府`, meta: metaBlock(article), charset: system.charset ?? 'utf-8' },
            system.article(article, system.fileOf(article)),
          ),
        );
      const file = articles.find((one) => hasFile(one) && decodeURI(system.fileOf(one)) === asked);
      return file ? pdf(file, system.headers ?? {}) : null;
    },
  };
}

const fileLink = (article: Article, href: string): string =>
  hasFile(article) ? `<p>附件：<a href="${href}">${article.title}.pdf</a></p>` : '';

const UCAP_FOLDER = '/qxxrmzf/zfxxgknb';
const ucapName = (article: Article): string =>
  `${UCAP_FOLDER}/${article.date.slice(0, 7).replace('-', '')}/${hex32(article.number)}.shtml`;
export const ucap: StaticSystem = {
  channel: `${UCAP_FOLDER}/xlist.shtml`,
  size: 10,
  pageName: (number) => `${UCAP_FOLDER}/xlist_${number}.shtml`,
  pathOf: ucapName,
  fileOf: (article) => ucapName(article).replace('.shtml', `/files/${hex32(article.number + 900)}.pdf`),
  // The total is stale: it promises two pages more than there are.
  pager: (number, pages, total) =>
    `<div id="page_div"></div><script>createPageHTML('page_div',${pages + 2}, ${number},'xlist','shtml',${total + 18});</script>`,
  after: 'repeat',
  article: (article, file) =>
    `${headerBlock(article, 'list')}<div class="title"><ucaptitle>${article.title}</ucaptitle></div><publishtime>${article.date} 09:30</publishtime>
<div id="zoomcon"><ucapcontent>${article.body}${fileLink(article, file)}</ucapcontent></div>`,
};

const NFCMS = '/zwgk/xxgknb';
const nfcms: StaticSystem = {
  channel: `${NFCMS}/index.html`,
  size: 12,
  pageName: (number) => `${NFCMS}/index_${number}.html`,
  pathOf: (article) => `${NFCMS}/content/post_${4100000 + article.number}.html`,
  fileOf: (article) => `/attachment/0/${500 + article.number}/${article.number}.pdf`,
  pager: (number, pages) =>
    `<div class="pagination"><a class="first" href="${NFCMS}/index.html">首页</a>${number < pages ? `<a class="next" href="${NFCMS}/index_${number + 1}.html">下一页</a>` : '<a class="next disabled">下一页</a>'}</div>`,
  channelHead:
    '<script>window.NFCMS_SITE_ID = 763001; window.NFCMS_CAT_ID = 2210; window.NFCMS_PUB_TYPE = "cat";</script>',
  article: (article, file) =>
    `<h1>${article.title}</h1><div class="news_cont_d_wrap">${article.body}${fileLink(article, file)}</div>`,
};

const VSB = '/zwgk/zfxxgknb';
const vsb: StaticSystem = {
  channel: `${VSB}.htm`,
  size: 9,
  // Counting down: page 2 of 4 is 3.htm, the last is 1.htm.
  pageName: (number, pages) => `${VSB}/${pages - number + 1}.htm`,
  pathOf: (article) => `/info/1187/${20000 + article.number}.htm`,
  fileOf: (article) =>
    article.number % 2
      ? `/__local/A/BC/${article.number}/E${article.number}.pdf`
      : `/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1424585415&wbfileid=${7000 + article.number}`,
  pager: (number, pages, total) =>
    `<div class="pb_sys_common pb_sys_normal"><span class="p_t">共${total}条</span> <span class="p_no_d">${number}</span>/${pages}${number < pages ? ` <span class="p_next p_fun"><a href="${number === 1 ? `zfxxgknb/${pages - 1}.htm` : `${pages - number}.htm`}">下页</a></span>` : ''}</div>`,
  list: (articles, number) =>
    `<table class="winstyle50">${articles.map((one) => `<tr><td><a class="c50" href="${number === 1 ? '..' : '../..'}${vsb.pathOf(one)}" title="${one.title}">${one.title.slice(0, 16)}...</a></td><td><span class="timestyle50">${one.date.replace(/-/g, '/')}</span></td></tr>`).join('')}</table>`,
  article: (article, file) =>
    `<form name="_newscontent_fromname"><h2 align="center">${article.title}</h2><div>发布日期：${article.date} 浏览次数：[<span id="dynclicks">8</span>]</div>
<div id="vsb_content"><div class="v_news_content">${article.body}${hasFile(article) && file.endsWith('.pdf') ? `<script>showVsbpdfIframe("${file}","100%","600","0","","");</script>` : ''}</div></div></form>
${hasFile(article) && !file.endsWith('.pdf') ? `<ul style="list-style-type:none;"><li>附件【<a href="${file.replace(/&/g, '&amp;')}" target="_blank">${article.title}</a>】已下载<span>3</span>次</li></ul>` : ''}
<p>上一条：<a href="/info/1187/19999.htm">政府信息公开制度</a></p>`,
};

const ZCMS = '/zcms/catalog/15575/pc';
const zcms: StaticSystem = {
  channel: `${ZCMS}/index_1.shtml`,
  size: 10,
  pageName: (number) => `${ZCMS}/index_${number}.shtml`,
  pathOf: (article) => `/c/${article.date}/${500000 + article.number}.shtml`,
  fileOf: (article) => `/upload/resources/file/${article.date.slice(0, 4)}/${article.number}.pdf`,
  pager: (number, pages, total) =>
    `<div class="pagination"><span>共 ${total} 条记录 ${number}/${pages} 页</span></div>`,
  article: (article, file) =>
    `<h1>${article.title}</h1>${headerBlock(article, 'strong')}<div class="zw">${article.body}${fileLink(article, file)}</div>`,
};

const JEECMS = '/c/qxx/zfxxgknb';
const jeecms: StaticSystem = {
  channel: `${JEECMS}.jhtml`,
  size: 10,
  pageName: (number) => `${JEECMS}_${number}.jhtml`,
  pathOf: (article) => `/c/qxx/zfxxgknb/${30000 + article.number}.jhtml`,
  fileOf: (article) => `/u/cms/www/${article.date.slice(0, 7).replace('-', '')}/${article.number}.pdf`,
  pager: (number, pages, total) =>
    `<div class="pages">共 ${total} 条记录 ${number}/${pages} 页 ${number < pages ? `<a onclick="location.href='zfxxgknb_${number + 1}.jhtml';" href="javascript:;">下一页</a>` : '<a disabled="disabled">下一页</a>'}</div>`,
  article: (article, file) =>
    `<h1>${article.title}</h1><div class="info">来源：${article.organ} 发布时间：${article.date} 08:00:00 浏览：<span>5</span></div><div class="article-content">${article.body}${fileLink(article, file)}</div>`,
};

const SHANGHAI = '/nw12344';
const shanghai: StaticSystem = {
  channel: `${SHANGHAI}/index.html`,
  size: 12,
  pageName: (number) => `${SHANGHAI}/index_${number}.html`,
  pathOf: (article) => `${SHANGHAI}/${article.date.replace(/-/g, '')}/${hex32(article.number)}.html`,
  fileOf: (article) => `/cmsres/ab/${hex32(article.number + 400)}/${article.number}.pdf`,
  pager: (number, pages) =>
    `<div class="pagination"><ul><li><a href="index.html">1</a></li>${number < pages ? `<li><a href="index_${number + 1}.html">下一页</a></li>` : ''}</ul></div>`,
  article: (article, file) =>
    `<h2 class="Article_title" id="ivs_title">${article.title}</h2><small class="Article_time">(${article.date})</small><div class="Article_content" id="ivs_content">${article.body}${fileLink(article, file)}</div>`,
};

const XXGK_CONTENT = '/XxgkContent/showList/996/0';
const xxgkcontent: StaticSystem = {
  channel: `${XXGK_CONTENT}/page_1.html`,
  size: 10,
  pageName: (number) => `${XXGK_CONTENT}/page_${number}.html`,
  pathOf: (article) =>
    article.number % 3
      ? `/XxgkContent/show/${290000 + article.number}.html`
      : `/XxgkAnnualReport/show/${3000 + article.number}.html`,
  fileOf: (article) => `/Attach/xxgk/${article.number}.pdf`,
  pager: (number, pages, total) =>
    `<div class="page">共 <b>${total}</b> 条，第 ${number}/${pages} 页 ${number < pages ? `<a href="${XXGK_CONTENT}/page_${number + 1}.html">下一页</a>` : ''}</div>`,
  article: (article, file) =>
    `${headerBlock(article, 'table')}<h1>${article.title}</h1><div class="j-fontContent newscontnet">${article.body}${fileLink(article, file)}</div>`,
};

const HENAN = '/zwgk/zfxxgk/zfxxgknb';
const henan: StaticSystem = {
  channel: `${HENAN}/`,
  size: 10,
  pageName: (number) => `${HENAN}/index_${number - 1}.html`,
  pathOf: (article) => `/${article.date.slice(0, 4)}/${article.date.slice(5)}/${2890000 + article.number}.html`,
  fileOf: (article) => `/upload/HN/${article.date.replace(/-/g, '/')}/${article.number}.pdf`,
  pager: (number, pages) => `<div class="pages">共${pages}页 <span class="current">${number}</span></div>`,
  charset: null,
  article: (article, file) =>
    `<h1 class="title">${article.title}</h1><div class="content" id="content">${article.body}${fileLink(article, file)}</div>`,
};

const EPORTAL = '/bjsqxqrmzf/zwfw/zfxxgk/qxqzf69/2215371';
const eportal: StaticSystem = {
  channel: `${EPORTAL}/index.html`,
  size: 10,
  pageName: (number) => `${EPORTAL}/3b3662a6-${number}.html`,
  pathOf: (article) => `${EPORTAL}/${2215800 + article.number}/index.html`,
  fileOf: (article) => `${EPORTAL}/${2215800 + article.number}/2025012${article.number}0912345.pdf`,
  pager: (number, pages) =>
    `<div class="pagination"><input type="hidden" name="article_paging_list_hidden" moduleid="3b3662a6db7145c0" totalpage="${pages}">${number < pages ? `<a onclick="queryArticleByCondition(this,'${EPORTAL}/3b3662a6-${number + 1}.html')" tagname="${EPORTAL}/3b3662a6-${number + 1}.html">下一页</a>` : '<a>下一页</a>'}</div>`,
  channelHead:
    '<script src="/eportal/uiFramework/js/counting/chanelCounting.js"></script><div style="display:none" easysite="easysiteHiddenDiv"><input id="eprotalCurrentPageId" value="2215371" type="hidden"/></div>',
  article: (article, file) =>
    `<div class="easysite-news-title"><h2>${article.title}</h2></div><input id="eprotalCurrentArticleKey" value="${article.number}" type="hidden"/><p>发布时间：${article.date}</p><div id="zoom">${article.body}</div>
<script>var fckarr = new Array(); ${hasFile(article) ? `fckarr[0] = new Object(); fckarr[0].src = "${file}"; fckarr[0].title = "${article.title}";` : ''} for (var i = 0; i < fckarr.length; i++) { document.write(fckarr[i].title); }</script>`,
};

const ILIST = '/info/iList.jsp?cat_id=10249';
const ilist: StaticSystem = {
  channel: ILIST,
  size: 10,
  pageName: (number) => `${ILIST}&cur_page=${number}`,
  pathOf: (article) => `/zfxxgk/xxgknb/${80000 + article.number}.htm`,
  fileOf: (article) => `/upload/CMSqxx/${article.number}.pdf`,
  pager: (number, pages, total) =>
    `<div class="pager">共${total}条 第${number}/${pages}页 ${number < pages ? `<a href="iList.jsp?cat_id=10249&amp;cur_page=${number + 1}">下一页</a>` : ''}</div>`,
  article: (article, file) =>
    `<h1>${article.title}</h1><div id="content">${article.body}${fileLink(article, file)}</div>`,
};

const INFO_PUBLIC = '/InfoPublic.aspx?cid=1019&pid=971';
const infopublic: StaticSystem = {
  channel: INFO_PUBLIC,
  size: 10,
  pageName: (number) => `${INFO_PUBLIC}&page=${number}`,
  pathOf: (article) => `/html/${article.date.replace(/-/g, '/')}/${article.number}.html`,
  fileOf: (article) => `/uploadfiles/${article.number}.pdf`,
  pager: (number, pages, total) => `<div class="pager">总记录数：${total} 第${number}页 共${pages}页</div>`,
  article: (article, file) =>
    `<h1>${article.title}</h1><div class="content">${article.body}${fileLink(article, file)}</div>`,
};

const TRS = '/zwgk/zfxxgk/zfxxgknb';
export const trs: StaticSystem = {
  channel: `${TRS}/`,
  size: 10,
  pageName: (number) => `${TRS}/index_${number - 1}.html`,
  pathOf: (article) =>
    `${TRS}/${article.date.slice(0, 7).replace('-', '')}/t${article.date.replace(/-/g, '')}_${6000 + article.number}.html`,
  fileOf: (article) =>
    `${TRS}/${article.date.slice(0, 7).replace('-', '')}/P020${article.date.slice(0, 4)}0${article.number}.pdf`,
  pager: (number, pages) =>
    `<div class="page"><script>createPageHTML(${pages}, ${number - 1}, "index", "html");</script></div>`,
  list: (articles) => `<ul>${articles.map((one) => row(trs.pathOf(one).replace(`${TRS}/`, './'), one)).join('')}</ul>`,
  article: (article, file) =>
    `<h1>${article.title}</h1><div class="view TRS_UEDITOR"><div class="TRS_Editor">${article.body}${fileLink(article, `./${file.slice(file.lastIndexOf('/') + 1)}`)}</div></div>`,
};

const family = (
  name: string,
  dialect: string,
  trap: string,
  system: StaticSystem,
  rest: Partial<SimFamily> = {},
): SimFamily => ({
  name,
  dialect,
  trap,
  ...rest,
  site: (articles) => staticSite(system, articles),
});

export const STATIC_FAMILIES: readonly SimFamily[] = [
  family('trs (static)', 'trs', 'numbered from 0', trs),
  family('ucap (static)', 'ucap', 'stale total, last page repeated', ucap),
  family('nfcms', 'nfcms', 'pager links only', nfcms),
  family('vsb', 'vsb', 'counts down; files without extension', vsb, { charset: { bytes: 'utf8', label: 'UTF-8' } }),
  family('zcms', 'zcms', 'no pager links, total only', zcms),
  family('jeecms', 'jeecms', 'pager in handlers', jeecms),
  family('shanghai', 'shanghai', 'articles by day and hash', shanghai),
  family('xxgkcontent', 'xxgkcontent', 'two modules in one list', xxgkcontent),
  family('henan', 'henan', 'numbered from 0, GBK without label', henan, { charset: { bytes: 'gbk', label: null } }),
  family('eportal', 'eportal', 'page names not to be guessed; files in a script array', eportal),
  family('ilist', 'ilist', 'page number in the address', ilist),
  family('infopublic', 'infopublic', 'no pager links', infopublic),
];
