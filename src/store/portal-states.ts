import type { Store } from './store.ts';

/** A channel of which no visit has come to an end. */
export const NOT_READ = 'unread';

/** What became of a channel's list in its last visit. */
export type ChannelState = 'complete' | 'incomplete' | 'unknown' | typeof NOT_READ;

/** What the last visits tell of a portal, as far as portals are chosen by it. */
export interface PortalState {
  /** The families of its channels. */
  readonly platforms: readonly string[];
  readonly states: readonly ChannelState[];
}

const UNKNOWN_PORTAL: PortalState = { platforms: [], states: [NOT_READ] };

/** Every portal of the database, by id; one that was never visited has a channel that was not read. */
export function portalStates(store: Store): (portalId: string) => PortalState {
  const rows = store.all<{ id: string; platform: string | null; state: ChannelState }>(
    `SELECT DISTINCT portal.id, coalesce(channel.platform, portal.platform) AS platform,
            coalesce(channel.completeness, '${NOT_READ}') AS state
       FROM portal LEFT JOIN channel ON channel.portal_id = portal.id`,
  );
  const found = new Map<string, { platforms: Set<string>; states: Set<ChannelState> }>();
  for (const { id, platform, state } of rows) {
    const known = found.get(id) ?? { platforms: new Set(), states: new Set() };
    if (platform !== null) known.platforms.add(platform);
    known.states.add(state);
    found.set(id, known);
  }
  return (portalId) => {
    const known = found.get(portalId);
    return known === undefined ? UNKNOWN_PORTAL : { platforms: [...known.platforms], states: [...known.states] };
  };
}

/** The same where there is no database yet. */
export const noPortalStates = (): PortalState => UNKNOWN_PORTAL;

export interface KnownPortal extends PortalState {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

/** The portals of the database, in order. */
export function knownPortals(store: Store): KnownPortal[] {
  const stateOf = portalStates(store);
  const rows = store.all<{ id: string; name: string; code: string | null }>(
    'SELECT id, name, code FROM portal ORDER BY id',
  );
  return rows.map((row) => ({ ...row, ...stateOf(row.id) }));
}
