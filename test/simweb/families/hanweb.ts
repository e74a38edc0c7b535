import type { Article } from '../corpus.ts';
import { find, hasFile, hex32, html, json, pagesOf, pdf, type SimFamily, type Site } from '../family.ts';
import { headerBlock, metaBlock, row, shell } from '../markup.ts';
import type { Reply, SimRequest } from '../server.ts';

const day = (article: Article): string => article.date.split('-').map(Number).join('/');
const artPath = (article: Article): string => `/art/${day(article)}/art_93261_${11000000 + article.number}.html`;
const downPath = (article: Article): string =>
  `/module/download/downfile.jsp?classid=0&filename=${hex32(article.number).slice(0, 24)}.pdf`;
const filePath = (article: Article): string => `/attach/0/${hex32(article.number).slice(0, 24)}.pdf`;

/** Articles and their files, the same for jpage and xxgk: `downfile.jsp` sends on to the file. */
function article(articles: readonly Article[], { path, query }: SimRequest): Reply | null {
  const found = find(articles, path, artPath);
  if (found) {
    const link = hasFile(found)
      ? `<p><a href="${downPath(found).replace('&', '&amp;')}"><img src="/module/jslib/icons/pdf.png">${found.title}.pdf</a></p>`
      : '';
    return html(
      shell(
        { title: `清溪县人民政府 ${found.title}`, meta: metaBlock(found) },
        `${headerBlock(found, 'table')}<div class="sp_title">${found.title}</div><div id="zoom" class="bt_content"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">${found.body}${link}<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div>`,
      ),
    );
  }
  const filed = articles.find(
    (one) =>
      hasFile(one) && query.get('filename') !== null && downPath(one).includes(`filename=${query.get('filename')}`),
  );
  if (/downfile\.jsp$/.test(path) && filed) return { status: 302, headers: { Location: filePath(filed) }, body: '' };
  const file = articles.find((one) => hasFile(one) && filePath(one) === path);
  // A file name in GBK bytes, sent as they are.
  return file ? pdf(file, { 'Content-Disposition': 'attachment; filename="\xc4\xea\xb1\xa8.pdf"' }) : null;
}

const record = (one: Article): string =>
  `<record><![CDATA[\n<li class="clearfix"><a target="_blank" href='${artPath(one)}' title='${one.title}'>${one.title}</a><b>${one.date}</b></li>]]></record>`;

interface JpageServer {
  /** Rows that the channel's page holds. */
  readonly confirmable: number;
  readonly perPage: number;
  /** The rows that a request gets. */
  serve(articles: readonly Article[], request: SimRequest): readonly Article[];
  readonly lists: (rows: number) => number;
}

function jpageSite(server: JpageServer, articles: readonly Article[]): Site {
  const service = '/module/web/jpage/dataproxy.jsp';
  const next = `${service}?page=1&appid=1&webid=1&path=/&columnid=93261&unitid=297589&webname=%25E6%25B8%2585&permissiontype=0`;
  return {
    channel: '/col/col93261/index.html',
    lists: server.lists(articles.length),
    pathOf: artPath,
    filesOf: (one) => (hasFile(one) ? [downPath(one), filePath(one)] : []),
    answer: (request) => {
      if (request.path === '/col/col93261/index.html') {
        const records = articles.slice(0, server.confirmable).map(record).join('\n');
        return html(
          shell(
            { title: '清溪县人民政府 政府信息公开年报' },
            `<div id="297589"><script type="text/xml"><datastore>\n<nextgroup><![CDATA[<a href="${next}"></a>]]></nextgroup>\n<recordset>\n${records}\n</recordset></datastore></script></div>
<script>$('#297589').jpage({themeName:'default',dataBefore:'<ul>',dataAfter:'</ul>',showTotal:true,totalRecord:${articles.length},proxyUrl:'${service}',perPage:${server.perPage},groupSize:1,ajaxParam:{col:1,appid:1,webid:1,path:'/',columnid:93261,sourceContentType:1,unitid:'297589',webname:'清溪县人民政府',permissiontype:0}});</script>`,
          ),
        );
      }
      if (request.path !== service) return article(articles, request);
      if (request.form.get('columnid') !== '93261' || request.form.get('unitid') !== '297589')
        return { type: 'text/xml', body: '<datastore><recordset></recordset></datastore>' };
      const rows = server.serve(articles, request);
      return {
        type: 'text/xml',
        body: `<?xml version='1.0' encoding='UTF-8'?><datastore><totalrecord>${articles.length}</totalrecord><totalpage>9</totalpage><recordset>${rows.map(record).join('')}</recordset></datastore>`,
      };
    },
  };
}

const number = (request: SimRequest, name: string, fallback: number): number =>
  Number(request.form.get(name) ?? fallback) || fallback;

/** Obeys page and size; a size above the cap is cut in silence. */
const byPage: JpageServer = {
  confirmable: 12,
  perPage: 12,
  serve: (articles, request) => {
    const size = Math.min(number(request, 'perpage', 12), 20);
    const page = number(request, 'page', 1);
    return articles.slice((page - 1) * size, page * size);
  },
  lists: (rows) => 1 + Math.ceil(rows / 20),
};
/** Obeys record numbers, and only in a posted form. */
const byRecord: JpageServer = {
  confirmable: 10,
  perPage: 10,
  serve: (articles, request) =>
    request.method === 'POST'
      ? articles.slice(number(request, 'startrecord', 1) - 1, number(request, 'endrecord', 10))
      : [],
  lists: () => 2,
};
/** Obeys the page alone, in its own size. */
const pageOnly: JpageServer = {
  confirmable: 8,
  perPage: 8,
  serve: (articles, request) => articles.slice((number(request, 'page', 1) - 1) * 8, number(request, 'page', 1) * 8),
  lists: (rows) => Math.ceil(rows / 8),
};

function xxgkSite(articles: readonly Article[]): Site {
  const pages = pagesOf(articles, 10);
  // The search knows no channel: news of the same organ stands between the reports.
  const news = (page: number): string =>
    `<tr class="tr_main_value_even"><td>9</td><td><a href="/art/2024/5/${page}/art_1200_${page}.html" title="清溪县召开会议${page}" mc="清溪县召开会议${page}" rq="2024-05-0${page}">清溪县召开会议${page}</a></td><td>2024-05-0${page}</td></tr>`;
  return {
    channel: '/col/col93261/index.html',
    lists: 1 + pages.length,
    pathOf: artPath,
    filesOf: (one) => (hasFile(one) ? [downPath(one), filePath(one)] : []),
    answer: (request) => {
      if (request.path === '/col/col93261/index.html') {
        return html(
          shell(
            { title: '信息公开年报' },
            `<iframe src="/module/xxgk/tree.jsp?area=11370830004335350N" width="200"></iframe><div id="div93261"></div><script>var divid = "div93261"; var infotypeId = "A02"; var jdid = "12"; $.post("/module/xxgk/search.jsp", {infotypeId: infotypeId, jdid: jdid, area: "", divid: divid});</script>`,
          ),
        );
      }
      if (request.path !== '/module/xxgk/search.jsp') return article(articles, request);
      if (request.method !== 'POST') return { status: 405, body: 'method' };
      const page = Number(request.form.get('currpage') || 1);
      const rows = (pages[page - 1] ?? []).map(
        (one, index) =>
          `<tr class="tr_main_value_odd"><td>${index + 1}</td><td><a href="${artPath(one)}" title="${one.title}" mc="${one.title}" syh="QX-${one.number}" rq="${one.date}">${one.title.slice(0, 12)}…</a></td><td>${one.date}</td></tr>`,
      );
      return html(
        `<table class="tb_title"><tr><td>共${pages.length}页 第${page}页</td></tr></table><table>${rows.join('')}${rows.length > 0 ? news(page) : ''}</table>`,
      );
    },
  };
}

/** One page an organ and year. */
function annualSite(articles: readonly Article[]): Site {
  const area = (one: Article): string =>
    `1137083000433${String(one.organ.length * 100 + ((one.organ.codePointAt(3) ?? 0) % 97)).padStart(4, '0')}N`;
  const path = (one: Article): string =>
    `/module/xxgk/xxgkAnnualReport.jsp?area=${area(one)}&fbtime=${one.report?.truth.year ?? one.date.slice(0, 4)}&n=${one.number}`;
  return {
    channel: '/col/col315154/index.html',
    lists: 1,
    pathOf: path,
    filesOf: () => [],
    answer: ({ path: asked, query }) => {
      if (asked === '/col/col315154/index.html') {
        return html(
          shell(
            { title: '政府信息公开年报' },
            `<ul>${articles.map((one) => row(path(one).replace(/&/g, '&amp;'), one)).join('')}</ul>`,
          ),
        );
      }
      const found = articles.find(
        (one) => asked.endsWith('xxgkAnnualReport.jsp') && query.get('n') === String(one.number),
      );
      return found
        ? html(
            shell(
              { title: found.title },
              `<div class="bt_title">${found.title}</div><div class="bt_content">${found.body}</div>`,
            ),
          )
        : null;
    },
  };
}

const JPAAS = '/zfxxgk/zfxxgknb';
const SERVICE = '/api-gateway/jpaas-publish-server/front/page/build/unit';
const jpaasPath = (one: Article): string => `${JPAAS}/art/${one.date.slice(0, 4)}/art_${hex32(one.number)}.html`;
const jpaasFile = (one: Article): string =>
  `/cms_files/filemanager/1/attach/${one.date.slice(0, 4)}/${hex32(one.number + 77)}.pdf`;

function jpaasSite(articles: readonly Article[]): Site {
  const rowsPerPage = 12;
  const query =
    "{'parseType':'bulidstatic','webId':'8d4ad11ab5c54c8eb8bcbb26adfb4a6f','tplSetId':'5b1e70','pageType':'column','tagId':'当前栏目list','editType':'null','pageId':'829759aed51b4ca49164b7a711a11de8'}";
  return {
    channel: `${JPAAS}/index.html`,
    lists: 1 + Math.ceil(articles.length / rowsPerPage),
    pathOf: jpaasPath,
    filesOf: (one) => (hasFile(one) ? [jpaasFile(one)] : []),
    answer: ({ path, query: asked }) => {
      if (path === `${JPAAS}/index.html`) {
        const crumb = query.replace('当前栏目list', '当前位置').replace('829759', '829000');
        return html(
          shell(
            { title: '政府信息公开年报' },
            `<div class="dqwz"><script url="${SERVICE}" queryData="${crumb}"></script></div><div class="main"><script src="/cms-static/unitbuild.js" url="${SERVICE}" queryData="${query}"></script></div>`,
          ),
        );
      }
      if (path === SERVICE) {
        if (asked.get('pageId') !== '829759aed51b4ca49164b7a711a11de8')
          return json({ success: true, data: { html: '<a href="/">首页</a>' } });
        // Page numbers count only inside paramJson.
        const { pageNo = 1, pageSize = rowsPerPage } = JSON.parse(asked.get('paramJson') ?? '{}') as {
          pageNo?: number;
          pageSize?: number;
        };
        const shown = articles.slice((pageNo - 1) * pageSize, pageNo * pageSize);
        const items = shown.map(
          (one) =>
            `<li class="clearfix"><a href="${jpaasPath(one)}" title="${one.title}" target="_blank">${one.title.slice(0, 14)}...</a><span class="bt-right">${one.date}</span></li>`,
        );
        return json({
          success: true,
          code: '200',
          data: {
            html: `<div class="page-content"><ul>${items.join('')}</ul></div><div class="pagination" rows="${pageSize}" count="${articles.length}" pageNo="${pageNo}"></div>`,
          },
        });
      }
      const found = find(articles, path, jpaasPath);
      if (found)
        return html(
          shell(
            { title: found.title, meta: metaBlock(found) },
            `<h1>${found.title}</h1>${headerBlock(found, 'list')}<div id="zoom" class="wzzw-article">${found.body}${hasFile(found) ? `<p><a href="${jpaasFile(found)}" download="${found.title}">${found.title}</a></p>` : ''}</div>`,
          ),
        );
      const file = articles.find((one) => hasFile(one) && jpaasFile(one) === path);
      return file ? pdf(file) : null;
    },
  };
}

export const HANWEB_FAMILIES: readonly SimFamily[] = [
  {
    name: 'jpage (page and size)',
    dialect: 'jpage',
    trap: 'long windows cut in silence',
    site: (articles) => jpageSite(byPage, articles),
  },
  {
    name: 'jpage (record numbers)',
    dialect: 'jpage',
    trap: 'answers posted forms only',
    site: (articles) => jpageSite(byRecord, articles),
  },
  {
    name: 'jpage (page alone)',
    dialect: 'jpage',
    trap: 'ignores size and record numbers',
    site: (articles) => jpageSite(pageOnly, articles),
  },
  { name: 'xxgk (search)', dialect: 'xxgk', trap: 'not filtered by channel', site: xxgkSite },
  { name: 'xxgk (annual report)', dialect: 'xxgk', trap: 'one page an organ and year', site: annualSite },
  { name: 'jpaas', dialect: 'jpaas', trap: 'page numbers only inside paramJson', site: jpaasSite },
];
