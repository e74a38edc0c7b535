import type { Queries } from '../postgres/postgres.ts';
import { type Manifest, manifestSchema } from '../store/manifest.ts';

/** A shard at the moment when it was leased. */
export interface LeaseRow {
  readonly generation: number;
  /** The data folder that it is; null: nobody has begun it. */
  readonly folder: string | null;
  /** The shard whose folder it begins with; null: none. */
  readonly parent: string | null;
  readonly manifest: Manifest | null;
  /** Milliseconds since the lease before ended, or would have; null: there was none. */
  readonly idleMs: number | null;
}

interface Taken {
  readonly generation: string;
  readonly folder: string | null;
  readonly parent: string | null;
  readonly manifest: unknown;
  readonly idle_ms: number | null;
}

/** In one statement: who comes second finds the generation gone on. */
const TAKE = `WITH before AS (SELECT name, greatest(ended_at, lease_until) AS ended FROM nianbao.shard WHERE name = $1 FOR UPDATE),
taken AS (
  UPDATE nianbao.shard SET generation = generation + 1, worker = $2, leased_at = now(),
    lease_until = now() + $3 * interval '1 millisecond', outcome = NULL, message = NULL
  FROM before WHERE shard.name = before.name AND state = 'open' AND (worker IS NULL OR lease_until < now())
  RETURNING shard.name, generation, folder, parent, manifest, (extract(epoch FROM now() - before.ended) * 1000)::float8 AS idle_ms
), noted AS (
  INSERT INTO nianbao.visit (shard, generation, worker, work, began_at) SELECT name, generation, $2, $4, now() FROM taken
)
SELECT generation, folder, parent, manifest, idle_ms FROM taken`;

export async function takeLease(
  queries: Queries,
  { shard, worker, lengthMs, work }: { shard: string; worker: string; lengthMs: number; work: string },
): Promise<LeaseRow | null> {
  const [row] = await queries.query<Taken>(TAKE, shard, worker, lengthMs, work);
  if (row === undefined) return null;
  return {
    generation: Number(row.generation),
    folder: row.folder,
    parent: row.parent,
    manifest: row.manifest === null ? null : manifestSchema.parse(row.manifest),
    idleMs: row.idle_ms,
  };
}

/** False where it is somebody else's by now, or has run out. */
export async function renewLease(
  queries: Queries,
  { shard, worker, generation, lengthMs }: { shard: string; worker: string; generation: number; lengthMs: number },
): Promise<boolean> {
  const sql = `UPDATE nianbao.shard SET lease_until = now() + $4 * interval '1 millisecond'
    WHERE name = $1 AND worker = $2 AND generation = $3 AND lease_until > now() RETURNING name`;
  return (await queries.query(sql, shard, worker, generation, lengthMs)).length > 0;
}

/** The shard that a host belongs to; one that belongs to none is taken for this one. Null where the lease is over. */
export async function whoseHost(
  queries: Queries,
  { shard, generation, host }: { shard: string; generation: number; host: string },
): Promise<string | null> {
  const sql = `INSERT INTO nianbao.host (name, shard, is_met) SELECT $3, name, true FROM nianbao.shard
    WHERE name = $1 AND generation = $2 AND lease_until > now() ON CONFLICT (name) DO NOTHING`;
  await queries.query(sql, shard, generation, host);
  const [row] = await queries.query<{ shard: string }>('SELECT shard FROM nianbao.host WHERE name = $1', host);
  return row?.shard ?? null;
}

/** A portal needs a host of another shard. */
export async function wantHost(queries: Queries, portal: string, host: string): Promise<void> {
  const sql = 'INSERT INTO nianbao.wanted_host (portal, host) VALUES ($1, $2) ON CONFLICT DO NOTHING';
  await queries.query(sql, portal, host);
}
