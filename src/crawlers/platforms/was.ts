import type { Detection, Dialect, ListContext, ListItem, Listing, ListRequest, Page } from './dialect.ts';
import { apiDate } from './shared/dates.ts';
import { readDetail } from './shared/detail.ts';
import { at, count, type JsonObject, objects, plain, readJson, text } from './shared/json.ts';
import { decodeEntities, queryOf, resolveLink, withQuery } from './shared/links.ts';
import { advance, announced, follow, totalsOf } from './shared/paging.ts';
import { listRows, readRows } from './shared/rows.ts';
import { readTotals, type Totals } from './shared/totals.ts';

/** A call of the search engine, in the page's own address or in its scripts. */
const CALL = /["']?((?:https?:)?\/?\/?[\w.:/-]*\/was5\/web\/search\?[^"'\s<>]*)/i;
const STATIC_ROW = /href=["'][^"']*\/t\d{8}_\d+\.s?html?/i;
const DETAIL = /\/t\d{8}_\d+\.s?html?|\/(?:19|20)\d{4}\/\w+\.s?html?/i;

function detect(page: Page): Detection | null {
  if (/\/was5\/web\/search\b/i.test(page.url)) return { confidence: 0.95, evidence: ['address /was5/web/search'] };
  const call = CALL.exec(page.text)?.[1];
  if (call === undefined || !/channelid=/i.test(call)) return null;
  const own = /classsql=|chnlid=/i.test(call) || /docs\.jsp/i.test(call);
  // A page that draws its own rows only offers the search.
  return own && !STATIC_ROW.test(page.text)
    ? { confidence: 0.85, evidence: [`list read from ${call.slice(0, 120)}`] }
    : null;
}

function list(page: Page, context: ListContext): Listing {
  const answer = readJson(page.text);
  const call = /\/was5\/web\/search\b/i.test(page.url) ? null : searchCall(page);
  if (answer === null && call !== null) return { items: [], next: [call], columns: [] };
  return answer === null
    ? htmlResults(page, context)
    : jsonResults(page, context, objects(at(answer, 'docs')), count(at(answer, 'count')));
}

/** The first request: the page's own call, whose last parameters are often put together in the script (`page=" + n`). */
function searchCall(page: Page): ListRequest | null {
  const call = CALL.exec(page.text)?.[1];
  const url = resolveLink(page, decodeEntities(call ?? ''));
  return url === null ? null : { url: withQuery(url, { page: 1 }), page: 1, headers: { Referer: page.url } };
}

function jsonResults(
  page: Page,
  context: ListContext,
  docs: readonly JsonObject[],
  total: number | undefined,
): Listing {
  return { items: docs.flatMap((doc) => readDoc(page, doc)), ...rest(page, context, docs.length, totalsOf(total)) };
}

function readDoc(page: Page, doc: JsonObject): ListItem[] {
  // Every document comes twice: `url` is the article, `chnldocurl` its copy in the channel. A trailing empty record closes the list.
  const url = resolveLink(page, text(doc, 'url', 'docpuburl', 'chnldocurl'));
  // Quotes inside titles are sent as ###pypy### and ###dydy###.
  const title = plain(text(doc, 'title', 'doctitle').replace(/'?###(?:pypy|dydy)###'?/g, '"'));
  if (url === null || title === '') return [];
  const date = apiDate(text(doc, 'pubdate', 'pubtime', 'time', 'docreltime', 'date'));
  const organ = plain(text(doc, 'organ', 'fwjg', 'puborg', 'source'));
  return [{ url, title, ...(date ? { date } : {}), ...(organ ? { organ } : {}) }];
}

function htmlResults(page: Page, context: ListContext): Listing {
  const items = listRows(readRows(page), DETAIL).filter((item) => !/\/was5\/web\/search\b/i.test(item.url));
  return { items, ...rest(page, context, items.length, readTotals(page)) };
}

function rest(page: Page, context: ListContext, rows: number, totals: Totals): Omit<Listing, 'items'> {
  const number = Number(queryOf(page.url, 'page') ?? 1) || 1;
  const request = { url: withQuery(page.url, { page: number + 1 }), headers: { Referer: context.column } };
  const next = follow(advance(context.request.state, number, rows), totals, request);
  return { next, columns: [], ...announced(totals) };
}

/** TRS WAS: a search engine that answers with a channel's articles, as HTML or (`templet=docs.jsp`) as JSON. */
export const was: Dialect = { key: 'was', name: 'TRS WAS (search)', detect, list, detail: (page) => readDetail(page) };
