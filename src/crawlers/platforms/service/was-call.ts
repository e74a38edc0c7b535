import type { ListRequest, Page } from '../dialect.ts';
import { decodeEntities, queryOf, resolveLink, withQuery } from '../page/links.ts';

/** The search engine's own address, in a script or link. */
const CALL = /(?<![\w.:/-])((?:https?:)?[\w.:/-]{0,300}\/was5\/web\/search\?[^"'\s<>]*)/i;
/** 福建's portals ask the engine through a gateway of theirs: a form with the engine's parameters, answered in JSON. */
export const GATEWAY = /\/fjdzapp\/(?:search|data)\b/i;

/** The first request of a page's script; the address is often put together: `"…&prepage=" + pageSize + "&page=" + n`. */
export function searchCall(page: Page): ListRequest | null {
  const match = CALL.exec(page.text);
  if (match === null) return null;
  const url = resolveLink(page, decodeEntities(assembled(page.text, match)));
  return url === null ? null : { url: firstPage(url), page: 1, headers: { Referer: page.url } };
}

/** `+ name` or `+ "text"` after a string; a value in front may be cut off by its quote. */
const PIECE = /^["']?\s*\+\s*(?:["']([^"'<>\n]*)|([A-Za-z_$][\w$.]*(?:\([^()]*\))?))/;

function assembled(code: string, match: RegExpExecArray): string {
  let url = match[1] ?? '';
  let rest = code.slice(match.index + match[0].length, match.index + match[0].length + 600);
  for (let piece = PIECE.exec(rest); piece !== null; piece = PIECE.exec(rest)) {
    url += piece[1] ?? literalOf(code, piece[2] ?? '');
    rest = rest.slice(piece[0].length);
  }
  return url;
}

/** What a name stands for where the script says it in so many words. */
function literalOf(code: string, name: string): string {
  if (!/^[\w$]+$/.test(name)) return '';
  const set = new RegExp(`\\b${name.replace(/\$/g, '\\$')}\\s*=\\s*(?:"([^"\\n]*)"|'([^'\\n]*)'|(\\d+))`).exec(code);
  return set?.[1] ?? set?.[2] ?? set?.[3] ?? '';
}

/** Page 1; a size that only the running script knows is left to the server. */
function firstPage(url: string): string {
  const unknown = ['prepage', 'perpage', 'random', '_'].filter((name) => queryOf(url, name) === '');
  return withQuery(url, { ...Object.fromEntries(unknown.map((name) => [name, null])), page: 1 });
}

const FIELDS = ['channelid', 'sortfield', 'classsql', 'classcol', 'classnum', 'classsort', 'cache', 'templet'];
/** What the portals' own scripts ask for at most. */
const ROWS = 75;

const GATEWAY_ADDRESS = new RegExp(`["']((?:https?:)?[\\w.:/-]*${GATEWAY.source}[^"'\\s<>]*)`, 'i');

/**
 * The gateway's form from the parameters in the page's script; null where the script does not name channel and query. The gateway's address
 * may stand in a script that all lists of the portal load: the parameters there are names.
 */
export function gatewayCall(page: Page): ListRequest | null {
  const address = (GATEWAY_ADDRESS.exec(page.text) ?? GATEWAY_ADDRESS.exec(page.scripts))?.[1];
  const url = resolveLink(page, decodeEntities(address ?? ''));
  if (url === null) return null;
  const form = new URLSearchParams();
  for (const name of FIELDS) {
    const value = queryOf(url, name) ?? member(page.text, name);
    if (value !== undefined && value !== '') form.set(name, value);
  }
  const channel = member(page.text, 'chnlid');
  if (!form.has('classsql') && channel !== undefined) form.set('classsql', `chnlid=${channel}`);
  if (!form.has('channelid') || !form.has('classsql')) return null;
  form.set('page', '1');
  form.set('prepage', String(ROWS));
  const headers = { Referer: page.url, 'X-Requested-With': 'XMLHttpRequest' };
  if (/\/data\b/i.test(url)) return { url: withQuery(url, Object.fromEntries(form)), page: 1, headers };
  const contentType = 'application/x-www-form-urlencoded; charset=UTF-8';
  return { url, method: 'POST', body: form.toString(), contentType, page: 1, headers };
}

function member(code: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}["']?\\s*[:=]\\s*(?:"([^"\\n]*)"|'([^'\\n]*)'|([\\w.-]+))`, 'i').exec(code);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
