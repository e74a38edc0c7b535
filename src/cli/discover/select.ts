import { hostsDir, loadHosts, type PortalConfig, type PortalHost } from '../../config/index.ts';
import { configuredFor } from '../../discover/configured.ts';
import { discoveries } from '../../store/discoveries.ts';
import { NoDatabaseError } from '../../store/errors.ts';
import { noPortalStates, portalStates } from '../../store/portal-states.ts';
import { openStore } from '../../store/store.ts';
import { UsageError } from '../command.ts';
import { discoverMessages } from '../messages/discover.ts';
import { asksStore, filterText, isFiltered, type PortalFilter, passes } from '../portal-filter.ts';

/**
 * The hosts that a filter lets through. Family and state of channels are known of portals that a run has found or that are configured.
 * @throws {UsageError} where none is left.
 */
export function selectHosts(
  places: { readonly from: string | null; readonly configDir: string; readonly dataDir: string },
  configured: readonly PortalConfig[],
  filter: PortalFilter,
): PortalHost[] {
  const hosts = loadHosts(places.from ?? hostsDir(places.configDir));
  const known = asksStore(filter) ? knownIn(places.dataDir) : NOTHING_KNOWN;
  const chosen = hosts.filter((host) => {
    const portal = configuredFor(host, configured);
    const { platforms, states } = known.stateOf(portal?.id ?? '');
    const found = known.platformOf.get(host.homepage);
    const all = [...platforms, ...(portal === null ? [] : [portal.platform]), ...(found === undefined ? [] : [found])];
    const { code, name, level } = host;
    return passes({ code, name, level, platforms: all, states }, filter);
  });
  if (chosen.length > 0) return chosen;
  throw new UsageError(isFiltered(filter) ? discoverMessages.noHost(filterText(filter)) : discoverMessages.emptyList);
}

interface Known {
  readonly stateOf: ReturnType<typeof portalStates>;
  /** The family that an earlier run found, by home page. */
  readonly platformOf: ReadonlyMap<string, string>;
}
const NOTHING_KNOWN: Known = { stateOf: noPortalStates, platformOf: new Map() };

function knownIn(dataDir: string): Known {
  try {
    const store = openStore(dataDir, { readonly: true });
    try {
      const found = discoveries(store).flatMap(({ homepage, platform }) =>
        platform === null ? [] : [[homepage, platform] as const],
      );
      return { stateOf: portalStates(store), platformOf: new Map(found) };
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof NoDatabaseError) return NOTHING_KNOWN;
    throw error;
  }
}
