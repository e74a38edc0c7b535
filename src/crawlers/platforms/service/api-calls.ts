import type { ListRequest, Page } from '../dialect.ts';
import { resolveLink, withQuery } from '../page/links.ts';
import { PAGE_KEY } from '../paging/page-names.ts';
import { inlineScripts } from '../paging/script-pager.ts';
import { jsValue, literals } from './js-value.ts';

/** `$.ajax({url: "…"`, `axios.get("…"`, `fetch("…"`, or the address alone as `url: "…"`. */
const CALL =
  /(?:(\$\.(?:get|post|getJSON|ajax)|\$\([^()]{1,60}\)\.load|axios(?:\.(?:get|post))?|fetch|\$http(?:\.(?:get|post))?|\$axios(?:\.\$?(?:get|post))?|request(?:\.(?:get|post))?)\s*\(\s*(?:\{[^{}]{0,300}?\burl\s*:\s*)?|\b(?:url|dataSource)\s*:\s*)(?=["'`]([^"'`\n]{2,300})["'`])/g;
const LISTS = /\.json\b|api|list|query|page|search|article|content|info|news|data|find|get|feed|more|load|rows/i;
const OTHER =
  /login|captcha|visit|click|count\b|weather|hot|tongji|comment|vote|share|menu|user|token|dict|banner|statistic|\.(?:js|css|html?|png|jpe?g|gif)(?:$|\?)/i;

const SIZE_KEY = /^(?:page_?size|size|limit|rows|perPage|pageRows|ps)$/i;
const PAGE_SIZE = 15;
/** Code behind a call that still belongs to it. */
const REACH = 600;
/** Each costs a request. */
const MOST_CALLS = 3;

/** What a page that holds no list itself asks its server for: candidates, each to be proved by an answer with rows. */
export function listCalls(page: Page): ListRequest[] {
  return serviceCalls(page, (address) => LISTS.test(address) && !OTHER.test(address)).slice(0, MOST_CALLS);
}

/** What a page's scripts ask their server for, of the addresses that are wanted. */
export function serviceCalls(page: Page, wanted: (address: string) => boolean): ListRequest[] {
  const scripts = inlineScripts(page);
  return callsIn(page, scripts, namesOf(scripts), wanted);
}

/** The calls of a piece of code, with what its names stand for. */
export function callsIn(
  page: Page,
  scripts: string,
  names: Map<string, string>,
  wanted: (address: string) => boolean = (address) => !OTHER.test(address),
): ListRequest[] {
  const calls: ListRequest[] = [];
  for (const match of scripts.matchAll(CALL)) {
    const [whole, method = '', literal = ''] = match;
    // What jQuery's load() puts into a page is a piece of HTML.
    if (!wanted(method.endsWith('.load') ? literal.replace(/\.s?html?\b/i, '') : literal)) continue;
    const rest = scripts.slice(match.index + whole.length, match.index + whole.length + REACH);
    const url = resolveLink(page, jsValue(rest.replaceAll('`', '"'), names) ?? literal.replace(/\$\{[^}]*\}.*$/, ''));
    const call = url === null ? null : callOf(page, url, method, rest, names);
    if (call !== null && !calls.some((known) => known.url === call.url && known.body === call.body)) calls.push(call);
  }
  return calls;
}

function namesOf(scripts: string): Map<string, string> {
  const names = literals(scripts);
  for (const [, name = ''] of scripts.matchAll(/\b(?:this\.|that\.|self\.)?([A-Za-z]\w*)\b/g)) {
    // Services that count from 0 are told so by their page's script.
    if (PAGE_KEY.test(name)) for (const form of forms(name)) names.set(form, names.get(name) === '0' ? '0' : '1');
    else if (SIZE_KEY.test(name)) for (const form of forms(name)) names.set(form, names.get(name) ?? String(PAGE_SIZE));
  }
  return names;
}

const forms = (name: string): string[] => [name, `this.${name}`, `that.${name}`, `self.${name}`, `_this.${name}`];

const FIELDS =
  /^\s*["'`][^"'`\n]*["'`](?:\s*\+[^,;)]{1,80})?\s*,\s*\{([^{}]*)\}|\b(?:data|params|body)\s*:\s*(?:JSON\.stringify\s*\(\s*)?\{([^{}]*)\}/;

function callOf(page: Page, url: string, method: string, rest: string, names: Map<string, string>): ListRequest | null {
  const end = rest.search(/\}\s*\)|\.then\b|\n\s*\n/);
  const own = end < 0 ? rest : rest.slice(0, end + 1);
  const given = FIELDS.exec(own);
  const fields = { ...fieldsIn(given?.[1] ?? given?.[2] ?? '', names), ...aliases(own) };
  const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
  const isPost = /post/i.test(method) || /\b(?:type|method)\s*:\s*["']post/i.test(own);
  if (!isPost) {
    const address = withQuery(url, fields);
    return { url: filled(address), page: 1, headers, tentative: true, state: CALLED };
  }
  const isJson = /axios|\$http|request/.test(method) || /JSON\.stringify|application\/json/.test(own);
  return {
    url,
    method: 'POST',
    body: isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
    contentType: isJson ? 'application/json;charset=UTF-8' : 'application/x-www-form-urlencoded',
    headers,
    page: 1,
    tentative: true,
    state: CALLED,
  };
}

/** What a page's own call of a service carries: its answer is read as one, whatever the page's family. */
const CALLED = { call: true } as const;
export const isCalled = ({ state }: Pick<ListRequest, 'state'>): boolean => state?.call === true;

/** pagination.js names its parameters beside the address: `alias: {pageNumber: 'pageNum', pageSize: 'limit'}`. */
function aliases(code: string): Record<string, string> {
  const alias = (name: string) => new RegExp(`\\b${name}\\s*:\\s*["']([\\w.-]+)["']`).exec(code)?.[1];
  const [number, size] = [alias('pageNumber'), alias('pageSize')];
  const rows = /\bpageSize\s*:\s*(\d+)/.exec(code)?.[1] ?? String(PAGE_SIZE);
  return { ...(number !== undefined && { [number]: '1' }), ...(size !== undefined && { [size]: rows }) };
}

/** `&pageNo=` with nothing behind it waits for a number. */
function filled(url: string): string {
  const empty = [...new URL(url).searchParams].filter(([key, value]) => value === '' && PAGE_KEY.test(key));
  return empty.length === 0 ? url : withQuery(url, Object.fromEntries(empty.map(([key]) => [key, 1])));
}

/** Numbers that only the running page knows. */
const usual = (key: string): string | null =>
  PAGE_KEY.test(key) ? '1' : SIZE_KEY.test(key) ? String(PAGE_SIZE) : null;

/** The members of an object literal that are literals, known names or sums of them. */
function fieldsIn(members: string, names: Map<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, key = '', value = ''] of members.matchAll(
    /(?<![\w.[\]])([\w.[\]]+)["']?\s*:\s*("[^"\n]*"|'[^'\n]*'|[^,\n]+)/g,
  )) {
    const text = jsValue(value, names) ?? usual(key);
    if (text !== null) fields[key] = text;
  }
  return fields;
}
