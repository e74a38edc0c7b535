import { groupByHost, type HostGroup } from '../plan/groups.ts';
import type { Load, PlacedPortal } from '../plan/load.ts';
import type { Queries } from '../postgres/postgres.ts';

/** Where everything is, as PostgreSQL knows it. */
export interface Placement {
  /** Open shards by name, with what they carry. */
  readonly shards: ReadonlyMap<string, Load>;
  readonly portals: ReadonlyMap<string, { readonly shard: string; readonly load: Load }>;
  /** The shard of each host. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Hosts that a portal was led to and that another shard has, by portal. */
  readonly wanted: ReadonlyMap<string, readonly string[]>;
}

interface PortalRow {
  readonly id: string;
  readonly shard: string;
  readonly rows: number;
  readonly pace_ms: number;
}

export async function readPlacement(queries: Queries): Promise<Placement> {
  const portals = await queries.query<PortalRow>(
    'SELECT id, shard, rows::float8, pace_ms::float8 FROM nianbao.portal ORDER BY id',
  );
  const open = await queries.query<{ name: string }>(
    "SELECT name FROM nianbao.shard WHERE state = 'open' ORDER BY name",
  );
  const hosts = await queries.query<{ name: string; shard: string }>('SELECT name, shard FROM nianbao.host');
  const wishes = await queries.query<{ portal: string; host: string }>('SELECT portal, host FROM nianbao.wanted_host');
  const shards = new Map<string, Load>(open.map(({ name }) => [name, { rows: 0, paceMs: 0 }]));
  for (const { shard, rows, pace_ms } of portals) {
    const load = shards.get(shard);
    if (load !== undefined) shards.set(shard, { rows: load.rows + rows, paceMs: load.paceMs + pace_ms });
  }
  const wanted = new Map<string, string[]>();
  for (const { portal, host } of wishes) wanted.set(portal, [...(wanted.get(portal) ?? []), host]);
  return {
    shards,
    portals: new Map(portals.map(({ id, shard, rows, pace_ms }) => [id, { shard, load: { rows, paceMs: pace_ms } }])),
    hosts: new Map(hosts.map(({ name, shard }) => [name, shard])),
    wanted,
  };
}

/** Portals that have to be together, by the hosts that they are configured with and those that they were led to. */
export function groupsOf(configured: readonly PlacedPortal[], { portals, wanted }: Placement): HostGroup[] {
  return groupByHost(
    configured.map(({ id, hosts, load }) => ({
      id,
      hosts: [...new Set([...hosts, ...(wanted.get(id) ?? [])])],
      load: portals.get(id)?.load ?? load,
    })),
  );
}

/** Puts portals and hosts into a shard, wherever they were. */
export async function place(
  queries: Queries,
  shard: string,
  group: Pick<HostGroup, 'portals' | 'hosts'>,
): Promise<void> {
  await queries.query('UPDATE nianbao.portal SET shard = $1 WHERE id = ANY ($2)', shard, group.portals);
  await queries.query(
    `INSERT INTO nianbao.host (name, shard) SELECT name, $1 FROM unnest($2::text[]) AS name
     ON CONFLICT (name) DO UPDATE SET shard = excluded.shard`,
    shard,
    group.hosts,
  );
  await queries.query(
    'DELETE FROM nianbao.wanted_host WHERE portal = ANY ($1) AND host = ANY ($2)',
    group.portals,
    group.hosts,
  );
}

/** Hosts that pages led to are whose asks first again: nobody knows which of a shard's portals needed them. */
export async function releaseMetHosts(queries: Queries, shards: readonly string[]): Promise<void> {
  await queries.query('DELETE FROM nianbao.host WHERE is_met AND shard = ANY ($1)', shards);
}

/** The sums that are kept with the shards. */
export async function sumUp(queries: Queries): Promise<void> {
  await queries.query(
    `UPDATE nianbao.shard SET (rows, pace_ms) = (SELECT coalesce(sum(portal.rows), 0), coalesce(sum(portal.pace_ms), 0)
       FROM nianbao.portal WHERE portal.shard = shard.name)`,
  );
}
