import type { Exchange } from '../../archive/exchange.ts';

/**
 * Cookies of one run, each sent only to the host that set it. Some portals redirect to the same address until their session cookie comes
 * back; nothing is kept between runs.
 */
export class CookieJar {
  readonly #hosts = new Map<string, Map<string, string>>();

  /** The Cookie header for a URL, or null. */
  header(url: string): string | null {
    const cookies = this.#hosts.get(new URL(url).host);
    if (cookies === undefined || cookies.size === 0) return null;
    return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  store(exchange: Pick<Exchange, 'url' | 'headers'>): void {
    for (const [name, value] of exchange.headers)
      if (name === 'set-cookie') this.#set(new URL(exchange.url).host, value);
  }

  /** Takes over a cookie that a page's script has set in the browser. */
  set(url: string, name: string, value: string): void {
    this.#set(new URL(url).host, `${name}=${value}`);
  }

  #set(host: string, line: string): void {
    const [, name, value] = /^\s*([^=;\s]+)\s*=\s*([^;]*)/.exec(line) ?? [];
    if (name === undefined || value === undefined || value.length > MAX_VALUE) return;
    const cookies = this.#hosts.get(host) ?? new Map<string, string>();
    this.#hosts.set(host, cookies);
    if (/;\s*max-age\s*=\s*-?0*\s*(?:;|$)/i.test(line) || expired(line)) cookies.delete(name);
    else if (cookies.has(name) || cookies.size < MAX_COOKIES) cookies.set(name, value.trim());
  }
}

/** What browsers keep a host: enough for any session, no way to fill the memory. */
const MAX_COOKIES = 50;
const MAX_VALUE = 4096;

function expired(line: string): boolean {
  const date = Date.parse(/;\s*expires\s*=\s*([^;]+)/i.exec(line)?.[1] ?? '');
  return !Number.isNaN(date) && date < Date.now();
}
