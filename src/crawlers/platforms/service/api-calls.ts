import type { ListRequest, Page } from '../dialect.ts';
import { resolveLink, withQuery } from '../page/links.ts';
import { PAGE_KEY } from '../paging/page-names.ts';
import { inlineScripts } from '../paging/script-pager.ts';
import { jsValue, literals } from './js-value.ts';

/** `$.ajax({url: "…"`, `axios.get("…"`, `fetch("…"`, or the address alone as `url: "…"`. */
const CALL =
  /(?:(\$\.(?:get|post|getJSON|ajax)|axios(?:\.(?:get|post))?|fetch|\$http(?:\.(?:get|post))?|\$axios(?:\.\$?(?:get|post))?|request(?:\.(?:get|post))?)\s*\(\s*(?:\{[^{}]{0,300}?\burl\s*:\s*)?|\burl\s*:\s*)(?=["'`]([^"'`\n]{2,300})["'`])/g;
const LISTS = /\.json\b|api|list|query|page|search|article|content|info|news|data|find|get/i;
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
  const names = namesOf(scripts);
  const calls: ListRequest[] = [];
  for (const match of scripts.matchAll(CALL)) {
    const [whole, method = '', literal = ''] = match;
    if (!wanted(literal)) continue;
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
    if (PAGE_KEY.test(name)) for (const form of forms(name)) names.set(form, '1');
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
  const fields = fieldsIn(given?.[1] ?? given?.[2] ?? '', names);
  const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
  const isPost = /post/i.test(method) || /\b(?:type|method)\s*:\s*["']post/i.test(own);
  if (!isPost) {
    const address = withQuery(url, fields);
    return { url: filled(address), page: 1, headers, tentative: true };
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
  };
}

/** `&pageNo=` with nothing behind it waits for a number. */
function filled(url: string): string {
  const empty = [...new URL(url).searchParams].filter(([key, value]) => value === '' && PAGE_KEY.test(key));
  return empty.length === 0 ? url : withQuery(url, Object.fromEntries(empty.map(([key]) => [key, 1])));
}

/** The members of an object literal that are literals, known names or sums of them. */
function fieldsIn(members: string, names: Map<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, key = '', value = ''] of members.matchAll(
    /(?<![\w.[\]])([\w.[\]]+)["']?\s*:\s*("[^"\n]*"|'[^'\n]*'|[^,\n]+)/g,
  )) {
    const text = jsValue(value, names);
    if (text !== null) fields[key] = text;
  }
  return fields;
}
