import type { PortalConfig, PortalHost } from '../config/index.ts';
import { addressOf } from '../probe/search/near.ts';

/** The configured portal that a host is of: one with its address; of several on one host the one with its code. */
export function configuredFor(
  { homepage, alternatives, code }: PortalHost,
  configured: readonly PortalConfig[],
): PortalConfig | null {
  const addresses = new Set([homepage, ...alternatives].map(addressOf));
  const there = configured.filter(({ entry, channels }) =>
    [...(entry === null ? [] : [entry]), ...channels.map(({ url }) => url)].some((url) =>
      addresses.has(addressOf(url)),
    ),
  );
  return there.find((portal) => portal.code === code) ?? (there.length === 1 ? (there[0] ?? null) : null);
}
