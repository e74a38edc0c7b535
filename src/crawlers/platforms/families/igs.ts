import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, ListItem, Listing, ListRequest, Page } from '../dialect.ts';
import { decodeEntities, queryOf, resolveLink, withQuery } from '../page/links.ts';
import { advance, announced, follow, totalsOf } from '../paging/paging.ts';
import { readStaticList } from '../paging/static-list.ts';
import { apiItem } from '../service/api-item.ts';
import { at, count, isObject, type JsonObject, objects, readJson, text } from '../service/json.ts';

/** `/igs/front/search.jhtml`, `/igs/front/search/list.html`, `/igs/front/search/publish/data/list.html`. */
const SERVICE = /\/igs\/front\/search(?:\/\w{1,60}){0,9}\.(?:jhtml|html)/i;
const CALL = /["']((?:https?:)?[\w.:/-]*\/igs\/front\/search(?:\/\w+)*\.(?:jhtml|html)[^"'\s<>]*)/i;
const STATIC_ROW = /href=["'][^"']*\/t\d{8}_\d+\.s?html?/i;
const DETAIL = /\/t\d{8}_\d+\.s?html?|\/(?:19|20)\d{4}\/\w+\.s?html?/i;
const PAGE_SIZE = 50;
/** `"filter[CHANNELID]": "6602"`: members of the object that goes with the call; `index` and `type` name what is searched. */
const FILTER = /["'](filter\[[\w,-]+\]|index|orderProperty|orderDirection)["']\s*:\s*["']([^"'\n]*)["']/g;

function detect(page: Page): Detection | null {
  if (SERVICE.test(page.url)) return { confidence: 0.95, evidence: ['answer of /igs/front/search'] };
  const call = CALL.exec(page.text)?.[1];
  if (call === undefined) return null;
  // Every page of such a site has a search box; a list that is read from the search names the search's code, or the channel, in a script.
  const listed =
    /code=[0-9a-f]{16,}/i.test(call) ||
    /["']?\bcode["']?\s*:\s*["'][0-9a-f]{16,}/i.test(page.text) ||
    /filter(?:\[|%5B)\s*(?:CHANNELID|CHNLDESC|chnldesc|parentchnldesc|GROUPCAT)/i.test(page.text);
  // A page that draws its own rows only offers the search.
  return listed && !STATIC_ROW.test(page.text)
    ? { confidence: 0.88, evidence: [`list read from ${call.slice(0, 120)}`] }
    : null;
}

function list(page: Page, context: ListContext): Listing {
  const answer = readJson(page.text);
  if (isObject(answer)) return results(page, context, answer);
  const listing = readStaticList(page, context, { detail: DETAIL });
  return listing.items.some((item) => DETAIL.test(item.url)) ? listing : { ...listing, next: firstSearch(page) };
}

/** The search as the page's script calls it: an address with its parameters, or an address and an object of them. */
function firstSearch(page: Page): ListRequest[] {
  const url = resolveLink(page, decodeEntities(CALL.exec(page.text)?.[1] ?? ''));
  if (url === null) return [];
  const query: Record<string, string | number> = { pageNumber: 1, pageSize: PAGE_SIZE };
  for (const name of [
    'code',
    'siteId',
    'type',
    'orderBy',
    'timeOrder',
    'chnlId',
    'channelId',
    'chnldesc',
    'position',
    'searchWord',
  ]) {
    const value = new RegExp(`["']?\\b${name}["']?\\s*:\\s*(?:["']([^"']*)["']|(\\d+))`).exec(page.text);
    if (queryOf(url, name) === null && value) query[name] = value[1] ?? value[2] ?? '';
  }
  for (const [, name = '', value = ''] of page.text.matchAll(FILTER))
    if (queryOf(url, name) === null) query[name] = value;
  return [
    { url: withQuery(url, query), page: 1, headers: { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' } },
  ];
}

function results(page: Page, context: ListContext, answer: JsonObject): Listing {
  const box = isObject(answer.page) ? answer.page : isObject(at(answer, 'data')) ? at(answer, 'data') : answer;
  const rows = objects(at(box, 'content') ?? at(box, 'rows') ?? at(box, 'datas') ?? at(box, 'list'));
  const number = Number(queryOf(page.url, 'pageNumber') ?? 1) || 1;
  const totals = totalsOf(count(at(box, 'total') ?? at(box, 'totalElements')), count(at(box, 'totalPages')));
  const { headers } = context.request;
  const request = { url: withQuery(page.url, { pageNumber: number + 1 }), ...(headers ? { headers } : {}) };
  return {
    items: rows.flatMap((row) => readRow(page, row)),
    next: follow(advance(context.request.state, number, rows.length), totals, request),
    channels: [],
    ...announced(totals),
  };
}

function readRow(page: Page, row: JsonObject): ListItem[] {
  return apiItem(page, {
    url: text(row, 'url', 'docpuburl', 'DOCPUBURL'),
    title: text(row, 'title', 'DOCTITLE', 'doctitle'),
    date: text(row, 'pubDate', 'trs_time', 'pubtime', 'PUBDATE', 'DOCRELTIME', 'docreltime', 'time'),
    organ: text(row, 'publisher', 'PUBLISHER', 'puborg', 'organ', 'source', 'sitename'),
  });
}

/** TRS IGS: channels that are drawn from the site's search service. */
export const igs: Dialect = { key: 'igs', name: 'TRS IGS (search)', detect, list, detail: (page) => readDetail(page) };
