import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { queryOf, resolveLink, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { type ListRow, toItem } from '../page/row.ts';
import { readRows } from '../page/rows.ts';
import { advance, announced, follow, totalsOf } from '../paging/paging.ts';
import { readStaticList } from '../paging/static-list.ts';
import { nextWindow, type Window } from '../paging/windows.ts';
import { type DataStore, readDataStores, readWidget, readWidgets, type WidgetSettings } from '../service/datastore.ts';

/** `/art/2024/1/31/art_1234_567.html`, `/art/2024/art_<32 hex>.html`. */
const DETAIL = /\/art\/(?:19|20)\d{2}\/(?:\d{1,2}\/\d{1,2}\/)?art_(?:\d+_\d+|[0-9a-f]{32})\.html?/i;
const CHANNEL = /\/col\/col\d+(?:\/(?:index\.html?)?)?(?:[?#]|$)/i;
const PROXY = /(?<![\w.:/-])(?:https?:)?[\w.:/-]{0,300}\/module\/[\w/]{0,200}dataproxy\.jsp(?:\?[^"'<>\s]*)?/i;

/** Rows asked at once. Servers cut a window above some 300 in silence; a hundred is taken by all that public code tells of. */
const WINDOW = 100;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  let confidence = 0;
  const see = (found: boolean, what: string, weight: number): void => {
    if (!found) return;
    evidence.push(what);
    confidence = Math.max(confidence, weight);
  };
  see(PROXY.test(page.text) || PROXY.test(page.url), 'list service dataproxy.jsp', 0.95);
  const store = /<datastore>/i.test(page.text) && !/getMessage\.do/i.test(page.text);
  see(store && CHANNEL.test(page.url), '<datastore> in the page', 0.9);
  see(/\/module\/download\/downfile\.jsp/i.test(page.text), 'attachments by downfile.jsp', 0.75);
  see(
    /\/art\/(?:19|20)\d{2}\/\d{1,2}\/\d{1,2}\/art_\d+_\d+\.html/i.test(page.url),
    'article address /art/Y/M/D/art_…',
    0.75,
  );
  see(CHANNEL.test(page.url), 'channel address /col/col…', 0.5);
  return confidence > 0 ? { confidence, evidence } : null;
}

function list(page: Page, context: ListContext): Listing {
  if (/dataproxy\.jsp/i.test(page.url) || context.request.state?.unit !== undefined) return group(page, context);
  const units = ownUnits(page);
  if (units.length === 0) return readStaticList(page, context, { detail: DETAIL, channel: CHANNEL });
  const frame = readRows(page);
  const [only, ...others] = units;
  const total = others.length === 0 ? only && totalOf(only) : undefined;
  return {
    items: unique([...units.flatMap(({ store }) => store.rows), ...listRowsOf(frame)]).map(toItem),
    next: units.flatMap((unit) => firstGroup(page, unit)),
    channels: subChannels(page, frame, DETAIL, CHANNEL),
    ...announced(totalsOf(total)),
  };
}

/** One list of the page: the rows that it holds and the widget that asks for the rest. */
interface Unit {
  readonly store: DataStore;
  readonly widget: WidgetSettings;
}

const totalOf = ({ store, widget }: Unit): number | undefined => store.total ?? widget.total;

/** A page may hold lists of other channels beside its own (news, notices): they say so in their channel number. */
function ownUnits(page: Page): readonly Unit[] {
  const channel = /\/col\/col(\d+)/.exec(page.url)?.[1];
  const units = readUnits(page);
  const own = units.filter(({ store, widget }) =>
    [queryOf(resolveLink(page, store.nextGroup) ?? page.url, 'columnid'), widget.parameters.columnid].some(
      (id) => id !== undefined && id === channel,
    ),
  );
  return own.length > 0 ? own : units;
}

/** Stores and widgets stand in the same order. Without a store the page may still name the service that its script asks. */
function readUnits(page: Page): Unit[] {
  const stores = readDataStores(page, page.text);
  const widgets = readWidgets(page.text);
  const empty: DataStore = { rows: [], total: undefined, nextGroup: undefined };
  if (stores.length === 0)
    return PROXY.test(page.text) ? widgets.map((widget): Unit => ({ store: empty, widget })) : [];
  const whole = readWidget(page.text);
  return stores.map((store, index) => ({
    store,
    widget: (stores.length === widgets.length ? widgets[index] : undefined) ?? whole,
  }));
}

function listRowsOf(rows: readonly ListRow[]): ListRow[] {
  const listed = new Set(listRows(rows, DETAIL).map((item) => item.url));
  return rows.filter((row) => listed.has(row.url) && !CHANNEL.test(row.url));
}

function unique(rows: readonly ListRow[]): ListRow[] {
  return [...new Map(rows.map((row) => [row.url, row])).values()];
}

/**
 * The first request to the service. Servers obey record numbers, or page and size, or the page alone in their own size; and some want a
 * form. So: a long window from the start, as form, then what follows the rows that the page holds, counted by groups and by pages.
 */
function firstGroup(page: Page, unit: Unit): ListRequest[] {
  const { store, widget } = unit;
  const rowsShown = store.rows.length;
  const total = totalOf(unit);
  const { perPage, groupSize = 1 } = widget;
  const partGroup = total === undefined && perPage !== undefined && rowsShown < perPage * groupSize;
  const service = resolveLink(page, store.nextGroup ?? widget.proxyUrl ?? PROXY.exec(page.text)?.[0]);
  if (service === null || partGroup || (total !== undefined && rowsShown >= total)) return [];
  const whole = withMissing(service, widget.parameters);
  const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
  const request = (window: Window, form: boolean): ListRequest => {
    const url = windowUrl(whole, window);
    const state = { unit: unitOf(url), ...(window.start > 1 ? { seen: rowsShown, size: window.size } : {}) };
    return { ...(form ? posted(url) : { url }), page: window.page, headers, state, tentative: true };
  };
  const start: Window = { start: 1, size: WINDOW, page: 1 };
  const after = [rowsShown, perPage ?? rowsShown]
    .filter((size, index, sizes) => rowsShown > 0 && size > 0 && sizes.indexOf(size) === index)
    .map((size): Window => ({ start: rowsShown + 1, size, page: Math.floor(rowsShown / size) + 1 }));
  return [
    {
      ...request(start, false),
      alternatives: [request(start, true), ...after.map((window) => request(window, false))],
    },
  ];
}

function unitOf(url: string): string {
  return queryOf(url, 'unitid') ?? 'list';
}

/** The store's own link lacks parameters on some versions; the page's script has them all. */
function withMissing(service: string, parameters: Readonly<Record<string, string>>): string {
  const missing = Object.entries(parameters).filter(([name]) => queryOf(service, name) === null);
  return withQuery(service, Object.fromEntries(missing));
}

function windowUrl(service: string, window: Window): string {
  const { start, size, page } = window;
  return withQuery(service, { page, startrecord: start, endrecord: start + size - 1, perpage: size });
}

/** Older servers take the window in the address and the unit in a form. */
function posted(url: string): Pick<ListRequest, 'url' | 'method' | 'body' | 'contentType'> {
  const form = 'application/x-www-form-urlencoded; charset=UTF-8';
  return { url, method: 'POST', body: new URL(url).searchParams.toString(), contentType: form };
}

function group(page: Page, context: ListContext): Listing {
  const [store] = readDataStores(page, page.text);
  const rows = store?.rows ?? readRows(page).filter((row) => DETAIL.test(row.url));
  const { state, method, headers } = context.request;
  const progress = advance(state, context.request.page, rows.length);
  const window = nextWindow(state, Number(queryOf(page.url, 'perpage') ?? WINDOW), rows.length);
  const url = windowUrl(page.url, window);
  const request = {
    ...(method === 'POST' ? posted(url) : { url }),
    ...(headers ? { headers } : {}),
    ...(state ? { state } : {}),
  };
  return {
    items: rows.map(toItem),
    next: follow(progress, totalsOf(store?.total), request),
    channels: [],
    ...announced(totalsOf(store?.total)),
  };
}

/** Hanweb jcms/jpage: the first rows in a `<datastore>` in the page, the rest from `dataproxy.jsp`. */
export const jpage: Dialect = {
  key: 'jpage',
  name: 'Hanweb jcms (jpage)',
  detect,
  list,
  detail: (page) => readDetail(page, { bodies: ['#zoom', '.bt_content', '#article', '.main-txt', '.art_con'] }),
};
