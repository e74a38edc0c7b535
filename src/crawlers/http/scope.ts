import { createHash } from 'node:crypto';
import type { SkipReason } from '../reasons.ts';

/** Where a portal's crawl may go: anywhere under .gov.cn, and to the hosts that its config names. */
export class Scope {
  readonly #hosts: ReadonlySet<string>;

  /** `hosts`: host names, with or without port; addresses of the config's channels are added by the caller. */
  constructor(hosts: readonly string[]) {
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
  }

  /** Null where the URL may be fetched, else why not. */
  readonly refuses = (url: string): Extract<SkipReason, 'off_site' | 'unsupported_scheme'> | null => {
    if (!URL.canParse(url)) return 'unsupported_scheme';
    const { protocol, hostname: written, host } = new URL(url);
    const hostname = withoutDot(written);
    if (protocol !== 'http:' && protocol !== 'https:') return 'unsupported_scheme';
    const known =
      hostname === 'gov.cn' || hostname.endsWith('.gov.cn') || this.#hosts.has(hostname) || this.#hosts.has(host);
    return known ? null : 'off_site';
  };
}

/** `www.qx.gov.cn.` is the same host as without the dot, which says that nothing is to be put behind it. */
const withoutDot = (hostname: string): string => hostname.replace(/\.$/, '');

/** `name:port`, the port always written: what politeness counts as one host. */
export function hostOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${withoutDot(hostname)}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/**
 * One spelling for addresses that are surely the same resource: no fragment, upper-case percent escapes, no empty query, no session
 * ids. The scheme stays: a portal that answers on both is told by its bytes.
 */
export function normaliseUrl(address: string): string {
  const url = new URL(address);
  url.hash = '';
  url.username = '';
  url.password = '';
  url.pathname = url.pathname.replace(/;jsessionid=[^/;]*/gi, '').replace(/\/{2,}/g, '/');
  const href = url.href.replace(/\?$/, '').replace(/%[0-9a-f]{2}/g, (octet) => octet.toUpperCase());
  return href;
}

/** Two addresses are the same page to the reader of a list: as `normaliseUrl`, the scheme and a directory's index file left out. */
export function sameResource(address: string): string {
  const url = new URL(normaliseUrl(address));
  return `${withoutDot(url.hostname)}${url.port === '' ? '' : `:${url.port}`}${url.pathname.replace(/\/(?:index|default)\.(?:s?html?|jsp|aspx)$/i, '/')}${url.search}`;
}

/** The frontier's key of a request: equal keys are one request. */
export function requestKey(parts: {
  portal: string;
  kind: string;
  method: string;
  url: string;
  body?: string | undefined;
}): string {
  const digest = parts.body === undefined ? '' : createHash('sha256').update(parts.body).digest('hex').slice(0, 16);
  return [parts.portal, parts.kind, parts.method, sameResource(parts.url), digest].join(' ');
}
