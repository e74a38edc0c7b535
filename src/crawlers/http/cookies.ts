import { Cookie, CookieJar as ToughJar } from 'tough-cookie';
import type { Exchange } from '../../archive/exchange.ts';

/**
 * Cookies of one run, as browsers keep them (RFC 6265: domain, path, expiry). Some portals redirect to the same address until their session
 * cookie comes back; nothing is kept between runs.
 */
export class CookieJar {
  // Hosts on test networks have names that are no public ones.
  readonly #jar = new ToughJar(undefined, { allowSpecialUseDomain: true });
  /** Which cookies a host has set. */
  readonly #names = new Map<string, Set<string>>();

  /** The Cookie header for a URL, or null. */
  header(url: string): string | null {
    const line = this.#jar.getCookieStringSync(url);
    return line === '' ? null : line;
  }

  store(exchange: Pick<Exchange, 'url' | 'headers'>): void {
    for (const [name, value] of exchange.headers) if (name === 'set-cookie') this.#set(exchange.url, value);
  }

  /** Takes over a cookie that a page's script has set in the browser. */
  set(url: string, name: string, value: string): void {
    this.#set(url, `${name}=${value}; Path=/`);
  }

  #set(url: string, line: string): void {
    const cookie = line.length > LONGEST ? undefined : Cookie.parse(line);
    if (cookie === undefined || !this.#hasRoom(new URL(url).host, `${cookie.domain} ${cookie.path} ${cookie.key}`))
      return;
    // A cookie for somebody else's domain is refused as browsers do it, in silence.
    this.#jar.setCookieSync(cookie, url, { ignoreError: true });
  }

  #hasRoom(host: string, name: string): boolean {
    const names = this.#names.get(host) ?? new Set<string>();
    this.#names.set(host, names);
    if (names.size < MOST_NAMES) names.add(name);
    return names.has(name);
  }
}

/** What browsers keep a host and a cookie: enough for any session, no way to fill the memory. */
const MOST_NAMES = 50;
const LONGEST = 4096;
