import type { Article } from '../corpus.ts';
import { find, hasFile, html, json, pagesOf, pdf, type SimFamily, type Site } from '../family.ts';
import { headerBlock, row, shell } from '../markup.ts';
import type { Reply, SimRequest } from '../server.ts';

/* Lists whose page holds its first rows or none, and a script that draws all of them: from an array, or from a service. */

interface DrawnList {
  readonly channel: string;
  readonly lists: (rows: number) => number;
  pathOf(article: Article): string;
  list(articles: readonly Article[]): string;
  service?(articles: readonly Article[], request: SimRequest): Reply | null;
}

const fileOf = (one: Article): string => `/upload/2025/${one.number}.pdf`;

function site({ channel, lists, pathOf, list, service }: DrawnList): (articles: readonly Article[]) => Site {
  return (articles) => ({
    channel,
    lists: lists(articles.length),
    pathOf,
    filesOf: (one) => (hasFile(one) ? [fileOf(one)] : []),
    answer: (request) => {
      const { path } = request;
      if (path === channel) return html(shell({ title: '政府信息公开年报' }, list(articles)));
      const file = articles.find((one) => hasFile(one) && path === fileOf(one));
      if (file !== undefined) return pdf(file);
      const found = find(articles, path, pathOf);
      if (found === undefined) return service?.(articles, request) ?? null;
      const attached = hasFile(found) ? `<p>附件：<a href="${fileOf(found)}">${found.title}.pdf</a></p>` : '';
      const body = `<h1>${found.title}</h1>${headerBlock(found, 'table')}<div class="content">${found.body}${attached}</div>`;
      return html(shell({ title: found.title }, body));
    },
  });
}

const script = (body: string): Reply => ({ type: 'text/javascript', body });
const shown = (articles: readonly Article[], size: number, pathOf: (one: Article) => string): string =>
  `<ul id="rows">${articles
    .slice(0, size)
    .map((one) => row(pathOf(one), one))
    .join('')}</ul>`;

/** All rows in an array of the page, drawn by a script of its own. */
const arrayPath = (one: Article): string => `/gk/nb/${one.number}.html`;
const array: DrawnList = {
  channel: '/gk/nb/list.html',
  lists: () => 1,
  pathOf: arrayPath,
  list: (articles) => {
    const records = articles.map((one) => ({ title: one.title, url: arrayPath(one), date: one.date }));
    return `<ul id="rows"></ul><script>var rows = ${JSON.stringify(records)};</script><script src="/js/draw.js"></script>`;
  },
  service: (_, { path }) => (path === '/js/draw.js' ? script('rows.slice(0, 15).forEach(draw);') : null),
};

/** 福建: the first rows stand in the page; an outer script asks a gateway of the search for all of them. */
const trsPath = (one: Article): string => `/zwgk/nb/202501/t20250120_${3000 + one.number}.htm`;
const trsapi: DrawnList = {
  channel: '/zwgk/nb/',
  lists: () => 3,
  pathOf: trsPath,
  list: (articles) =>
    `${shown(articles, 7, trsPath)}<div class="pagebar"></div><script src="/js/list2.trsapi.js"></script><script>var listModel = {chnlid: 4910, channelid: '229105', maxStaticIndex: 2, pagebar: {prepage: 10, recordCount: '${articles.length}'}}; initList(listModel);</script>`,
  service: (articles, { path, form }) => {
    if (path === '/js/list2.trsapi.js') return script(TRSAPI);
    if (path !== '/fjdzapp/search') return null;
    const rows = form.get('classsql') === 'chnlid=4910' ? articles : [];
    const size = Math.min(75, Number(form.get('prepage') ?? 15));
    const page = Number(form.get('page') ?? 1);
    const data = rows.slice((page - 1) * size, page * size).map((one) => ({
      doctitle: one.title,
      docpuburl: `http://127.0.0.1:PORT${trsPath(one)}`,
      docreltime: String(Date.parse(one.date)),
    }));
    return json({ count: rows.length, pagenum: Math.ceil(rows.length / size), data });
  },
};
const TRSAPI = `function initList(m) { window.loadList = function (p) {
  $.post('/fjdzapp/search', { channelid: m.channelid, classsql: 'chnlid=' + m.chnlid, page: p, prepage: m.pagebar.prepage }, draw);
}; }`;

/** jpage sites of late: rows without a total, and a service by name of queryList. */
const artPath = (one: Article): string => `/art/2025/1/20/art_1234_${5000 + one.number}.html`;
const queryList: DrawnList = {
  channel: '/col/col1234/index.html',
  lists: (rows) => 1 + Math.ceil(rows / 10),
  pathOf: artPath,
  list: (articles) => `${shown(articles, 10, artPath)}<div id="pages"></div><script>var columnid = '1234';
function queryList(pageNo) { $.ajax({ url: '/module/web/jpage/queryList', type: 'post', data: { columnid: columnid, pageNo: pageNo, pageSize: 10 }, dataType: 'json', success: function (r) { draw(r.list); } }); }
function loadPageData(n) { queryList(n); }
loadPageData(1);</script>`,
  service: (articles, { path, form }) => {
    if (path !== '/module/web/jpage/queryList') return null;
    if (form.get('columnid') !== '1234') return json({ total: 0, list: [] });
    const rows = pagesOf(articles, 10)[Number(form.get('pageNo')) - 1] ?? [];
    const list = rows.map((one) => ({ title: one.title, url: artPath(one), createDate: one.date }));
    return json({ total: articles.length, pageSize: 10, list });
  },
};

export const DRAWN_FAMILIES: readonly SimFamily[] = [
  { name: 'unknown (array)', dialect: 'generic', trap: 'the rows stand in an array of a script', site: site(array) },
  { name: 'was (list2.trsapi)', dialect: 'was', trap: 'the service stands in an outer script', site: site(trsapi) },
  { name: 'jpage (queryList)', dialect: 'jpage', trap: 'first rows, then a service; no total', site: site(queryList) },
];
