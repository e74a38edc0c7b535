import { readDetail } from '../detail/detail.ts';
import { readMeta } from '../detail/metadata.ts';
import type { Detection, Dialect, ListContext, Listing, ListRequest, Page, SubChannel } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { queryOf, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { nextLink } from '../paging/pager.ts';
import { advance, announced, follow, onward } from '../paging/paging.ts';
import { readTotals, type Totals } from '../paging/totals.ts';

/** `/public/1681/554321.html`, `/content/detail/<24 hex>.html`, `/site/content/…`. */
const DETAIL = /\/public\/\d+\/\d+\.html?|\/content\/detail\/[0-9a-f]{16,}\.html?|\/content\/article\/\d+/i;
const CHANNEL = /\/public\/column\/\d+/i;
const LABEL = /\/site\/label\/\d+/i;
/** The label's parameters that a page's script names; the rest has defaults on the server. */
const PARAMETERS = [
  'siteId',
  'organId',
  'type',
  'catId',
  'catIds',
  'cId',
  'pageSize',
  'sortType',
  'isDate',
  'dateFormat',
  'length',
  'fuzzySearch',
  'fromCode',
  'file',
];
const PAGE_SIZE = 20;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (/labelName["']?\s*[=:]\s*["']?publicInfoList/i.test(page.text) || /publicInfoList/i.test(page.url))
    evidence.push('label publicInfoList');
  if (CHANNEL.test(page.url)) evidence.push('channel address /public/column/…');
  if (/\/site\/tpl\/\d+/i.test(page.url)) evidence.push('channel address /site/tpl/…');
  if (/\/public\/\d+\/\d+\.html?/i.test(page.url)) evidence.push('article address /public/<organ>/<id>.html');
  if (/href=["'][^"']*\/public\/column\/\d+\?type=/i.test(page.text)) evidence.push('links to /public/column/…?type=');
  if (evidence.length === 0)
    return LABEL.test(page.text) ? { confidence: 0.75, evidence: ['label service /site/label'] } : null;
  return { confidence: evidence.length > 1 ? 0.96 : 0.85, evidence };
}

function list(page: Page, context: ListContext): Listing {
  const rows = readRows(page);
  const items = listRows(rows, DETAIL);
  const totals = pagination(page);
  const shown = LABEL.test(page.url) ? Number(queryOf(page.url, 'pageIndex') ?? 1) || 1 : (totals.current ?? 1);
  const progress = advance(context.request.state, LABEL.test(page.url) ? context.request.page : shown, items.length);
  const channels = LABEL.test(page.url)
    ? []
    : subChannels(page, rows, DETAIL, CHANNEL).map((channel) => sameKind(page, channel));
  if (LABEL.test(page.url)) {
    const { headers } = context.request;
    const request = { url: withQuery(page.url, { pageIndex: shown + 1 }), ...(headers ? { headers } : {}) };
    return { items, channels, next: follow(progress, totals, request), ...announced(totals) };
  }
  const link = nextLink(page);
  if (link !== null && !LABEL.test(page.text))
    return { items, channels, next: [onward(progress, { url: link })], ...announced(totals) };
  // Links of the frame may stand among the rows; only articles count.
  const drawn = items.filter(({ url }) => DETAIL.test(url)).length;
  return { items, channels, next: firstLabel(page, drawn, totals), ...announced(totals) };
}

/** The tree of organs links each one's guide or catalogue: the same kind of channel is what is wanted (type=3: annual reports). */
function sameKind(page: Page, channel: SubChannel): SubChannel {
  const type = queryOf(page.url, 'type');
  if (type === null || queryOf(channel.url, 'type') === type) return channel;
  return { ...channel, url: withQuery(channel.url, { type, action: 'list', catId: null, nav: null }) };
}

/** The list's own service, with what the page's script and address say of it; asked from page 1 where the page drew no rows. */
function firstLabel(page: Page, drawn: number, totals: Totals): ListRequest[] {
  const organId = parameter(page, 'organId') ?? /\/public\/column\/(\d+)/.exec(page.url)?.[1];
  const siteId = parameter(page, 'siteId') ?? readMeta(page).get('siteid');
  if (organId === undefined && siteId === undefined) return [];
  const complete = (totals.pages ?? 0) === 1 || (totals.items !== undefined && drawn >= totals.items);
  if (drawn > 0 && complete) return [];
  const query: Record<string, string> = { IsAjax: '1', dataType: 'html', labelName: 'publicInfoList' };
  for (const name of PARAMETERS) {
    const value = parameter(page, name);
    if (value !== undefined) query[name] = value;
  }
  query.action ??= 'list';
  query.pageSize ??= String(PAGE_SIZE);
  if (siteId !== undefined) query.siteId ??= siteId;
  if (organId !== undefined) query.organId ??= organId;
  // Before /public/ or /site/ some sites have a directory of their own.
  const base = /^(https?:\/\/[^/]+(?:\/[\w-]+)*?)\/(?:public|site)\//i.exec(page.url)?.[1] ?? new URL(page.url).origin;
  const service = /["']([\w/-]*\/site\/label\/\d+)/.exec(page.text)?.[1];
  const url = service ? new URL(service, page.url).href : `${base}/site/label/8888`;
  // The list's own page size is known: go on after what is drawn. Else begin anew, in a size of our own.
  const goesOn = drawn > 0 && drawn >= Number(parameter(page, 'pageSize'));
  const first = goesOn ? 2 : 1;
  const state = goesOn ? { size: drawn, seen: drawn } : {};
  const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
  const tentative = drawn > 0 && totals.pages === undefined && totals.items === undefined;
  return [
    {
      url: withQuery(url, { ...query, pageIndex: first }),
      page: first,
      headers,
      state,
      ...(tentative ? { tentative } : {}),
    },
  ];
}

/** A parameter of the page's address, else of the call or settings in its scripts. The address tells the channel, so it goes first. */
function parameter(page: Page, name: string): string | undefined {
  const own = queryOf(page.url, name);
  if (own !== null && own !== '') return own;
  const near = labelScript(page);
  const value =
    new RegExp(`["']?\\b${name}["']?\\s*:\\s*(?:["']([^"']*)["']|(\\d+))`).exec(near) ??
    new RegExp(`[?&]${name}=([^&"'\\s]*)`).exec(near);
  const found = value?.[1] ?? value?.[2];
  if (found === undefined || found === '') return undefined;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

/** The script that calls the list's label; a page has labels of other kinds too. */
function labelScript(page: Page): string {
  const scripts = page
    .$('script:not([src])')
    .toArray()
    .map((script) => page.$(script).text());
  return scripts.find((script) => /publicInfoList/i.test(script)) ?? scripts.find((script) => LABEL.test(script)) ?? '';
}

/** `pageCount:12` and `total:230` in the pagination call of page or fragment. */
function pagination(page: Page): Totals {
  const number = (pattern: RegExp): number | undefined => {
    const match = pattern.exec(page.text);
    return match ? Number(match[1]) : undefined;
  };
  const pages = number(/\bpageCount["']?\s*[:=]\s*["']?(\d+)/i);
  const items = number(/\b(?:total|totalCount|dataTotal)["']?\s*[:=]\s*["']?(\d+)/);
  const current = number(/\b(?:pageIndex|curr|pageNo)["']?\s*:\s*["']?(\d+)/);
  const read = readTotals(page);
  return {
    ...read,
    ...(pages !== undefined ? { pages } : {}),
    ...(items !== undefined ? { items } : {}),
    ...(current ? { current } : {}),
  };
}

/** 龙讯 LonSun: a channel an organ and type; further pages are HTML from a label service. */
export const lonsun: Dialect = {
  key: 'lonsun',
  name: '龙讯 LonSun',
  detect,
  list,
  detail: (page) =>
    readDetail(page, { bodies: ['#zoom', '.j-fontContent', '.newscontnet', '.gkwz_contnet', '.wzcon'] }),
};
