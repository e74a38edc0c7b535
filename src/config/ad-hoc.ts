import { hasUserInfo } from '../vocabulary/user-info.ts';
import { addressFault, httpAddress } from './address.ts';
import { ConfigError } from './error.ts';
import { configMessages } from './messages.ts';
import type { PortalConfig } from './portal.ts';

/**
 * A portal made from a channel's address alone. Its id is the host's name, so that two channels of one host are one portal.
 * @throws {ConfigError} where it is no http or https address.
 */
export function adHocPortal(url: string): PortalConfig {
  const parsed = httpAddress(url);
  if (parsed === null) {
    throw new ConfigError([{ file: url, line: null, key: '', message: addressFault(url) }]);
  }
  if (hasUserInfo(url))
    throw new ConfigError([{ file: parsed.host, line: null, key: '', message: configMessages.userInfo }]);
  return {
    id: idOfHost(parsed.host),
    name: parsed.host,
    code: null,
    channels: [{ url, title: null, organ: null, platform: null, sure: null }],
    entry: null,
    platform: 'auto',
    organ: null,
    delay: null,
    concurrency: null,
    years: null,
    include: [],
    exclude: [],
    floor: 0,
    legacyTls: false,
    browser: null,
    // Somebody typed this host: it is wanted, under .gov.cn or not.
    hosts: [parsed.host],
    verified: 'never',
    sure: null,
    note: null,
    file: null,
  };
}

/** `adHocPortal` of each address; addresses of one host are channels of one portal. */
export function adHocPortals(urls: readonly string[]): PortalConfig[] {
  const byId = new Map<string, PortalConfig>();
  for (const portal of urls.map(adHocPortal)) {
    const earlier = byId.get(portal.id);
    byId.set(portal.id, earlier ? { ...portal, channels: [...earlier.channels, ...portal.channels] } : portal);
  }
  return [...byId.values()];
}

const idOfHost = (host: string): string =>
  host
    .replace(/^www\./u, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
