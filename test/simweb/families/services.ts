import type { Article } from '../corpus.ts';
import { find, hasFile, hex32, html, json, pagesOf, pdf, type SimFamily, type Site, uuid } from '../family.ts';
import { headerBlock, metaBlock, row, shell } from '../markup.ts';
import type { Reply, SimRequest } from '../server.ts';

interface Pages {
  readonly pathOf: (article: Article) => string;
  readonly fileOf: (article: Article) => string;
  content(article: Article): string;
}

/** The part that all have in common: articles and their files. */
function published(articles: readonly Article[], { path }: SimRequest, pages: Pages): Reply | null {
  const found = find(articles, path, pages.pathOf);
  if (found) return html(shell({ title: found.title, meta: metaBlock(found) }, pages.content(found)));
  const file = articles.find((one) => hasFile(one) && pages.fileOf(one) === path);
  return file ? pdf(file) : null;
}

const link = (article: Article, href: string): string =>
  hasFile(article) ? `<p>附件：<a href="${href}">${article.title}.pdf</a></p>` : '';
const filesOf =
  (pages: Pages) =>
  (article: Article): string[] =>
    hasFile(article) ? [pages.fileOf(article)] : [];
const seconds = (date: string): number => Date.parse(`${date}T01:00:00Z`) / 1000;

const ucapPages: Pages = {
  pathOf: (one) => `/csrc/c100028/c${7400000 + one.number}/content.shtml`,
  fileOf: (one) => `/csrc/c100028/c${7400000 + one.number}/files/${hex32(one.number)}.pdf`,
  content: (one) =>
    `<h2>${one.title}</h2><div class="detail-news">${one.body}${link(one, `files/${hex32(one.number)}.pdf`)}</div>`,
};
const UCAP_CHANNEL = 'a1a078ee0bc54721ab6b148884c784a8';
function ucapSite(articles: readonly Article[]): Site {
  const cap = 20;
  return {
    channel: '/csrc/c100028/zfxxgk_nb.shtml',
    lists: 1 + Math.ceil(articles.length / cap),
    pathOf: ucapPages.pathOf,
    filesOf: filesOf(ucapPages),
    answer: (request) => {
      if (request.path === '/csrc/c100028/zfxxgk_nb.shtml') {
        return html(
          shell(
            { title: '政府信息公开年报', meta: `<meta name="channelid" content="${UCAP_CHANNEL}">` },
            `<ul id="list"></ul><script>$.get('/common/search/${UCAP_CHANNEL}', {_isAgg:true}, draw);</script>`,
          ),
        );
      }
      if (request.path !== `/common/search/${UCAP_CHANNEL}`) return published(articles, request, ucapPages);
      const size = Math.min(Number(request.query.get('_pageSize') ?? 10), cap);
      const page = Number(request.query.get('page') ?? 1);
      const results = articles.slice((page - 1) * size, page * size).map((one) => ({
        title: one.title.replace('政府', '<em>政府</em>'),
        url: `//127.0.0.1:PORT${ucapPages.pathOf(one)}`,
        publishedTimeStr: `${one.date} 10:00:00`,
        domainMetaList: [{ resultList: [{ key: 'fbjg', name: '发布机构', value: one.organ }] }],
        resList: [],
      }));
      return json({ status: 1, data: { page, rows: size, channelId: UCAP_CHANNEL, total: articles.length, results } });
    },
  };
}

const gkPages: Pages = {
  pathOf: (one) => `/gkmlpt/content/2/${2800 + one.number}/post_${2800000 + one.number}.html`,
  fileOf: (one) => `/attachment/0/210/${one.number}.pdf`,
  content: (one) =>
    `<div class="classify"><table><tr><td>索引号:</td><td>440203-${one.number}</td><td>分类:</td><td>年度报告</td></tr><tr><td>发布机构:</td><td>${one.organ}</td><td>成文日期:</td><td>${one.date}</td></tr></table></div><h1 class="title document-number">${one.title}</h1><div class="article-content">${one.body}${link(one, gkPages.fileOf(one))}</div>`,
};
function gkmlptSite(articles: readonly Article[]): Site {
  const tree = JSON.stringify([
    { id: 11, name: '政府信息公开指南', children: [], jump_url: '' },
    {
      id: 2629,
      name: '政府信息公开年报',
      jump_url: '',
      children: [
        { id: 2630, name: '本级', jump_url: '', children: [] },
        { id: 2631, name: '部门“年报”]', jump_url: '', children: [] },
      ],
    },
  ]);
  // Two leaves share the reports; the category counts more than it gives out.
  const leaf = (id: number): Article[] => articles.filter((one) => (one.number % 2 === 0) === (id === 2630));
  return {
    channel: '/gkmlpt/annualreport#2629',
    lists: 3,
    pathOf: gkPages.pathOf,
    filesOf: filesOf(gkPages),
    answer: (request) => {
      if (request.path === '/gkmlpt/annualreport')
        return html(
          `<html><head><title>政府信息公开平台</title></head><body><div id="app"></div><script>window._CONFIG = { SITE_NAME: '清溪县', SID: '754001', TREE: ${tree}, SERVICE_AREA_ID: 1 };</script></body></html>`,
        );
      const id = Number(/^\/gkmlpt\/api\/all\/(\d+)$/.exec(request.path)?.[1] ?? 0);
      if (id === 0) return published(articles, request, gkPages);
      if (request.query.get('sid') !== '754001') return json({ errcode: -1 });
      const page = Math.max(1, Number(request.query.get('page') ?? 1));
      const rows = (id === 2630 || id === 2631 ? leaf(id) : []).slice((page - 1) * 100, page * 100);
      return json({
        total: id === 2630 || id === 2631 ? leaf(id).length : 0,
        classify: { id, post_count: 400 },
        articles: rows.map((one) => ({
          id: one.number,
          title: one.title,
          url: `http://127.0.0.1:PORT${gkPages.pathOf(one)}`,
          publisher: one.organ,
          created_at: `${one.date} 08:00:00`,
          date: seconds(one.date),
          attachment: hasFile(one) ? [{ name: `${one.title}.pdf`, url: gkPages.fileOf(one) }] : [],
        })),
      });
    },
  };
}

const lonsunPages: Pages = {
  pathOf: (one) => `/public/1681/${5540000 + one.number}.html`,
  fileOf: (one) => `/group6/M00/06/A${one.number}/${hex32(one.number).slice(0, 20)}.pdf`,
  content: (one) =>
    `${headerBlock(one, 'table')}<h1>${one.title}</h1><div id="zoom" class="j-fontContent">${one.body}${link(one, lonsunPages.fileOf(one))}</div>`,
};
function lonsunSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, 15);
  const rows = (page: number): string =>
    (pages[page - 1] ?? [])
      .map(
        (one) =>
          `<ul><li class="title"><a href="${lonsunPages.pathOf(one)}" title="${one.title}">${one.title.slice(0, 15)}...</a></li><li><span class="date">${one.date}</span></li></ul>`,
      )
      .join('');
  const box = (page: number): string =>
    `<div class="xxgk_navli">${rows(page)}</div><script>Ls.pagination("#page_public_info", {pageIndex:${page}, pageSize:15, pageCount:${pages.length}, total:${articles.length}});</script>`;
  return {
    channel: '/public/column/1681?type=3&action=list',
    lists: pages.length,
    pathOf: lonsunPages.pathOf,
    filesOf: filesOf(lonsunPages),
    answer: (request) => {
      if (request.path === '/public/column/1681') {
        const call = `<script>var url = "/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfoList&siteId=6781961&pageSize=15&organId=1681&type=3&catId=&file=%2Fxxgk%2FpublicInfoList_newest2020"; </script>`;
        return html(
          shell(
            { title: '政府信息公开年报', meta: '<meta name="SiteId" content="6781961">' },
            `<div id="list">${box(1)}</div>${call}`,
          ),
        );
      }
      if (request.path !== '/site/label/8888') return published(articles, request, lonsunPages);
      const { query } = request;
      if (
        query.get('labelName') !== 'publicInfoList' ||
        query.get('siteId') !== '6781961' ||
        query.get('type') !== '3' ||
        query.get('file') === null
      )
        return html('<div>暂无相关信息</div>');
      return html(box(Number(query.get('pageIndex') ?? 1)));
    },
  };
}

const epointPages: Pages = {
  pathOf: (one) => `/govxxgk/001001/${one.date}/${uuid(one.number)}.html`,
  fileOf: (one) => `/EWB-FRONT/fileUpload/${uuid(one.number + 300)}.pdf`,
  content: (one) =>
    `<h1>${one.title}</h1><div class="ewb-article-content">${one.body}${link(one, epointPages.fileOf(one))}</div>`,
};
const GUID = '7eb5f7f1-9041-43ad-8e13-8fcb82ea831a';
function epointSite(base: 0 | 1, wrapped: boolean, cap: number, articles: readonly Article[]): Site {
  return {
    channel: '/dynamic/zwgk/govInfoPub.html?categorynum=003017&deptcode=001001',
    lists: 2 + Math.ceil(articles.length / cap),
    pathOf: epointPages.pathOf,
    filesOf: filesOf(epointPages),
    answer: (request) => {
      if (request.path === '/dynamic/zwgk/govInfoPub.html')
        return html(
          shell(
            { title: '信息公开年报' },
            '<div id="infolist"></div><script src="/js/webBuilderCommon.js"></script><script src="/js/govinfo.js"></script>',
          ),
        );
      if (request.path === '/js/webBuilderCommon.js')
        return {
          type: 'application/javascript',
          body: `var siteInfo = {"siteGuid":"${GUID}","projectName":"/EWB-FRONT"};\nfunction checkJson(a){return a;}`,
        };
      if (request.path !== '/EWB-FRONT/rest/lightfrontaction/getgovinfolist')
        return published(articles, request, epointPages);
      const sent = JSON.parse(request.body || '{}') as Record<string, unknown>;
      const fields = (wrapped ? sent.params : sent) as Record<string, unknown> | undefined;
      if (fields?.siteGuid !== GUID || fields.categorynum !== '003017') return json({ custom: { data: [], total: 0 } });
      const page = Number(fields.pageIndex) - base;
      const size = Math.min(Number(fields.pageSize), cap);
      const shown = page < 0 ? [] : articles.slice(page * size, (page + 1) * size);
      return json({
        custom: {
          total: articles.length,
          data: shown.map((one) => ({
            infourl: epointPages.pathOf(one),
            title: `${one.title.slice(0, 15)}...`,
            realtitle: one.title,
            infodate: one.date,
            deptname: one.organ,
          })),
        },
      });
    },
  };
}

const truePages: Pages = {
  pathOf: (one) => `/qxsrmzf/zfxxgknb/content/${uuid(one.number)}.html`,
  fileOf: (one) => `/upload/qxsrmzf/${one.number}.pdf`,
  content: (one) => `<h1>${one.title}</h1><div id="zoom">${one.body}${link(one, truePages.fileOf(one))}</div>`,
};
function trueSite(articles: readonly Article[]): Site {
  const item = (one: Article): string =>
    `<li><a href="${truePages.pathOf(one)}" title="${one.title}">${one.title.slice(0, 12)}...</a><span>${one.date}</span></li>`;
  return {
    channel: '/qxsrmzf/zfxxgknb/zfxxgknb.html',
    lists: 1 + Math.ceil((articles.length - 12) / 12),
    pathOf: truePages.pathOf,
    filesOf: filesOf(truePages),
    answer: (request) => {
      if (request.path === '/qxsrmzf/zfxxgknb/zfxxgknb.html') {
        return html(
          shell(
            { title: '信息公开年报' },
            `<div id="initData" style="display:none"><ul>${articles.slice(0, 12).map(item).join('</ul><ul>')}</ul></div><div id="msgList"></div><script>$('#msgList').jpage({dataStore:initData,totalRecord:${articles.length},contentTemplate:'<datastore><totalrecord>\${nr.totalRecord}</totalrecord></datastore>',proxyUrl:'/TrueCMS/messageController/getMessage.do',perPage:4,groupSize:3,ajaxParam:{columnId:'${uuid(4711)}'}});</script>`,
          ),
        );
      }
      if (request.path !== '/TrueCMS/messageController/getMessage.do') return published(articles, request, truePages);
      if (request.referer === null || request.query.get('columnId') !== uuid(4711))
        return { status: 404, body: 'not found' };
      const [start, end] = ['startrecord', 'endrecord'].map((name) => Number(request.query.get(name) ?? 1));
      if ((end ?? 0) - (start ?? 1) + 1 > 20) return { status: 404, body: 'not found' };
      const records = articles.slice((start ?? 1) - 1, end).map((one) => `<record><![CDATA[${item(one)}]]></record>`);
      const result = `<datastore><totalrecord>${articles.length}</totalrecord><recordset>${records.join('')}</recordset></datastore>`;
      return { type: 'text/javascript', body: `${request.query.get('callback')}(${JSON.stringify({ result })})` };
    },
  };
}

const eportalPages: Pages = {
  pathOf: (one) => `/hbqx/zfxxgk/nb/${3300000 + one.number}/index.html`,
  fileOf: (one) => `/hbqx/resource/cms/${one.number}.pdf`,
  content: (one) =>
    `<h2>${one.title}</h2><input type="hidden" id="eprotalCurrentArticleKey" value="1"><div id="zoom">${one.body}${link(one, eportalPages.fileOf(one))}</div>`,
};
function eportalSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, 10);
  const list = (page: number): Reply =>
    html(
      shell(
        { title: '政府信息公开年报' },
        `<div style="display:none"><input id="eprotalCurrentPageId" value="559300" type="hidden"/></div><ul>${(pages[page - 1] ?? []).map((one) => row(eportalPages.pathOf(one), one)).join('')}</ul><input name="article_paging_list_hidden" moduleid="9f806879368d4feabb9644105dcdeba3" totalpage="${pages.length}" type="hidden">`,
      ),
    );
  return {
    channel: '/eportal/ui?pageId=559300',
    lists: pages.length,
    pathOf: eportalPages.pathOf,
    filesOf: filesOf(eportalPages),
    answer: (request) => {
      if (request.path !== '/eportal/ui') return published(articles, request, eportalPages);
      const page = Number(request.query.get('currentPage') ?? 1);
      // Without the module's id the portlet draws its first page.
      return list(request.query.get('moduleId') === null ? 1 : page);
    },
  };
}

const trsPath = (one: Article): string =>
  `/zwgk/nb/${one.date.slice(0, 7).replace('-', '')}/t${one.date.replace(/-/g, '')}_${2800 + one.number}.html`;
const trsPages: Pages = {
  pathOf: trsPath,
  fileOf: (one) => trsPath(one).replace(/t\d+_.*/, `P02020${one.number}.pdf`),
  content: (one) =>
    `<h1>${one.title}</h1><div class="TRS_Editor">${one.body}${link(one, `./P02020${one.number}.pdf`)}</div>`,
};
function wasJsonSite(articles: readonly Article[]): Site {
  return {
    channel: '/zfxxgkzl/nb/',
    lists: 1 + Math.ceil(articles.length / 15),
    pathOf: trsPath,
    filesOf: filesOf(trsPages),
    answer: (request) => {
      if (request.path === '/zfxxgkzl/nb/')
        return html(
          shell(
            { title: '信息公开年报' },
            `<ul id="docs"></ul><script>$.getJSON("/was5/web/search?channelid=229105&templet=docs.jsp&sortfield=-docreltime&classsql=chnlid%3D5727&prepage=15&page=" + page, draw);</script>`,
          ),
        );
      if (request.path !== '/was5/web/search') return published(articles, request, trsPages);
      const page = Number(request.query.get('page') ?? 1);
      const docs = articles
        .slice((page - 1) * 15, page * 15)
        .map(
          (one) =>
            `{"title":"${one.title.slice(0, 4)}\n${one.title.slice(4)}","url":"http://127.0.0.1:PORT${trsPath(one)}","chnldocurl":"./x${one.number}.html","pubtime":"${one.date} 09:00:00"}`,
        );
      return { type: 'text/html', body: `{"count":"${articles.length}","docs":[${docs.join(',')}]}` };
    },
  };
}
function wasHtmlSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, 10);
  return {
    channel: '/was5/web/search?channelid=278090',
    lists: pages.length,
    pathOf: trsPath,
    filesOf: filesOf(trsPages),
    answer: (request) => {
      if (request.path !== '/was5/web/search') return published(articles, request, trsPages);
      const page = Number(request.query.get('page') ?? 1);
      return html(
        shell(
          { title: '政府信息公开年报' },
          `<p>约有${articles.length}条记录</p><ul>${(pages[page - 1] ?? []).map((one) => row(`http://127.0.0.1:PORT${trsPath(one)}`, one)).join('')}</ul><div class="pager">共${articles.length}条记录</div>`,
        ),
      );
    },
  };
}
function igsSite(articles: readonly Article[]): Site {
  return {
    channel: '/zwgk/nb/',
    lists: 1 + Math.ceil(articles.length / 20),
    pathOf: trsPath,
    filesOf: filesOf(trsPages),
    answer: (request) => {
      if (request.path === '/zwgk/nb/')
        return html(
          shell(
            { title: '信息公开年报' },
            `<div id="list"></div><script>var cfg = {code: "4b5c979955214c8795de1934f5b5a405", siteId: 75, type: "nb"}; $.get("/igs/front/search.jhtml", cfg, draw);</script>`,
          ),
        );
      if (request.path !== '/igs/front/search.jhtml') return published(articles, request, trsPages);
      if (request.query.get('code') !== '4b5c979955214c8795de1934f5b5a405' || request.query.get('siteId') !== '75')
        return json({ page: { content: [], total: 0 } });
      const size = Math.min(Number(request.query.get('pageSize') ?? 10), 20);
      const page = Number(request.query.get('pageNumber') ?? 1);
      const content = articles.slice((page - 1) * size, page * size).map((one) => ({
        title: `<font color='red'>${one.title}</font>`,
        url: `http://127.0.0.1:PORT${trsPath(one)}`,
        trs_time: `${one.date}T09:00:00.000+0800`,
      }));
      return json({
        page: { content, total: articles.length, totalPages: Math.ceil(articles.length / size), number: page },
      });
    },
  };
}

export const SERVICE_FAMILIES: readonly SimFamily[] = [
  { name: 'ucap (search)', dialect: 'ucap', trap: 'page size capped, addresses without scheme', site: ucapSite },
  {
    name: 'gkmlpt',
    dialect: 'gkmlpt',
    trap: 'category after #; two leaves; count above what is given out',
    site: gkmlptSite,
  },
  { name: 'lonsun', dialect: 'lonsun', trap: 'label wants the file parameter', site: lonsunSite },
  {
    name: 'epoint (from 0)',
    dialect: 'epoint',
    trap: 'site guid in a script; pages from 0',
    site: (articles) => epointSite(0, false, 50, articles),
  },
  {
    name: 'epoint (from 1)',
    dialect: 'epoint',
    trap: 'pages from 1, fields wrapped, page size capped',
    reports: 60,
    site: (articles) => epointSite(1, true, 20, articles),
  },
  { name: 'truecms', dialect: 'truecms', trap: 'wants a Referer; long windows are 404', site: trueSite },
  { name: 'eportal (dynamic)', dialect: 'eportal', trap: 'needs the module id', site: eportalSite },
  { name: 'was (JSON)', dialect: 'was', trap: 'raw line breaks inside JSON', site: wasJsonSite },
  { name: 'was (HTML)', dialect: 'was', trap: 'total only', site: wasHtmlSite },
  { name: 'igs', dialect: 'igs', trap: 'code in a script; page size capped', site: igsSite },
];
