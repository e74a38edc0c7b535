import type { Queries } from './postgres/postgres.ts';

/** Names of all shards, in order. */
export async function shardNames(queries: Queries, state: 'open' | 'any' = 'open'): Promise<string[]> {
  const sql = `SELECT name FROM nianbao.shard WHERE $1 = 'any' OR state = $1 ORDER BY name`;
  return (await queries.query<{ name: string }>(sql, state)).map(({ name }) => name);
}

/** Ids of the portals of a shard, in order. */
export async function portalsOf(queries: Queries, shard: string): Promise<string[]> {
  const sql = 'SELECT id FROM nianbao.portal WHERE shard = $1 ORDER BY id';
  return (await queries.query<{ id: string }>(sql, shard)).map(({ id }) => id);
}

/** Which of these hosts belong to another shard; what belongs to none is taken for this one. */
export async function foreignHosts(queries: Queries, shard: string, hosts: readonly string[]): Promise<Set<string>> {
  await queries.query(
    'INSERT INTO nianbao.host (name, shard) SELECT name, $1 FROM unnest($2::text[]) AS name ON CONFLICT (name) DO NOTHING',
    shard,
    hosts,
  );
  const sql = 'SELECT name FROM nianbao.host WHERE name = ANY ($2) AND shard <> $1';
  return new Set((await queries.query<{ name: string }>(sql, shard, hosts)).map(({ name }) => name));
}

/** Keys of the snapshots that shards begin with next. */
export async function neededSnapshots(queries: Queries): Promise<string[]> {
  const sql = "SELECT manifest->'database'->>'key' AS key FROM nianbao.shard WHERE manifest IS NOT NULL";
  return (await queries.query<{ key: string }>(sql)).map(({ key }) => key);
}
