import { endsLikeReport } from '../../../vocabulary/link-titles.ts';
import type { Json, ListContext, ListItem, Listing, ListRequest, Page } from '../dialect.ts';
import { withQuery } from '../page/links.ts';
import { PAGE_KEY } from '../paging/page-names.ts';
import { advance, announced, follow, type Progress, totalsOf } from '../paging/paging.ts';
import { documentsOf } from './api-attachments.ts';
import { isCalled } from './api-calls.ts';
import { apiItem } from './api-item.ts';
import { count, isObject, type JsonObject, objects, text, withoutMarkup } from './json.ts';

const TITLE = ['title', 'articleTitle', 'infoTitle', 'contentTitle', 'docTitle', 'subject', 'name', 'bt'];
const URL_KEYS = [
  'url',
  'docPubUrl',
  'linkUrl',
  'link',
  'href',
  'pageUrl',
  'pubUrl',
  'htmlUrl',
  'staticUrl',
  'visitUrl',
  'infoUrl',
  'articleUrl',
  'path',
];
const DATE = [
  'publishTime',
  'publishDate',
  'pubDate',
  'pubTime',
  'docRelTime',
  'releaseTime',
  'releaseDate',
  'displayTime',
  'showTime',
  'createTime',
  'createDate',
  'date',
  'time',
  'infoDate',
  'addTime',
  'fbsj',
];
const ORGAN = ['deptName', 'organName', 'orgName', 'publisher', 'department', 'unitName', 'fbjg'];
const ITEMS = [
  'total',
  'totalCount',
  'totalElements',
  'recordCount',
  'totalRecords',
  'totalNum',
  'count',
  'records',
  'totalRow',
  'totalRows',
];
const PAGES = ['pages', 'totalPages', 'totalPage', 'pageCount'];
/** Answers wrap their rows in `data`, `page`, `result`, `content`: more levels have not been seen. */
const MOST_DEPTH = 5;

/** The rows of a JSON answer of a service that no dialect knows: the longest list of things that have a title and an address. */
export function apiListing(page: Page, context: ListContext, answer: Json): Listing {
  const found = rowsIn(page, answer, [], 0);
  const boxes = [...(found?.boxes ?? [])].reverse();
  const totals = totalsOf(firstCount(boxes, ITEMS), firstCount(boxes, PAGES));
  const items = found?.items ?? [];
  const progress = advance(context.request.state, context.request.page, items.length);
  return { items, channels: [], next: nextCall(page, context.request, progress, totals), ...announced(totals) };
}

interface RecordList {
  readonly items: readonly ListItem[];
  /** The objects around the rows, outermost first. */
  readonly boxes: readonly JsonObject[];
}

function rowsIn(page: Page, value: Json, boxes: readonly JsonObject[], depth: number): RecordList | null {
  if (depth > MOST_DEPTH) return null;
  let best: RecordList | null = null;
  if (Array.isArray(value)) {
    const items = objects(value).flatMap((row) => readRow(page, row));
    if (items.length > 0) return { items, boxes };
  }
  const inner = isObject(value) ? Object.values(value) : Array.isArray(value) ? (value as readonly Json[]) : [];
  const navigation = isObject(value) ? [...boxes, value] : boxes;
  for (const part of inner) {
    const found = typeof part === 'object' && part !== null ? rowsIn(page, part, navigation, depth + 1) : null;
    if (found !== null && found.items.length > (best?.items.length ?? 0)) best = found;
  }
  return best;
}

function readRow(page: Page, row: JsonObject): ListItem[] {
  const lower: JsonObject = Object.fromEntries(Object.entries(row).map(([key, value]) => [bare(key), value]));
  return apiItem(page, {
    url: text(lower, ...URL_KEYS.map(bare)) || addressByItself(row),
    title: text(lower, ...TITLE.map(bare)) || titleByItself(row),
    date: text(lower, ...DATE.map(bare)),
    organ: text(lower, ...ORGAN.map(bare)),
    attachments: documentsOf(page, lower),
  });
}

const textsOf = (row: JsonObject): string[] => Object.values(row).filter((value) => typeof value === 'string');

/** Under names of the portal's own, a title is told by its words, an address by its form. */
const titleByItself = (row: JsonObject): string =>
  textsOf(row).find((value) => value.length < 200 && endsLikeReport(withoutMarkup(value))) ?? '';

const addressByItself = (row: JsonObject): string =>
  textsOf(row).find((value) =>
    /^[^\s<>"'{}|]{3,400}\.(?:s?html?|jhtml|pdf|ofd|docx?|wps|jsp|aspx)(?:\?\S*)?$/i.test(value),
  ) ?? '';

/** `DOCPUBURL`, `doc_pub_url` and `docPubUrl` are one name. */
const bare = (key: string): string => key.toLowerCase().replace(/_/g, '');

function firstCount(boxes: readonly JsonObject[], keys: readonly string[]): number | undefined {
  for (const box of boxes) {
    for (const key of keys) {
      const number = count(box[key]);
      if (number !== undefined && number > 0) return number;
    }
  }
  return undefined;
}

/** A call of a service as it is made for its second page, of a list whose first the page holds itself; null where it names no page. */
export function secondCall(call: ListRequest): ListRequest | null {
  if (call.method === 'POST' && call.body !== undefined) {
    const body = counted(call.body, call.contentType ?? '');
    return body === null ? null : { ...call, body, page: 2 };
  }
  const key = pageKeyOf(call.url);
  if (key === undefined) return null;
  const number = Number(new URL(call.url).searchParams.get(key)) || 0;
  return { ...call, url: withQuery(call.url, { [key]: number + 1 }), page: 2 };
}

const pageKeyOf = (url: string): string | undefined =>
  [...new URL(url).searchParams.keys()].find((name) => PAGE_KEY.test(name));

/** The same call for the page that follows, where it names a page at all. */
export function nextCall(
  page: Page,
  request: ListRequest,
  progress: Progress,
  totals: ReturnType<typeof totalsOf>,
): ListRequest[] {
  const { headers, method, body, contentType } = request;
  const common = { ...(headers && { headers }), ...(isCalled(request) && { state: { call: true } }) };
  if (method !== 'POST' || body === undefined) {
    const key = pageKeyOf(page.url);
    if (key === undefined) return [];
    const number = Number(new URL(page.url).searchParams.get(key)) || 0;
    return follow(progress, totals, { ...common, url: withQuery(page.url, { [key]: number + 1 }) });
  }
  const next = counted(body, contentType ?? '');
  if (next === null) return [];
  return follow(progress, totals, {
    ...common,
    url: page.url,
    method,
    body: next,
    ...(contentType && { contentType }),
  });
}

function counted(body: string, contentType: string): string | null {
  const isJson = contentType.includes('json');
  const fields = new Map<string, string>(
    isJson ? Object.entries(JSON.parse(body) as Record<string, string>) : [...new URLSearchParams(body)],
  );
  const key = [...fields.keys()].find((name) => PAGE_KEY.test(name));
  if (key === undefined) return null;
  fields.set(key, String((Number(fields.get(key)) || 0) + 1));
  return isJson ? JSON.stringify(Object.fromEntries(fields)) : new URLSearchParams([...fields]).toString();
}
