import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Addresses that a public page has no business sending us to (IANA special-purpose registries). IPv6 forms that carry an IPv4
 * address are unwrapped first and judged by that.
 */
const V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
const V6: readonly (readonly [string, number])[] = [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
];

const PRIVATE = new BlockList();
for (const [net, bits] of V4) PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of V6) PRIVATE.addSubnet(net, bits, 'ipv6');

/** Whether a literal address (no brackets) is loopback, private, link-local, reserved or multicast. */
export function isPrivateAddress(address: string): boolean {
  const ip = address.replace(/%.*$/s, '');
  if (!isIPv6(ip)) return PRIVATE.check(ip, 'ipv4');
  const inner = embeddedIpv4(ip);
  return PRIVATE.check(ip, 'ipv6') || (inner !== null && PRIVATE.check(inner, 'ipv4'));
}

/** The IPv4 address inside of a mapped, compatible, NAT64 (64:ff9b::/96) or 6to4 (2002::/16) address; else null. */
function embeddedIpv4(ip: string): string | null {
  const words = ipv6Words(ip);
  if (words === null) return null;
  const [a = 0, b = 0, c = 0] = words;
  const head = words.slice(0, 5).every((word) => word === 0);
  const mapped = head && (words[5] === 0xffff || words[5] === 0);
  const nat64 = a === 0x64 && b === 0xff9b && words.slice(2, 6).every((word) => word === 0);
  if (mapped || nat64) return dotted(words[6] ?? 0, words[7] ?? 0);
  return a === 0x2002 ? dotted(b, c) : null;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight 16-bit words; the URL parser brings every spelling into one. */
function ipv6Words(ip: string): number[] | null {
  if (!URL.canParse(`http://[${ip}]`)) return null;
  const plain = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [left = '', right] = plain.split('::');
  const words = (part: string) =>
    part
      .split(':')
      .filter(Boolean)
      .map((word) => Number.parseInt(word, 16));
  const start = words(left);
  if (right === undefined) return start;
  const end = words(right);
  return [...start, ...new Array<number>(8 - start.length - end.length).fill(0), ...end];
}

/** A private address that nobody allowed. */
export class PrivateAddressError extends Error {
  constructor(host: string, address: string) {
    const where = host === address ? host : `${host} (${address})`;
    super(`${where} is a private address; if you mean it, pass --allow-private ${host}`);
    this.name = 'PrivateAddressError';
  }
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Which private hosts a run may visit: addresses, networks (`10.1.0.0/16`) or host names, as given on the command line. */
export class AddressPolicy {
  readonly #networks = new BlockList();
  readonly #names = new Set<string>();

  /** Throws a RangeError that names an entry that is neither. */
  constructor(allowed: readonly string[] = []) {
    for (const entry of allowed) this.#allow(entry.trim().toLowerCase());
  }

  #allow(entry: string): void {
    const [address = '', bits] = entry.replace(/[[\]]/g, '').split('/');
    const version = isIP(address);
    if (version === 0) {
      if (!/^[\w.-]+$/.test(entry)) throw new RangeError(`not an address, network or host name: ${entry}`);
      this.#names.add(entry);
      return;
    }
    const family = version === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) this.#networks.addAddress(address, family);
    else this.#networks.addSubnet(address, Number(bits), family);
  }

  /** Whether a connection to `address`, reached under the name `host`, may be made. */
  permits(host: string, address: string): boolean {
    if (!isPrivateAddress(address)) return true;
    return this.#names.has(host) || this.#networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }

  /** Throws `PrivateAddressError` for a URL whose host is a literal address that is not permitted. */
  checkLiteral(url: URL): void {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !this.permits(host, host)) throw new PrivateAddressError(host, host);
  }

  /** For `http.request`: resolves a name and drops what is not permitted, at connect time, so that DNS cannot change in between. */
  readonly lookup = (
    host: string,
    options: { all?: boolean; family?: number | string },
    callback: LookupCallback,
  ): void => {
    dnsLookup(host, { family: 0, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const good = addresses.filter(({ address }) => this.permits(host, address));
      const first = good[0];
      if (first === undefined) return callback(new PrivateAddressError(host, addresses[0]?.address ?? host), []);
      if (options.all) return callback(null, good);
      callback(null, first.address, first.family);
    });
  };
}
