import { readDetail } from '../detail/detail.ts';
import type { Attachment, Detection, Dialect, ListContext, ListItem, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { queryOf, resolveLink, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { nextLink } from '../paging/pager.ts';
import { advance, announced, follow, onward, totalsOf } from '../paging/paging.ts';
import { apiItem } from '../service/api-item.ts';
import { at, count, isObject, type JsonObject, objects, readJson, text } from '../service/json.ts';
import { nextFiles, type PageScript, readPageScript } from '../service/page-script.ts';

const SEARCH = /(?<![\w.:/])((?:https?:)?[\w.:/]{0,300}\/(?:common\/search|searchList)\/[0-9a-f]{32})/i;
/** `/site/col/202401/<32 hex>.shtml`, `/csrc/c100028/c7123456/content.shtml`, `/site/c112289c/202401/c07_123456.shtml`. */
const DETAIL =
  /\/(?:19|20)\d{4}\/(?:[0-9a-f]{32}|c\d+_\d+)\.s?html?|\/c\d{5,}\/content\.s?html?|\/content_\d+\.s?html?/i;
const PAGE_SIZE = 50;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  let confidence = 0;
  const see = (what: string, weight: number): void => {
    evidence.push(what);
    confidence = Math.max(confidence, weight) + (confidence > 0 ? 0.02 : 0);
  };
  const pager = ownPager(page);
  if (pager !== null) see(`pager ${pager.evidence}`, 0.9);
  if (/<ucap(?:title|content)\b/i.test(page.text)) see('<ucaptitle>/<ucapcontent>', 0.95);
  if (/id=["']?UCAP-CONTENT/i.test(page.text)) see('#UCAP-CONTENT', 0.85);
  if (SEARCH.test(page.text) || SEARCH.test(page.url)) see('list search /common/search or /searchList', 0.9);
  if (metaChannel(page) !== null) see('meta channelid of 32 digits', 0.8);
  if (isResults(page)) see('JSON data.results with channelId', 0.8);
  return evidence.length > 0 ? { confidence: Math.min(confidence, 0.98), evidence } : null;
}

function isResults(page: Page): boolean {
  return (
    /^\s*\{/.test(page.text) &&
    /"channelId"/.test(page.text) &&
    Array.isArray(at(readJson(page.text), 'data', 'results'))
  );
}

function list(page: Page, context: ListContext): Listing {
  const data = at(readJson(page.text), 'data');
  if (isObject(data)) return searchResults(page, context, data);
  const rows = readRows(page);
  const items = listRows(rows, DETAIL);
  const channels = subChannels(page, rows, DETAIL);
  const drawn = rest(page, context, items);
  const search = drawn.next.length === 0 && readPageScript(page) === null ? firstSearch(page) : null;
  if (search === null) return { items, channels, ...drawn };
  // A page that draws its first rows itself may ask the search for the rest: kept where it brings more.
  return { items, channels, next: [items.length + channels.length > 0 ? { ...search, tentative: true } : search] };
}

/** `createPageHTML('page_div',10, 1,'xlist','shtml',189)`: pages, current (from 1), stem, extension, rows. */
function ownPager(page: Page): PageScript | null {
  const script = readPageScript(page);
  return script?.box === true && script.current !== 0 ? script : null;
}

function rest(page: Page, { request }: ListContext, items: readonly ListItem[]): Omit<Listing, 'items' | 'channels'> {
  const link = nextLink(page);
  const progress = advance(request.state, request.page, items.length);
  if (link !== null) return { next: [onward(progress, { url: link })] };
  const script = readPageScript(page);
  if (script === null) return { next: [] };
  const totals = totalsOf(script.box ? script.rows : undefined, script.pages);
  return { next: nextFiles(page, { script, items, progress, totals, request }), ...announced(totals) };
}

/** Versions differ in the address of the search; pages whose script stands elsewhere name the channel only. */
const SERVICES = ['/common/search/', '/searchList/'];

/** The first search of a page that has no rows of its own. */
function firstSearch(page: Page): ListRequest | null {
  const called = SEARCH.exec(page.text)?.[1];
  const channel = channelOf(page);
  const services = called !== undefined ? [called] : channel === null ? [] : SERVICES.map((path) => path + channel);
  const [first, ...others] = services.map((service) => resolveLink(page, service)).filter((url) => url !== null);
  if (first === undefined) return null;
  const alternatives = others.map((url) => ({ ...searchRequest(page, url), tentative: true }));
  return { ...searchRequest(page, first), ...(alternatives.length > 0 ? { alternatives, tentative: true } : {}) };
}

function searchRequest(page: Page, url: string): ListRequest {
  const query = {
    _isAgg: 'true',
    _isJson: 'true',
    _pageSize: PAGE_SIZE,
    _template: 'index',
    _rangeTimeGte: '',
    _channelName: '',
    page: 1,
  };
  return { url: withQuery(url, query), page: 1, headers: { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' } };
}

function channelOf(page: Page): string | null {
  return metaChannel(page) ?? /\bchannel_?id["']?\s*[:=]\s*["']([0-9a-f]{32})["']/i.exec(page.text)?.[1] ?? null;
}

function metaChannel(page: Page): string | null {
  const tag = /<meta[^<>]*?\bname=["']?channelid\b[^<>]*>/i.exec(page.text)?.[0] ?? '';
  return /content=["']([0-9a-f]{32})["']/i.exec(tag)?.[1] ?? null;
}

function searchResults(page: Page, context: ListContext, data: JsonObject): Listing {
  const results = objects(data.results);
  const number = count(data.page) ?? (Number(queryOf(page.url, 'page') ?? 1) || 1);
  const totals = totalsOf(count(data.total));
  const { headers } = context.request;
  const request = { url: withQuery(page.url, { page: number + 1 }), ...(headers ? { headers } : {}) };
  return {
    items: results.flatMap((result) => readResult(page, result)),
    next: follow(advance(context.request.state, number, results.length), totals, request),
    channels: [],
    ...announced(totals),
  };
}

function readResult(page: Page, result: JsonObject): ListItem[] {
  return apiItem(page, {
    url: text(result, 'url', 'link'),
    title: text(result, 'title', 'subTitle'),
    date: text(result, 'publishedTimeStr', 'publishedTime'),
    organ: metadataOf(result, ['发布机构', '发文单位', '发文机关', '来源']) || text(result, 'source'),
    attachments: objects(result.resList).flatMap((file) => readFile(page, file)),
  });
}

/** `domainMetaList[].resultList[]` holds the header block as key, name, value. */
function metadataOf(result: JsonObject, names: readonly string[]): string {
  const entries = objects(result.domainMetaList).flatMap((group) => [group, ...objects(group.resultList)]);
  for (const name of names) {
    const entry = entries.find((one) => text(one, 'name', 'key') === name);
    if (entry && text(entry, 'value') !== '') return text(entry, 'value');
  }
  return '';
}

function readFile(page: Page, file: JsonObject): Attachment[] {
  const url = resolveLink(page, text(file, 'filePath', 'url', 'path'));
  return url !== null && /\.(?:pdf|ofd|docx?|wps|xlsx?|zip|rar)$/i.test(url)
    ? [{ url, name: text(file, 'fileName', 'name', 'title') || url }]
    : [];
}

/** 开普云 UCAP: static lists numbered from 1 (`xlist.shtml`, `xlist_2.shtml`), or a JSON search that the page's script asks. */
export const ucap: Dialect = {
  key: 'ucap',
  name: '开普云 UCAP',
  detect,
  list,
  detail: (page) =>
    readDetail(page, { bodies: ['ucapcontent', '#UCAP-CONTENT', '#zoomcon', '.detail-news'], titles: ['ucaptitle'] }),
};
