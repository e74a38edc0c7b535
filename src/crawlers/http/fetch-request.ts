/** What to ask for. The URL is absolute, http or https. */
export interface FetchRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  /** Further headers; names as they should go out. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Accept old protocol versions, weak ciphers and bad certificates: only where a portal's config says so. */
  readonly legacyTls?: boolean;
}

const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8';

/** All headers in the order in which they are sent; a request's own replace the usual ones of the same name. */
export function requestHeaders(request: FetchRequest, url: URL, userAgent: string): [string, string][] {
  const headers = new Map<string, [string, string]>();
  const set = (name: string, value: string) => headers.set(name.toLowerCase(), [name, headerValue(value)]);
  set('Host', url.host);
  set('User-Agent', userAgent);
  set('Accept', ACCEPT);
  set('Accept-Language', 'zh-CN,zh;q=0.9,en;q=0.5');
  set('Accept-Encoding', 'gzip, deflate, br');
  for (const [name, value] of Object.entries(request.headers ?? {})) set(name, value);
  if (request.body !== undefined) set('Content-Length', String(request.body.length));
  set('Connection', 'keep-alive');
  return [...headers.values()];
}

/** A header may not hold line breaks, nor characters beyond latin-1: those go out percent-encoded, as in a Referer. */
function headerValue(value: string): string {
  return value.replace(/[\r\n]+/g, ' ').replace(/[^\x20-\x7e\t]+/g, (text) => encodeURIComponent(text));
}

/** The exact bytes of the request line and headers. */
export function requestHead(method: string, url: URL, headers: readonly (readonly [string, string])[]): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines}\r\n`, 'latin1');
}
