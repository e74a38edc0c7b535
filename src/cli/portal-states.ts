import type { PortalConfig } from '../config/index.ts';
import { NoDatabaseError } from '../store/errors.ts';
import { noPortalStates, type PortalState, portalStates } from '../store/portal-states.ts';
import { openStore } from '../store/store.ts';
import { UsageError } from './command.ts';
import { filterMessages } from './messages/portal-filter.ts';
import { asksStore, filterText, isFiltered, type PortalFilter, passes } from './portal-filter.ts';

/** What the last visits found of each portal; where nothing was crawled yet, of none. */
function statesIn(dataDir: string): (portalId: string) => PortalState {
  try {
    const store = openStore(dataDir, { readonly: true });
    try {
      return portalStates(store);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof NoDatabaseError) return noPortalStates;
    throw error;
  }
}

/**
 * The configured portals that a filter lets through; the database is opened only where the filter asks for it.
 * @throws {UsageError} where none is left.
 */
export function filterConfigured(
  portals: readonly PortalConfig[],
  filter: PortalFilter,
  dataDir: string,
): readonly PortalConfig[] {
  if (!isFiltered(filter)) return portals;
  const stateOf = asksStore(filter) ? statesIn(dataDir) : noPortalStates;
  const left = portals.filter(({ id, code, name, platform }) => {
    const { platforms, states } = stateOf(id);
    return passes({ code, name, platforms: [...platforms, platform], states }, filter);
  });
  if (left.length === 0) throw new UsageError(filterMessages.nonePasses(filterText(filter)));
  return left;
}
