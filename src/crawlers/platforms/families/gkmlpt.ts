import { namesReportChannel } from '../../../vocabulary/report-titles.ts';
import { readDetail } from '../detail/detail.ts';
import type { Detection, Dialect, ListContext, ListItem, Listing, ListRequest, Page, SubChannel } from '../dialect.ts';
import { queryOf, resolveLink, withQuery } from '../page/links.ts';
import { listRows } from '../page/list-rows.ts';
import { readRows } from '../page/rows.ts';
import { advance, announced, follow, totalsOf } from '../paging/paging.ts';
import { apiAttachments } from '../service/api-attachments.ts';
import { apiItem } from '../service/api-item.ts';
import { at, count, isObject, type JsonObject, objects, readJson, text } from '../service/json.ts';

const API = /\/gkmlpt\/api\/all\/\d+/i;
const SID = /["']?\bSID["']?\s*[:=]\s*["']?(\d+)/;
const DETAIL = /\/gkmlpt\/content\/\d+\/\d+\/post_\d+\.html?|\/post_\d+\.html?/i;

function detect(page: Page): Detection | null {
  const evidence: string[] = [];
  if (API.test(page.url)) evidence.push('answer of /gkmlpt/api/all');
  if (/\/gkmlpt\//i.test(page.url)) evidence.push('address under /gkmlpt/');
  if (/(?:window\.)?\b_CONFIG\s*=/.test(page.text) && SID.test(page.text)) evidence.push('window._CONFIG with SID');
  return evidence.length > 0 ? { confidence: 0.96, evidence } : null;
}

function list(page: Page, context: ListContext): Listing {
  const answer = readJson(page.text);
  if (isObject(answer)) return articles(page, context, answer);
  const sid = SID.exec(page.text)?.[1];
  const tree = readTree(page.text);
  const wanted = sid === undefined ? [] : categories(tree, context.channel);
  return {
    items: wanted.length > 0 ? [] : listRows(readRows(page), DETAIL),
    next: wanted.map((id) => ({
      ...firstRequest(page, context, id, sid ?? ''),
      ...(wanted.length > 1 && { state: { part: true } }),
    })),
    channels: elsewhere(page, tree),
  };
}

/** `TREE: [{id, name, children, jump_url}]` inside the page's configuration: JSON within a script object. */
function readTree(script: string): JsonObject[] {
  const start = /["']?TREE["']?\s*:\s*/.exec(script);
  return start ? objects(readJson(balanced(script, start.index + start[0].length))) : [];
}

/** The bracketed value that begins at `from`; brackets inside strings do not count. */
function balanced(script: string, from: number): string {
  let depth = 0;
  let quoted = false;
  for (let index = from; index < script.length; index++) {
    const character = script[index];
    if (quoted) {
      if (character === '\\') index++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && --depth === 0) return script.slice(from, index + 1);
  }
  return '';
}

/** The number after # in the channel's address; else every category that the tree calls annual reports, by its leaves. */
function categories(tree: readonly JsonObject[], channel: string): string[] {
  const named = /#(\d+)/.exec(channel)?.[1];
  if (named !== undefined)
    return leaves(
      find(tree, (node) => text(node, 'id') === named),
      named,
    );
  return [
    ...new Set(find(tree, (node) => namesReportChannel(text(node, 'name'))).flatMap((node) => leaves([node], ''))),
  ];
}

function find(nodes: readonly JsonObject[], wanted: (node: JsonObject) => boolean): JsonObject[] {
  return nodes.flatMap((node) => (wanted(node) ? [node] : find(objects(node.children), wanted)));
}

/** A category's articles stand in its leaves. One that the tree does not know is asked by its number. */
function leaves(nodes: readonly JsonObject[], fallback: string): string[] {
  const found = nodes.flatMap(function leaf(node: JsonObject): string[] {
    const children = objects(node.children);
    if (children.length > 0) return children.flatMap(leaf);
    return text(node, 'jump_url') === '' && text(node, 'id') !== '' ? [text(node, 'id')] : [];
  });
  return found.length === 0 && fallback !== '' ? [fallback] : found;
}

/** Categories of annual reports that lead to another page. */
function elsewhere(page: Page, tree: readonly JsonObject[]): SubChannel[] {
  return find(tree, (node) => namesReportChannel(text(node, 'name'))).flatMap((node) => {
    const url = resolveLink(page, text(node, 'jump_url') || undefined);
    return url === null ? [] : [{ url, title: text(node, 'name') }];
  });
}

function firstRequest(page: Page, context: ListContext, id: string, sid: string): ListRequest {
  // Organs can share a host: their directory stands before /gkmlpt/.
  const base = page.url
    .replace(/\/gkmlpt\/.*$/is, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '');
  // Page 0 answers with page 1: counting begins at 1.
  return { url: `${base}/gkmlpt/api/all/${id}?page=1&sid=${sid}`, page: 1, headers: { Referer: context.channel } };
}

function articles(page: Page, context: ListContext, answer: JsonObject): Listing {
  const rows = objects(answer.articles);
  const number = Number(queryOf(page.url, 'page') ?? 1) || 1;
  // The category's count can be above what the API gives out: it has old articles that only the province's search knows.
  const totals = totalsOf(count(answer.total) ?? count(at(answer, 'classify', 'post_count')));
  const { headers, state } = context.request;
  const url = withQuery(page.url, { page: number + 1 });
  const request = { url, ...(headers ? { headers } : {}), ...(state ? { state } : {}) };
  return {
    items: rows.flatMap((row) => readArticle(page, row)),
    next: follow(advance(state, number, rows.length), totals, request),
    channels: [],
    // One of several categories does not count for the channel.
    ...(state?.part === true ? {} : announced(totals)),
  };
}

function readArticle(page: Page, row: JsonObject): ListItem[] {
  return apiItem(page, {
    url: text(row, 'url', 'post_url'),
    title: text(row, 'title'),
    date: text(row, 'display_publish_time', 'first_publish_time', 'date', 'created_at', 'create_time'),
    organ: text(row, 'publisher', 'source'),
    attachments: apiAttachments(page, row.attachment ?? row.attachments),
  });
}

/** 广东省政府信息公开目录管理平台: a catalogue tree in the page, articles from an API, a hundred at a time. */
export const gkmlpt: Dialect = {
  key: 'gkmlpt',
  name: '广东 gkmlpt (政府信息公开平台)',
  detect,
  list,
  detail: (page) =>
    readDetail(page, {
      bodies: ['.article-content', '.classify .content', '.content .content-box'],
      titles: ['.title.document-number', 'h1.content-title', '.content h1.title'],
    }),
};
