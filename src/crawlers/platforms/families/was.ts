import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, ListItem, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { queryOf, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { nextLink } from '../paging/pager.ts';
import { advance, announced, follow, totalsOf } from '../paging/paging.ts';
import { readTotals, type Totals } from '../paging/totals.ts';
import { apiItem } from '../service/api-item.ts';
import { at, count, type JsonObject, objects, readJson, text } from '../service/json.ts';
import { readPageScript } from '../service/page-script.ts';
import { GATEWAY, gatewayCall, searchCall } from '../service/was-call.ts';

const SEARCH = /\/was5\/web\/search\b/i;
const STATIC_ROW = /href=["'][^"']*\/t\d{8}_\d+\.s?html?/i;
const DETAIL = /\/t\d{8}_\d+\.s?html?|\/(?:19|20)\d{4}\/\w+\.s?html?/i;

function detect(page: Page): Detection | null {
  if (SEARCH.test(page.url)) return { confidence: 0.95, evidence: ['address /was5/web/search'] };
  if (GATEWAY.test(page.url)) return { confidence: 0.9, evidence: ['address of the search gateway'] };
  const call = ownCall(page);
  if (call === null) return null;
  // A page with rows and a pager of its own only offers the search.
  if (STATIC_ROW.test(page.text) && (readPageScript(page) !== null || nextLink(page) !== null)) return null;
  return { confidence: 0.85, evidence: [`list read from ${(call.body ?? call.url).slice(0, 120)}`] };
}

/** The page's request for a channel's articles; a search box asks for words instead. */
function ownCall(page: Page): ListRequest | null {
  const call = searchCall(page);
  if (call !== null && /classsql=|chnlid=|docs\.jsp/i.test(call.url)) return call;
  return gatewayCall(page);
}

function list(page: Page, context: ListContext): Listing {
  const isAnswer = SEARCH.test(page.url) || GATEWAY.test(page.url);
  const call = isAnswer ? null : ownCall(page);
  const answer = readJson(page.text);
  if (answer !== null) {
    const docs = [at(answer, 'docs'), at(answer, 'data'), at(answer, 'data', 'docs'), at(answer, 'data', 'list')];
    const total = ['count', 'total', 'recordCount', 'num'].map((name) => count(at(answer, name)));
    return documents(page, context, docs.map(objects).find((list) => list.length > 0) ?? [], total.find(Boolean));
  }
  if (isAnswer && /^\s*<\?xml|<(?:results|docs|datas?|items)\b/i.test(page.text.slice(0, 500)))
    return documents(page, context, xmlRecords(page.text), count(XML_TOTAL.exec(page.text)?.[1]));
  return call === null ? htmlResults(page, context) : channel(page, call);
}

/** The channel's own page may draw the first rows itself; then the search is kept where it brings more. */
function channel(page: Page, call: ListRequest): Listing {
  const rows = readRows(page);
  const items = listRows(rows, DETAIL).filter(({ url }) => !SEARCH.test(url));
  const channels = subChannels(page, rows, DETAIL);
  if (items.length === 0) return { items, channels, next: [call] };
  const second = { ...numbered(call, 2), page: 2, state: { seen: items.length }, tentative: true };
  return {
    items,
    channels,
    next: [{ ...call, tentative: true, alternatives: [second] }],
    ...announced(readTotals(page)),
  };
}

const XML_RECORD = /<(item|result|record|doc|row|document)\b[^<>]*>((?:(?!<\1\b)[\s\S])*?)<\/\1>/gi;
const XML_MEMBER = /<([\w-]+)(?:\s[^<>]*)?>(?:\s*<!\[CDATA\[((?:(?!<!\[CDATA\[)[\s\S])*?)\]\]>\s*|([^<]*))<\/\1>/g;
const XML_TOTAL = /<(?:count|total|totalcount|recordcount|num)>\s*(?:<!\[CDATA\[)?\s*(\d+)/i;

/** Portals write the template of the answer themselves: records are what repeats, with an address and a title among its members. */
function xmlRecords(xml: string): JsonObject[] {
  return [...xml.matchAll(XML_RECORD)].map(([, , body = '']) =>
    Object.fromEntries(
      [...body.matchAll(XML_MEMBER)].map(([, name = '', cdata, bare]) => [
        name.toLowerCase(),
        (cdata ?? bare ?? '').trim(),
      ]),
    ),
  );
}

function documents(page: Page, context: ListContext, docs: readonly JsonObject[], total: number | undefined): Listing {
  const items = docs.flatMap((doc) => readDoc(page, doc));
  return { items, ...rest(page, context, items.length, totalsOf(total)) };
}

function readDoc(page: Page, doc: JsonObject): ListItem[] {
  const items = apiItem(page, {
    // Every document comes twice: `url` is the article, `chnldocurl` its copy in the channel.
    url: text(doc, 'url', 'docpuburl', 'chnldocurl', 'link'),
    // Quotes inside titles are sent as ###pypy### and ###dydy###.
    title: text(doc, 'title', 'doctitle').replace(/'?###(?:pypy|dydy)###'?/g, '"'),
    date: text(doc, 'pubdate', 'pubtime', 'time', 'docreltime', 'date'),
    organ: text(doc, 'organ', 'fwjg', 'puborg', 'source'),
  });
  // The template closes the list with a record of its labels.
  return items.filter(({ title }) => title !== '文章标题');
}

function htmlResults(page: Page, context: ListContext): Listing {
  const items = listRows(readRows(page), DETAIL).filter((item) => !SEARCH.test(item.url));
  return { items, ...rest(page, context, items.length, readTotals(page)) };
}

function rest(page: Page, context: ListContext, rows: number, totals: Totals): Omit<Listing, 'items'> {
  const { request } = context;
  const asked = request.body === undefined ? queryOf(page.url, 'page') : new URLSearchParams(request.body).get('page');
  const number = Number(asked ?? 1) || 1;
  const { method, body, contentType } = request;
  const again = {
    url: page.url,
    headers: { ...request.headers, Referer: context.channel },
    ...(method && { method }),
    ...(body !== undefined && { body }),
    ...(contentType && { contentType }),
  };
  const next = follow(advance(request.state, number, rows), totals, numbered(again, number + 1));
  return { next, channels: [], ...announced(totals) };
}

/** The page's number stands in the form, or else in the address. */
function numbered<R extends Pick<ListRequest, 'url' | 'body'>>(request: R, number: number): R {
  if (request.body === undefined) return { ...request, url: withQuery(request.url, { page: number }) };
  const form = new URLSearchParams(request.body);
  form.set('page', String(number));
  return { ...request, body: form.toString() };
}

/** TRS WAS: a search engine that answers with a channel's articles, as HTML, as JSON (`templet=docs.jsp`), as XML, or behind a gateway. */
export const was: Dialect = {
  key: 'was',
  name: 'TRS WAS (search)',
  detect,
  list,
  detail: (page) => readDetail(page, { bodies: ['.TRS_Editor', '.TRS_UEDITOR', '.article_component'] }),
};
