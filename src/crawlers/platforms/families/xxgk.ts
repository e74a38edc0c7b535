import { namesAnnualReports, namesReport } from '../../../vocabulary/report-titles.ts';
import { printedDate } from '../detail/dates.ts';
import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, ListItem, Listing, ListRequest, Page } from '../dialect.ts';
import { subChannels } from '../page/channels.ts';
import { clean } from '../page/dom.ts';
import { queryOf, resolveLink, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { type ListRow, toItem } from '../page/row.ts';
import { readRows } from '../page/rows.ts';
import { advance, announced, follow } from '../paging/paging.ts';
import { readTotals } from '../paging/totals.ts';
import { isObject } from '../service/json.ts';

const SEARCH = /\/module\/xxgk\/(?:search|subjectinfo)\.jsp/i;
const ANNUAL = /\/module\/xxgk\/xxgkAnnualReport\.jsp/i;
const DETAIL =
  /\/art\/(?:19|20)\d{2}\/(?:\d{1,2}\/\d{1,2}\/)?art_(?:\d+_\d+|[0-9a-f]{32})\.html?|xxgkAnnualReport\.jsp\?/i;
/** An article's address that tells its channel. */
const NUMBERED = /\/art_\d+_\d+\.html?/i;
const TREE = /\/module\/xxgk\/tree\.jsp/i;
const CHANNEL = /\/col\/col\d+(?:\/|$)/i;
const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';

function detect(page: Page): Detection | null {
  if (ANNUAL.test(page.url)) return { confidence: 0.97, evidence: ['address xxgkAnnualReport.jsp'] };
  if (SEARCH.test(page.url)) return { confidence: 0.95, evidence: ['answer of module/xxgk/search.jsp'] };
  if (/dataproxy\.jsp/i.test(page.text)) return null;
  if (SEARCH.test(page.text)) return { confidence: 0.9, evidence: ['list service module/xxgk/search.jsp'] };
  if (ANNUAL.test(page.text)) return { confidence: 0.9, evidence: ['links to xxgkAnnualReport.jsp'] };
  const module = /\/module\/xxgk\/[\w.]+/i.exec(page.text)?.[0];
  return module !== undefined ? { confidence: 0.85, evidence: [module] } : null;
}

function list(page: Page, context: ListContext): Listing {
  if (ANNUAL.test(page.url)) return annualReports(page);
  if (SEARCH.test(page.url)) return results(page, context);
  if (TREE.test(page.url)) return catalogue(page, context);
  const rows = readRows(page);
  return {
    items: listRows(rows, DETAIL).filter((item) => !CHANNEL.test(item.url)),
    // Annual reports that are linked one by one need no search.
    next: rows.some((row) => !row.frame && ANNUAL.test(row.url)) ? [] : firstSearch(page),
    channels: subChannels(page, rows, DETAIL, CHANNEL),
  };
}

/** One page an organ and year: the page itself, the years that it offers, the organs that it links. */
function annualReports(page: Page): Listing {
  const title = clean(page.$('h1, .title, .bt_title, title').first().text());
  const items: ListItem[] = [{ url: page.url, title }];
  page.$('option[value]').each((_, option) => {
    const year = /^(?:19|20)\d{2}$/.exec(option.attribs.value ?? '')?.[0];
    if (year !== undefined)
      items.push({ url: withQuery(page.url, { fbtime: year }), title: clean(page.$(option).text()) });
  });
  for (const row of readRows(page)) if (ANNUAL.test(row.url)) items.push(organRow(row));
  return { items: [...new Map(items.map((item) => [item.url, item])).values()], next: [], channels: [] };
}

function organRow(row: ListRow): ListItem {
  return /\d{4}/.test(row.title) || namesReport(row.title) ? toItem(row) : { ...toItem(row), organ: row.title };
}

/** The page's own search: what it asks for stands in its scripts, frames, hidden inputs and in its address. */
function firstSearch(page: Page): ListRequest[] {
  const call = /["']([^"']*\/module\/xxgk\/(?:search|subjectinfo)\.jsp(?:\?[^"']*)?)["']/i.exec(page.text)?.[1];
  const service = resolveLink(page, call ?? '/module/xxgk/search.jsp');
  if (service === null) return [];
  const fields = formFields(page, service);
  // Without area, type and a call of the page's own the search gives what the whole province has: not this channel.
  if (!fields.area && !fields.infotypeId && call === undefined) return [];
  const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
  const search = searchRequest(service, fields, 1, headers);
  const tree = fields.infotypeId ? null : treeAddress(page);
  if (tree === null) return [search];
  return [{ url: tree, page: 1, headers, state: { service, fields }, tentative: true, alternatives: [search] }];
}

/** The organ's catalogue beside the list: it tells the number under which the search has the annual reports alone. */
function treeAddress(page: Page): string | null {
  const frame = page.$('iframe, frame').filter((_, element) => TREE.test(element.attribs.src ?? ''));
  return resolveLink(page, frame.attr('src'));
}

/** `<a onclick="funclick('A05',…)">政府信息公开年报</a>`, or the same as `d.add(5,0,'政府信息公开年报','javascript:funclick(\'A05\')')`. */
const NODES = [
  /funclick\(\s*\\?["'](?<id>\w+)\\?["'][^)]*\)[^<]{0,80}>\s*(?<name>[^<]{1,40})/gi,
  /\.add\(\s*[^,()]+,[^,()]+,\s*["'](?<name>[^"'<>]{1,40})["'][^)]*?funclick\(\s*\\?["'](?<id>\w+)/gi,
];

function catalogue(page: Page, { request, channel }: ListContext): Listing {
  const { service, fields } = request.state ?? {};
  if (typeof service !== 'string' || !isObject(fields)) return { items: [], next: [], channels: [] };
  const known = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const headers = { Referer: channel, 'X-Requested-With': 'XMLHttpRequest' };
  const whole = searchRequest(service, known, 1, headers);
  const nodes = NODES.flatMap((pattern) => [...page.text.matchAll(pattern)]);
  const annual = nodes.find(({ groups }) => namesAnnualReports(groups?.name ?? ''))?.groups?.id;
  if (annual === undefined) return { items: [], next: [whole], channels: [] };
  const typed = searchRequest(service, { ...known, infotypeId: annual }, 1, headers);
  return { items: [], next: [{ ...typed, tentative: true, alternatives: [whole] }], channels: [] };
}

function formFields(page: Page, service: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of [
    'infotypeId',
    'jdid',
    'area',
    'divid',
    'sortfield',
    'standardXxgk',
    'isAllList',
    'texttype',
    'fbtime',
  ]) {
    const value =
      queryOf(service, name) ??
      page.$(`input[name="${name}"], input#${name}`).attr('value') ??
      // As a member or variable, or as a parameter of a frame's address (tree.jsp?area=…).
      new RegExp(`\\b${name}["']?\\s*[:=]\\s*["']([^"']*)["']`).exec(page.text)?.[1] ??
      new RegExp(`[?&;]${name}=([^&"'\\s]*)`).exec(page.text)?.[1];
    if (value !== undefined) fields[name] = value;
  }
  return { ...fields, ...calledWith(page, fields), ...addressed(page, fields) };
}

/** `loadDynamic('/module/xxgk/search.jsp?…', 'div4', '0', '0', '950', '1', …)`: the box, the type (0: all), …, the site's number. */
const LOAD = /,\s*["'](div\w+)["']\s*,\s*["'](\w*)["']\s*,\s*["']\w*["']\s*,\s*["']\w*["']\s*,\s*["'](\d+)["']/;

function calledWith(page: Page, fields: Readonly<Record<string, string>>): Record<string, string> {
  const call = /loadDynamic\s*\([\s\S]{0,800}/.exec(page.text)?.[0] ?? '';
  const [, divid, type, site] = LOAD.exec(call) ?? [];
  return {
    ...(divid && !fields.divid ? { divid } : {}),
    ...(type && type !== '0' && !fields.infotypeId ? { infotypeId: type } : {}),
    ...(site && !fields.jdid ? { jdid: site } : {}),
  };
}

/** The channel's own address names organ and type: `?vc_xxgkarea=…&number=Y001C001`. */
function addressed(page: Page, fields: Readonly<Record<string, string>>): Record<string, string> {
  const area = queryOf(page.url, 'vc_xxgkarea') ?? queryOf(page.url, 'area');
  const number = queryOf(page.url, 'number');
  return { ...(!fields.area && area ? { area } : {}), ...(number ? { infotypeId: number } : {}) };
}

/** Parameters stand in the address and in the form: servers read the one or the other. */
function searchRequest(
  service: string,
  fields: Readonly<Record<string, string>>,
  number: number,
  headers: Readonly<Record<string, string>>,
): ListRequest {
  const all = { vc_title: '', vc_number: '', vc_filenumber: '', vc_all: '', ...fields, currpage: String(number) };
  const url = withQuery(service, all);
  return { url, method: 'POST', body: new URLSearchParams(all).toString(), contentType: FORM, headers, page: number };
}

/**
 * The search is not bound to the channel: it can give all that the organ has. Rows of the channel bear its number; once one did, reports of
 * other channels are left. All other rows stay: newer addresses bear no number, and the list goes on over pages where nothing is this
 * channel's.
 */
function results(page: Page, context: ListContext): Listing {
  const rows = readRows(page).filter((row) => DETAIL.test(row.url));
  const totals = readTotals(page);
  const state = context.request.state;
  const ids = [/\/col(\d+)/.exec(context.channel)?.[1], /div(\d+)/.exec(queryOf(page.url, 'divid') ?? '')?.[1]];
  const own = rows.filter((row) => ids.some((id) => id !== undefined && row.url.includes(`/art_${id}_`)));
  const bound = state?.bound === true || own.length > 0;
  const progress = advance(state, Number(queryOf(page.url, 'currpage') ?? context.request.page) || 1, rows.length);
  const fields = Object.fromEntries(new URL(page.url).searchParams);
  const service = page.url.replace(/\?.*$/s, '');
  const { page: _, ...request } = searchRequest(service, fields, progress.page + 1, { Referer: context.channel });
  return {
    items: rows
      .filter((row) => !bound || own.includes(row) || !NUMBERED.test(row.url) || !namesAnnualReports(row.title))
      .map((row) => ({ ...toItem(row), ...rowDate(page, row) })),
    next: follow(progress, totals, { ...request, state: { bound } }),
    channels: [],
    ...announced(totals),
  };
}

/** Result rows repeat their record on the link: `mc` title, `rq` date, `syh` 索引号. */
function rowDate(page: Page, row: ListRow): { date?: string; title?: string } {
  const { rq, mc } = row.link.attribs;
  const date = row.date ?? printedDate(rq ?? '') ?? printedDate(page.$(row.link).closest('tr').text());
  return { ...(date ? { date } : {}), ...(mc ? { title: clean(mc) } : {}) };
}

/** Hanweb 信息公开 module: a POST search for lists, and one page an organ and year for annual reports. */
export const xxgk: Dialect = {
  key: 'xxgk',
  name: 'Hanweb xxgk (信息公开 module)',
  detect,
  list,
  detail: (page) => readDetail(page, { bodies: ['.bt_content', '#zoom', '#div_content', '.xxgk_content'] }),
};
