import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { fragmentOf } from '../page/dom.ts';
import { withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { advance, announced, follow, totalsOf } from '../paging/paging.ts';
import { readStaticList } from '../paging/static-list.ts';
import type { Totals } from '../paging/totals.ts';
import { at, count, isObject, type JsonObject, readJson, text } from '../service/json.ts';

const SERVICE = /\/api-gateway\/jpaas-publish-server\/front\/page\/build\/unit/i;
const DETAIL = /\/art\/(?:19|20)\d{2}\/(?:\d{1,2}\/\d{1,2}\/)?art_(?:[0-9a-f]{32}|\d+_\d+|[\w-]+)\.html?/i;
/** Units that draw the page's boilerplate, by their tag: not asked. */
const BOILERPLATE = /导航|位置|面包屑|菜单|轮播|友情|nav|menu|crumb|position|banner|header|footer/i;
const LIST_TAG = /list|列表|信息|文章|分页/i;
/** Rows a page where neither page nor answer says. */
const ROWS = 15;

function detect(page: Page): Detection | null {
  if (SERVICE.test(page.url)) return { confidence: 0.95, evidence: ['answer of build/unit'] };
  if (SERVICE.test(page.text)) {
    // On a page that holds a jpage list too, units draw the boilerplate.
    const rowsShown = /dataproxy\.jsp/i.test(page.text) && /<record>\s*<!\[CDATA/i.test(page.text);
    const confidence = rowsShown ? 0.9 : 0.95;
    return { confidence, evidence: ['list service jpaas-publish-server/front/page/build/unit'] };
  }
  if (/jpaas-publish-server|unitbuild\.js/i.test(page.text))
    return { confidence: 0.85, evidence: ['jpaas scripts (unitbuild.js)'] };
  const article = /\/art\/(?:19|20)\d{2}\/art_[0-9a-f]{32}\.html?/i.test(page.url);
  return article ? { confidence: 0.65, evidence: ['article address /art/YYYY/art_<32 digits>.html'] } : null;
}

function list(page: Page, context: ListContext): Listing {
  const answer = readJson(page.text);
  if (isObject(answer)) return unit(page, context, answer);
  const listing = readStaticList(page, context, { detail: DETAIL });
  const requests = unitRequests(page, listing.items.length);
  return requests.length > 0 ? { ...listing, next: requests } : listing;
}

/** One request for each list unit of the page. Where the page was built with the first rows in it, the unit's second page may be the news. */
function unitRequests(page: Page, rowsShown: number): ListRequest[] {
  const units = unitQueries(page);
  const lists = units.filter((query) => LIST_TAG.test(text(query, 'tagId')) && !BOILERPLATE.test(text(query, 'tagId')));
  const chosen = lists.length > 0 ? lists : units.filter((query) => !BOILERPLATE.test(text(query, 'tagId')));
  return chosen.map((query): ListRequest => {
    const url = withQuery(new URL(servicePath(page), page.url).href, parameters(query));
    const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
    const first: ListRequest = { url, page: 1, headers };
    if (rowsShown === 0) return first;
    const second = {
      ...first,
      url: pageOf(url, 2, rowsShown),
      page: 2,
      state: { size: rowsShown, seen: rowsShown },
      tentative: true,
    };
    return { ...first, tentative: true, alternatives: [second] };
  });
}

/** Page numbers are obeyed only inside paramJson. */
function pageOf(url: string, pageNo: number, pageSize: number): string {
  return withQuery(url, { paramJson: JSON.stringify({ pageNo, pageSize }) });
}

function servicePath(page: Page): string {
  return (
    /["']((?:https?:\/\/[\w.:-]+)?\/[\w/-]*jpaas-publish-server\/front\/page\/build\/unit)/i.exec(page.text)?.[1] ??
    '/api-gateway/jpaas-publish-server/front/page/build/unit'
  );
}

function parameters(query: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.keys(query).map((key) => [key, text(query, key)]));
}

/** `queryData="{'webId':'…','pageId':'…'}"` on the unit's script; older templates name the ids one by one in a script. */
function unitQueries(page: Page): JsonObject[] {
  const queries: JsonObject[] = [];
  page.$('[querydata]').each((_, element) => {
    const query = readJson((element.attribs.querydata ?? '').replace(/'/g, '"'));
    if (isObject(query) && query.pageId !== undefined) queries.push(query);
  });
  if (queries.length > 0) return unique(queries);
  const named = Object.fromEntries(
    ['parseType', 'webId', 'tplSetId', 'pageType', 'tagId', 'editType', 'pageId'].flatMap((name) => {
      const value = new RegExp(`\\b${name}["']?\\s*[:=]\\s*["']([^"']+)`).exec(page.text)?.[1];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return named.webId !== undefined && named.pageId !== undefined
    ? [{ parseType: 'bulidstatic', pageType: 'column', ...named }]
    : [];
}

function unique(queries: readonly JsonObject[]): JsonObject[] {
  return [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
}

function unit(page: Page, context: ListContext, answer: JsonObject): Listing {
  const data = at(answer, 'data');
  const html = typeof data === 'string' ? data : at(data, 'html');
  const fragment = fragmentOf(page, typeof html === 'string' ? html : '');
  const rows = readRows(fragment);
  const items = listRows(rows, DETAIL);
  const { size, ...totals } = pagination(fragment.text);
  const progress = advance(context.request.state, context.request.page, items.length);
  const url = pageOf(page.url, progress.page + 1, size ?? (progress.size || ROWS));
  const { headers } = context.request;
  return {
    items,
    next: follow(progress, totals, { url, ...(headers ? { headers } : {}) }),
    channels: subChannels(fragment, rows, DETAIL),
    ...announced(totals),
  };
}

/** `<div class="pagination" rows="15" count="48">`, or the same in a `queryData` attribute. */
function pagination(html: string): Totals & { size?: number } {
  const value = (name: string): number | undefined =>
    count(new RegExp(`["'\\s]${name}["']?\\s*[:=]\\s*["']?(\\d+)`, 'i').exec(html)?.[1]);
  const size = value('rows');
  return { ...totalsOf(value('count')), ...(size !== undefined && size > 0 ? { size } : {}) };
}

/** Hanweb JPaaS: lists are units that a script asks for, one page at a time. */
export const jpaas: Dialect = {
  key: 'jpaas',
  name: 'Hanweb JPaaS',
  detect,
  list,
  detail: (page) =>
    readDetail(page, { bodies: ['#zoom', '.wzzw-article', '.ccontent', '.article-content', '#con_con'] }),
};
