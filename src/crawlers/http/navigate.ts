import { type Exchange, header } from '../../archive/exchange.ts';
import { type DecodedText, decode } from '../../extract/charset.ts';
import type { Confirmable } from '../../store/captures.ts';
import { withoutUserInfo } from '../../vocabulary/user-info.ts';
import { type Challenge, findChallenge, showsMuch } from './challenge.ts';
import type { CookieJar } from './cookies.ts';
import { FetchError } from './errors.ts';
import type { Fetcher } from './fetch.ts';
import { type FetchFailure, statusFailure, truncationFailure } from './fetch-failure.ts';
import type { RobotsVerdict } from './robots.ts';
import { hostOf, type Scope } from './scope.ts';
import { LONGEST_SHELL, shellTarget } from './script-redirect.ts';

/** More hops than any portal needs; the limit of browsers is 20. */
const MOST_HOPS = 10;

/** What a navigation needs of the run around it. */
export interface NavigationContext {
  readonly fetcher: Pick<Fetcher, 'fetch'>;
  readonly cookies: CookieJar;
  readonly scope: Scope;
  readonly legacyTls: boolean;
  /** Waits until a further request to the host is polite. */
  waitTurn(host: string): Promise<void>;
  robots(url: string): Promise<RobotsVerdict>;
  /** The capture that a conditional request can confirm. */
  confirmable(url: string): Confirmable | null;
}

export interface Target {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | undefined;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** All hops from a request to the answer that counts. */
export interface NavigationResult {
  readonly exchanges: readonly Exchange[];
  /** Null: the last exchange is a usable answer (2xx, or 304 with `confirms`). */
  readonly failure: FetchFailure | null;
  readonly challenge: Challenge | null;
  /** For a 304: what it confirms. */
  readonly confirms: Confirmable | null;
}

/** Asks for a URL and follows where it leads: redirects, meta refresh, script shells; each hop an exchange of its own. */
export async function navigate(target: Target, navigation: NavigationContext): Promise<NavigationResult> {
  const exchanges: Exchange[] = [];
  const visited = new Set<string>();
  const stop = (failure: FetchFailure): NavigationResult => ({ exchanges, failure, challenge: null, confirms: null });
  let at: Target = target;
  for (;;) {
    const refused = exchanges.length > 0 ? await hopFailure(at.url, navigation) : outside(at.url, navigation);
    if (refused !== null) return stop(refused);
    const cookie = navigation.cookies.header(at.url);
    const step = `${at.method ?? 'GET'} ${at.url} ${cookie ?? ''}`;
    if (visited.has(step))
      return stop({ code: 'redirect_loop', message: `redirected in a circle to ${at.url}`, retry: false });
    if (visited.size > MOST_HOPS)
      return stop({ code: 'redirect_loop', message: `more than ${MOST_HOPS} redirects`, retry: false });
    visited.add(step);

    const confirmable = (at.method ?? 'GET') === 'GET' ? navigation.confirmable(at.url) : null;
    try {
      exchanges.push(...(await ask(at, confirmable, navigation)));
    } catch (error) {
      if (error instanceof FetchError) return stop(hopError(error, exchanges.length));
      throw error;
    }
    const exchange = exchanges.at(-1);
    if (exchange === undefined) throw new Error('a request without an exchange');
    const next = leadsTo(exchange);
    if (next === null) return arrived(exchanges, exchange, confirmable);
    at = redirected(at, exchange, next);
  }
}

/** One hop. Some servers choke on a condition, since what they sent as a validator is none to them: asked once more without it. */
async function ask(at: Target, confirmable: Confirmable | null, navigation: NavigationContext): Promise<Exchange[]> {
  const once = async (condition: Confirmable | null): Promise<Exchange> => {
    const cookie = navigation.cookies.header(at.url);
    const exchange = await navigation.fetcher.fetch(asFetchRequest(at, cookie, condition, navigation.legacyTls));
    navigation.cookies.store(exchange);
    return exchange;
  };
  const first = await once(confirmable);
  if (confirmable === null || first.status < 400 || SAYS_ENOUGH.has(first.status)) return [first];
  await navigation.waitTurn(hostOf(at.url));
  return [first, await once(null)];
}

/** Statuses that no condition has brought about: the page is gone, or we are too fast. */
const SAYS_ENOUGH = new Set([404, 410, 429, 503]);

/** A private address is `redirect_off_site` only where we were sent there. */
function hopError(error: FetchError, hop: number): FetchFailure {
  const code = error.failure === 'redirect_off_site' && hop === 0 ? 'unreachable' : error.failure;
  return { code, message: error.message, retry: error.retry };
}

/** Nothing outside of the portal is asked for, whoever named it. */
function outside(url: string, { scope }: NavigationContext, how = 'sent'): FetchFailure | null {
  const refused = scope.refuses(url);
  return refused === null
    ? null
    : { code: 'redirect_off_site', message: `${how} to ${url} (${refused})`, retry: false };
}

async function hopFailure(url: string, navigation: NavigationContext): Promise<FetchFailure | null> {
  const refused = outside(url, navigation, 'redirected');
  if (refused !== null) return refused;
  const verdict = await navigation.robots(url);
  if (verdict.unavailable !== null) return verdict.unavailable;
  if (!verdict.allowed)
    return { code: 'robots', message: `redirected to ${url}, which robots.txt disallows`, retry: false };
  await navigation.waitTurn(hostOf(url));
  return null;
}

function asFetchRequest(at: Target, cookie: string | null, confirmable: Confirmable | null, legacyTls: boolean) {
  return {
    url: at.url,
    method: at.method ?? 'GET',
    legacyTls,
    headers: {
      ...at.headers,
      ...(cookie !== null && { Cookie: cookie }),
      ...(confirmable?.etag != null && { 'If-None-Match': confirmable.etag }),
      ...(isHttpDate(confirmable?.lastModified) && { 'If-Modified-Since': confirmable.lastModified }),
    },
    ...(at.body !== undefined && { body: Buffer.from(at.body, 'utf8') }),
  };
}

/** RFC 9110, 5.6.7, in the form that all servers of today send. Java's `Date.toString()` is none, and servers fail on it. */
function isHttpDate(value: string | null | undefined): value is string {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value ?? '');
}

function arrived(
  exchanges: readonly Exchange[],
  exchange: Exchange,
  confirmable: Confirmable | null,
): NavigationResult {
  if (exchange.status === 304 && confirmable !== null)
    return { exchanges, failure: null, challenge: null, confirms: confirmable };
  const mayChallenge = exchange.payload.length <= LARGEST_CHALLENGE && isText(exchange) && !showsMuch(exchange);
  const challenge = mayChallenge ? findChallenge(exchange, textOf(exchange)) : null;
  const failure =
    challenge !== null
      ? ({ code: 'refused', message: `a challenge page: ${challenge.name}`, retry: false } as const)
      : (statusFailure(exchange) ?? truncationFailure(exchange));
  return { exchanges, failure, challenge, confirms: null };
}

/** The largest known has 220 kB; a page of more is decoded where it is taken apart. */
const LARGEST_CHALLENGE = 2 * 1024 * 1024;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The absolute address that a redirect names; null for all other answers. */
export function redirectTarget(exchange: Exchange): string | null {
  const location = header(exchange, 'location');
  return location === null || !REDIRECTS.has(exchange.status) ? null : resolve(rawHref(location), exchange.url);
}

/** The absolute address that an answer sends us to; null where it is the answer. */
function leadsTo(exchange: Exchange): string | null {
  if (REDIRECTS.has(exchange.status)) return redirectTarget(exchange);
  if (exchange.status !== 200 || exchange.payload.length > 2 * LONGEST_SHELL || !isText(exchange)) return null;
  const target = shellTarget(textOf(exchange), header(exchange, 'refresh'));
  const url = target === null ? null : resolve(target, exchange.url);
  return url === null || url === exchange.url ? null : url;
}

/** Location headers hold raw UTF-8 or GBK bytes, here as latin-1: the server understands those same bytes, percent-encoded. */
function rawHref(location: string): string {
  return location.trim().replace(/[\x7f-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function resolve(href: string, base: string): string | null {
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  url.hash = '';
  return withoutUserInfo(url.href);
}

/** By 303 always, and by 301 and 302 as all browsers do it, a POST becomes a GET. */
function redirected(from: Target, exchange: Exchange, url: string): Target {
  const keep = exchange.status === 307 || exchange.status === 308;
  return keep ? { ...from, url } : { url, headers: { Referer: exchange.url } };
}

export function isText(exchange: Exchange): boolean {
  const type = header(exchange, 'content-type') ?? '';
  if (/text\/|html|json|xml|javascript/i.test(type))
    return !/^(?:%PDF|PK\x03\x04|\xd0\xcf\x11\xe0)/.test(exchange.payload.toString('latin1', 0, 4));
  return /^\s*(?:<|\{|\[)/.test(exchange.payload.toString('latin1', 0, 256).replace(/^\xef\xbb\xbf/, ''));
}

const decodings = new WeakMap<Exchange, DecodedText>();

/** The decoded body, and the charset that it came in. */
export function decodedOf(exchange: Exchange): DecodedText {
  const known = decodings.get(exchange);
  if (known !== undefined) return known;
  const type = header(exchange, 'content-type');
  const decoded = decode(exchange.payload, type === null ? {} : { header: type });
  decodings.set(exchange, decoded);
  return decoded;
}

/** The first so many bytes of the body as text. */
export function startOf(exchange: Exchange, bytes: number): string {
  if (exchange.payload.length <= bytes) return textOf(exchange);
  const type = header(exchange, 'content-type');
  return decode(exchange.payload.subarray(0, bytes), type === null ? {} : { header: type }).text;
}

export const textOf = (exchange: Exchange): string => decodedOf(exchange).text;
