import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, ListItem, Listing, ListRequest, Page } from '../dialect.ts';
import { queryOf, resolveLink } from '../page/links.ts';
import { advance, announced, follow, further, totalsOf } from '../paging/paging.ts';
import { readStaticList } from '../paging/static-list.ts';
import type { Totals } from '../paging/totals.ts';
import { apiItem } from '../service/api-item.ts';
import { at, count, isObject, type JsonObject, objects, readJson, text } from '../service/json.ts';

const SERVICE = /\/([\w-]+)\/rest\/lightfrontaction\/getgovinfolist/i;
/** `/govxxgk/001001/2024-01-31/<uuid>.html`, `/001/001003/20240131/<uuid>.html`. */
const DETAIL = /\/(?:19|20)\d{2}-?\d{2}-?\d{2}\/[0-9a-f]{8}-?[0-9a-f-]{4,}\.html?/i;
const SITE_SCRIPT = /(?:webBuilderCommon|ajaxReq|siteInfo)[\w.-]{0,200}\.js/i;
const PAGE_SIZE = 50;

function detect(page: Page): Detection | null {
  if (SERVICE.test(page.url)) return { confidence: 0.96, evidence: ['answer of getgovinfolist'] };
  const evidence: string[] = [];
  if (SERVICE.test(page.text)) evidence.push('list service getgovinfolist');
  if (/\/govInfoPub\w*\.html/i.test(page.url)) evidence.push('address govInfoPub….html');
  if (/EWB-FRONT|EpointWebBuilder|webBuilderCommon\.js/i.test(page.text)) evidence.push('Epoint WebBuilder scripts');
  if (/categorynum=\d{3,}/i.test(page.url)) evidence.push('parameter categorynum');
  return evidence.length > 0 ? { confidence: Math.min(0.8 + 0.08 * (evidence.length - 1), 0.96), evidence } : null;
}

function list(page: Page, context: ListContext): Listing {
  const answer = readJson(page.text);
  if (isObject(answer)) return articles(page, context, answer);
  const site = readSite(page.text);
  // The service's name and the site's guid stand in the page, else in the site's common script.
  if (site !== null) return { items: [], next: requests(context, site), channels: [] };
  const listing = readStaticList(page, context, { detail: DETAIL });
  if (listing.items.some((item) => DETAIL.test(item.url)) || queryOf(context.channel, 'categorynum') === null)
    return listing;
  return { ...listing, next: siteScripts(page) };
}

interface Site {
  readonly guid: string;
  readonly project: string;
}

function readSite(script: string): Site | null {
  const guid = /["']?siteGuid["']?\s*[:=]\s*["']([0-9a-f-]{36})/i.exec(script)?.[1];
  if (guid === undefined) return null;
  const project =
    /["']?projectName["']?\s*[:=]\s*["']\/?([\w-]+)/i.exec(script)?.[1] ?? SERVICE.exec(script)?.[1] ?? 'EWB-FRONT';
  return { guid, project };
}

/** The scripts that can hold them: those that the page names, else the one that WebBuilder gives every site. */
function siteScripts(page: Page): ListRequest[] {
  const linked = page
    .$('script[src]')
    .toArray()
    .map((script) => resolveLink(page, script.attribs.src))
    .filter((url) => url !== null && SITE_SCRIPT.test(url));
  const urls = linked.length > 0 ? linked : [resolveLink(page, '/js/webBuilderCommon.js')];
  return urls.flatMap((url) => (url === null ? [] : [{ url, page: 1, headers: { Referer: page.url } }]));
}

/**
 * Some sites count pages from 1, some from 0 (both are seen in public code), and some want the fields wrapped in `params`: each form is
 * the alternative of the one before, page 0 first, because a site that counts from 1 can answer it like page 1.
 */
function requests(context: ListContext, site: Site): ListRequest[] {
  const fields = {
    deptcode: queryOf(context.channel, 'deptcode') ?? '',
    categorynum: queryOf(context.channel, 'categorynum') ?? '',
    siteGuid: site.guid,
    pageSize: PAGE_SIZE,
  };
  const url = new URL(`/${site.project}/rest/lightfrontaction/getgovinfolist`, context.channel).href;
  const form = (pageIndex: number, wrapped: boolean): ListRequest => ({
    ...post(url, context, { ...fields, pageIndex }, wrapped),
    tentative: true,
  });
  return [{ ...form(0, false), alternatives: [form(1, false), form(0, true), form(1, true)] }];
}

type SearchFields = Readonly<Record<string, string | number>>;

function post(url: string, context: ListContext, fields: SearchFields, wrapped: boolean): ListRequest {
  const headers = { Referer: context.channel, 'X-Requested-With': 'XMLHttpRequest' };
  const body = JSON.stringify(wrapped ? { params: fields } : fields);
  const page = Number(fields.pageIndex) || 1;
  return {
    url,
    method: 'POST',
    body,
    contentType: 'application/json;charset=UTF-8',
    headers,
    page,
    state: { fields, wrapped },
  };
}

function articles(page: Page, context: ListContext, answer: JsonObject): Listing {
  const custom = answer.custom ?? answer;
  const rows = objects(at(custom, 'data') ?? at(custom, 'infodata'));
  const totals = totalsOf(count(at(custom, 'total') ?? at(custom, 'totalcount')));
  const items = rows.flatMap((row) => readRow(page, row));
  return { items, next: furtherPages(page, context, rows.length, totals), channels: [], ...announced(totals) };
}

/**
 * After page 0, pages 1 and 2 are asked at once: on a site that counts from 1, page 1 repeats page 0 and would end the list there. A site
 * that gives fewer rows than asked while it has more counts its pages by its own size, and is asked in that.
 */
function furtherPages(page: Page, context: ListContext, rows: number, totals: Totals): ListRequest[] {
  const state = context.request.state;
  if (!isObject(state?.fields) || state.alone === true) return [];
  const fields = state.fields as SearchFields;
  const progress = advance(state, Math.max(1, Number(fields.pageIndex)), rows);
  const first = progress.seen === rows;
  const pageSize = first && rows > 0 ? Math.min(rows, Number(fields.pageSize)) : Number(fields.pageSize);
  const again = (pageIndex: number): Omit<ListRequest, 'page'> => {
    const { page: _, ...request } = post(page.url, context, { ...fields, pageSize, pageIndex }, state.wrapped === true);
    return request;
  };
  if (fields.pageIndex !== 0) return follow(progress, totals, again(Number(fields.pageIndex) + 1));
  const unknown = totals.items === undefined && rows < PAGE_SIZE / 2;
  if (further(progress, totals) === 'no' || unknown) return [];
  const second = again(1);
  const alone = { ...second, page: 1, state: { ...second.state, alone: true }, tentative: true };
  return [alone, ...follow(progress, totals, again(2)).map((request) => ({ ...request, tentative: true }))];
}

function readRow(page: Page, row: JsonObject): ListItem[] {
  return apiItem(page, {
    url: text(row, 'infourl', 'url', 'href'),
    title: text(row, 'realtitle', 'title', 'infotitle'),
    date: text(row, 'infodate', 'fwdate', 'publishdate'),
    organ: text(row, 'deptname', 'ouname', 'infosource', 'fwjg'),
  });
}

/** 新点 Epoint WebBuilder: lists from a JSON service that wants the site's guid. */
export const epoint: Dialect = {
  key: 'epoint',
  name: '新点 Epoint',
  detect,
  list,
  detail: (page) =>
    readDetail(page, { bodies: ['.ewb-article-content', '#zoom', '.wenZhang', '.xlxlcont', '.article-info'] }),
};
