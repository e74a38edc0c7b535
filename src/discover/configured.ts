import type { PortalConfig, PortalHost } from '../config/index.ts';
import { addressOf } from '../probe/search/near.ts';

type ByAddress = ReadonlyMap<string, ReadonlySet<PortalConfig>>;

/** Thousands of hosts are looked up among thousands of portals: each configuration is gone through once. */
const known = new WeakMap<readonly PortalConfig[], ByAddress>();

function byAddress(configured: readonly PortalConfig[]): ByAddress {
  const before = known.get(configured);
  if (before !== undefined) return before;
  const portals = new Map<string, Set<PortalConfig>>();
  for (const portal of configured) {
    const { entry, channels } = portal;
    for (const url of [...(entry === null ? [] : [entry]), ...channels.map((channel) => channel.url)]) {
      const there = portals.get(addressOf(url)) ?? new Set();
      portals.set(addressOf(url), there.add(portal));
    }
  }
  known.set(configured, portals);
  return portals;
}

/** The configured portal that a host is of: one with its address; of several on one host the one with its code. */
export function configuredFor(
  { homepage, alternatives, code }: PortalHost,
  configured: readonly PortalConfig[],
): PortalConfig | null {
  const portals = byAddress(configured);
  const there = new Set([homepage, ...alternatives].flatMap((url) => [...(portals.get(addressOf(url)) ?? [])]));
  const [only, ...others] = there;
  return [...there].find((portal) => portal.code === code) ?? (others.length === 0 ? (only ?? null) : null);
}
