import { withoutUserInfo } from '../../../vocabulary/user-info.ts';
import type { Page } from '../dialect.ts';
import type { PageElement } from './dom.ts';
import { withQueryIn } from './query-charset.ts';

const bases = new WeakMap<Page, string>();

/** The address that relative links stand against: `<base href>` where the page has one. */
export function baseOf(page: Page): string {
  const known = bases.get(page);
  if (known !== undefined) return known;
  const href = page.$('base[href]').first().attr('href')?.trim();
  const base = (href && absolute(href, page.url)) || page.url;
  bases.set(page, base);
  return base;
}

/** `href` as an absolute address without fragment; null for scripts, mail, anchors in the page and what is no address. */
export function resolveLink(page: Page, href: string | undefined): string | null {
  const text = decodeEntities((href ?? '').replace(/[\t\n\r]/g, '').trim());
  if (text === '' || /^(?:#|javascript:|mailto:|tel:|data:|about:|blob:)/i.test(text)) return null;
  const url = absolute(withQueryIn(page.charset, text), baseOf(page));
  return url === null ? null : inSchemeOf(page.url, url);
}

/**
 * Editors paste links with the scheme of their day: `https:` on a host that only speaks http, `http:` on one that redirects. The scheme
 * under which the host gave this page works for its other pages.
 */
function inSchemeOf(page: string, link: string): string {
  const own = new URL(page);
  const url = new URL(link);
  if (url.host === own.host) url.protocol = own.protocol;
  return url.href;
}

function absolute(href: string, base: string): string | null {
  try {
    const url = new URL(href, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    url.hash = '';
    return withoutUserInfo(url.href);
  } catch {
    return null;
  }
}

/** Scripts and CDATA are not decoded by the HTML parser, and some pages encode twice: `&amp;amp;`. */
export function decodeEntities(text: string): string {
  return text
    .replace(/&(?:amp;)+/gi, '&')
    .replace(/&#x2f;|&#47;/gi, '/')
    .replace(/&quot;|&#34;/gi, '"')
    .replace(/&#39;|&apos;/gi, "'");
}

/** `window.open('…')`, `location.href = "…"`, `location.replace('…')` in a handler or script: the address in it. */
const SCRIPT_TARGET =
  /(?:window\.open|location\.(?:replace|assign)|openurl|goto\w{0,40})\s*\(\s*["']([^"']+)["']|location(?:\.href)?\s*=\s*["']([^"']+)["']/i;

/** Handlers of the site's own (`openInfo('/zwgk/t1.html')`): a quoted address of a page. */
const QUOTED_PAGE = /["'](?=[\w.:-]{0,200}\/)([\w./:-]{1,1000}\.(?:s?html?|jhtml)(?:\?[^"'\s]{0,1000})?)["']/i;

/** `openUrl('L25iLzAuaHRtbA==')`: an address in base64, for the function to decode. */
const CODED_ARGUMENT = /\(\s*["']([A-Za-z0-9+/]{8,1000}={0,2})["']/;

function scriptTarget(code: string | undefined): string | undefined {
  const coded = codedAddress(CODED_ARGUMENT.exec(code ?? '')?.[1] ?? '');
  if (coded !== null) return coded;
  const match = SCRIPT_TARGET.exec(code ?? '');
  return match?.[1] ?? match?.[2] ?? QUOTED_PAGE.exec(code ?? '')?.[1];
}

/** Whole bytes of base64 that say an address; by chance no word does. */
function codedAddress(code: string): string | null {
  if (code.length % 4 !== 0) return null;
  const text = Buffer.from(code, 'base64').toString('latin1');
  return /^(?:https?:\/\/|\.{0,2}\/)[\x21-\x7e]{3,}$/.test(text) ? text : null;
}

/** Where a link leads: `href`, or what its click handler or data attribute says. */
export function linkTarget(page: Page, link: PageElement): string | null {
  const { attribs } = link;
  return (
    resolveLink(page, attribs.href) ??
    resolveLink(page, scriptTarget(attribs.onclick) ?? scriptTarget(attribs.href)) ??
    resolveLink(page, attribs['data-href'] ?? attribs['data-url'])
  );
}

/** An address with these query parameters set; `null` removes one. The order of the others stays. */
export function withQuery(url: string, parameters: Readonly<Record<string, string | number | null>>): string {
  const result = new URL(url);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) result.searchParams.delete(name);
    else result.searchParams.set(name, String(value));
  }
  return result.href;
}

/** A query parameter by name, whatever its case. */
export function queryOf(url: string, name: string): string | null {
  for (const [key, value] of new URL(url).searchParams) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
}
