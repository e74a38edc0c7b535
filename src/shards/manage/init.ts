import { shardMessages } from '../messages.ts';
import { spread } from '../plan/balance.ts';
import { groupByHost, type HostGroup } from '../plan/groups.ts';
import { type Load, NO_LOAD, type PlacedPortal, plus } from '../plan/load.ts';
import type { Postgres, Queries } from '../postgres/postgres.ts';

/** What was asked for cannot be done with the shards as they are. */
export class ShardsError extends Error {
  readonly exitCode = 2;
  constructor(message: string) {
    super(message);
    this.name = 'ShardsError';
  }
}

/** A shard as it is planned. */
export interface PlannedShard {
  readonly name: string;
  readonly portals: readonly string[];
  readonly hosts: readonly string[];
  readonly load: Load;
}

/** `shard-001`, by its number from 1. */
export const shardName = (number: number): string => `shard-${String(number).padStart(3, '0')}`;

/** Portals to shards by host, balanced by rows and by time at the hosts' pace; no more shards than groups of hosts. */
export function planShards(portals: readonly PlacedPortal[], count: number): PlannedShard[] {
  const groups = groupByHost(portals);
  const bins = Array.from({ length: Math.min(count, groups.length) }, () => NO_LOAD);
  const places = spread(groups, bins);
  return bins.map((_, index) =>
    asShard(
      shardName(index + 1),
      groups.filter((__, at) => places[at] === index),
    ),
  );
}

function asShard(name: string, groups: readonly HostGroup[]): PlannedShard {
  return {
    name,
    portals: groups.flatMap((group) => group.portals),
    hosts: groups.flatMap((group) => group.hosts),
    load: groups.map(({ load }) => load).reduce(plus, NO_LOAD),
  };
}

/** Makes the shards. @throws ShardsError where there are some already. */
export async function initShards(
  postgres: Postgres,
  portals: readonly PlacedPortal[],
  count: number,
): Promise<PlannedShard[]> {
  if (portals.length === 0) throw new ShardsError(shardMessages.noPortals);
  const shards = planShards(portals, count);
  const loads = new Map(portals.map(({ id, load }) => [id, load]));
  await postgres.transaction(async (queries) => {
    await queries.query('LOCK TABLE nianbao.shard IN SHARE ROW EXCLUSIVE MODE');
    const [row] = await queries.query<{ n: number }>('SELECT count(*)::int AS n FROM nianbao.shard');
    if (row !== undefined && row.n > 0) throw new ShardsError(shardMessages.begunAlready(row.n));
    for (const shard of shards) await addShard(queries, shard, loads);
  });
  return shards;
}

async function addShard(
  queries: Queries,
  { name, portals, hosts, load }: PlannedShard,
  loads: ReadonlyMap<string, Load>,
): Promise<void> {
  await queries.query(
    'INSERT INTO nianbao.shard (name, rows, pace_ms) VALUES ($1, $2, $3)',
    name,
    load.rows,
    load.paceMs,
  );
  await queries.query(
    'INSERT INTO nianbao.portal (id, shard, rows, pace_ms) SELECT id, $1, rows, pace_ms FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS t (id, rows, pace_ms)',
    name,
    portals,
    portals.map((id) => loads.get(id)?.rows ?? 0),
    portals.map((id) => loads.get(id)?.paceMs ?? 0),
  );
  await queries.query(
    'INSERT INTO nianbao.host (name, shard) SELECT name, $1 FROM unnest($2::text[]) AS name',
    name,
    hosts,
  );
}
