import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { fragmentOf } from '../page/dom.ts';
import { queryOf, resolveLink, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { toItem } from '../page/row.ts';
import { readRows } from '../page/rows.ts';
import { advance, announced, follow, totalsOf } from '../paging/paging.ts';
import { nextWindow } from '../paging/windows.ts';
import { readDataStores, readWidget } from '../service/datastore.ts';
import { at, count, readJson } from '../service/json.ts';

const SERVICE = /(?<![\w.:/-])(?:https?:)?[\w.:/-]{0,300}\/messageController\/getMessage\.do/i;
/** `/rgsrmzf/zfxxgknb/content/<uuid>.html`. */
const DETAIL = /\/content\/[0-9a-f][0-9a-f-]{7,}\.s?html?/i;
const CALLBACK = 'callback';
/** Rows that the widget holds and shows where its settings do not say. */
const PER_PAGE = 10;

function detect(page: Page): Detection | null {
  if (/getMessage\.do/i.test(page.url)) return { confidence: 0.95, evidence: ['answer of getMessage.do'] };
  const service = SERVICE.exec(page.text)?.[0];
  if (service !== undefined) return { confidence: 0.97, evidence: [`list service ${service}`] };
  if (/\/truecms\//i.test(page.text)) return { confidence: 0.7, evidence: ['/truecms/ in the page'] };
  const article = /\/content\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\.html?/i.test(page.url);
  return article ? { confidence: 0.6, evidence: ['article address /content/<uuid>.html'] } : null;
}

function list(page: Page, context: ListContext): Listing {
  return /getMessage\.do/i.test(page.url) ? answer(page, context) : channel(page);
}

/** The channel holds its first rows in a hidden box; further ones come from the service, from the record after the last of these. */
function channel(page: Page): Listing {
  const rows = readRows(page);
  const items = listRows(rows, DETAIL);
  const rowsShown = rowsShownIn(page) || items.length;
  const widget = readWidget(page.text);
  const totals = totalsOf(widget.total);
  return {
    items,
    next: widget.total !== undefined && rowsShown >= widget.total ? [] : firstRequest(page, rowsShown),
    channels: subChannels(page, rows, DETAIL),
    ...announced(totals),
  };
}

/** Articles in the hidden box: a record may link its category too. */
function rowsShownIn(page: Page): number {
  const addresses = page
    .$('#initData a[href]')
    .toArray()
    .map((link) => link.attribs.href ?? '');
  const articles = addresses.filter((address) => DETAIL.test(address));
  return new Set(articles.length > 0 ? articles : addresses).size;
}

function firstRequest(page: Page, rowsShown: number): ListRequest[] {
  const channelId = /["']?\bcolumnId["']?\s*:\s*["']([^"']+)/i.exec(page.text)?.[1];
  const service = resolveLink(page, SERVICE.exec(page.text)?.[0]);
  if (channelId === undefined || service === null) return [];
  const { perPage = PER_PAGE, groupSize = 1 } = readWidget(page.text);
  // A window too long for the server is answered with nothing or 404, and how long that is differs from site to site: first what the
  // site's own widget asks for, then shorter ones.
  const sizes = [...new Set([perPage * groupSize, perPage, PER_PAGE])];
  const [first, ...rest] = sizes.map((size): ListRequest => {
    const query = {
      startrecord: rowsShown + 1,
      endrecord: rowsShown + size,
      perpage: Math.min(size, perPage),
      columnId: channelId,
      callback: CALLBACK,
    };
    const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
    return { url: withQuery(service, query), page: 2, headers, state: { seen: rowsShown }, tentative: true };
  });
  return first ? [rest.length > 0 ? { ...first, alternatives: rest } : first] : [];
}

function answer(page: Page, context: ListContext): Listing {
  const value = readJson(page.text);
  const result = typeof value === 'string' ? value : (at(value, 'result') ?? at(value, 'data'));
  const xml = typeof result === 'string' ? result : page.text;
  const [store] = readDataStores(page, xml);
  const rows = store?.rows ?? readRows(fragmentOf(page, xml)).filter((row) => DETAIL.test(row.url));
  const totals = totalsOf(store?.total);
  const { state, headers } = context.request;
  const asked = Number(queryOf(page.url, 'endrecord')) - Number(queryOf(page.url, 'startrecord')) + 1;
  const { start, size } = nextWindow(state, asked, rows.length);
  const perPage = Math.min(size, count(queryOf(page.url, 'perpage') ?? undefined) ?? size);
  const url = withQuery(page.url, { startrecord: start, endrecord: start + size - 1, perpage: perPage });
  const progress = advance(state, context.request.page, rows.length);
  return {
    items: rows.map(toItem),
    next: follow(progress, totals, { url, ...(headers ? { headers } : {}), ...(state ? { state } : {}) }),
    channels: [],
    ...announced(totals),
  };
}

/** TrueCMS: first rows in the page, the rest as XML inside JSONP; the service wants the channel as Referer. */
export const truecms: Dialect = {
  key: 'truecms',
  name: 'TrueCMS',
  detect,
  list,
  detail: (page) => readDetail(page, { bodies: ['#zoom', '#zoomcon', '.zoomcon', '.content-main', '.article-con'] }),
};
