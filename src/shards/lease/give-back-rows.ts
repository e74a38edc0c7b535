import type { Queries } from '../postgres/postgres.ts';
import type { Manifest } from '../store/manifest.ts';
import type { LeftOver } from '../worker/left-over.ts';
import { type Lease, LeaseLostError } from './lease.ts';

/** What a lease came to. */
export interface LeaseEnd {
  readonly outcome: 'done' | 'budget' | 'failures' | 'interrupted' | 'network' | 'error' | 'busy';
  /** In English, as stored; null where there is nothing to say. */
  readonly message: string | null;
  readonly left: LeftOver | null;
  readonly requests: number;
  readonly failed: number;
  readonly documents: number;
  readonly reportsNew: number;
  /** The shard in the store; null: as it was. */
  readonly manifest: Manifest | null;
}

/**
 * Gives a shard back, in the caller's transaction: only while the lease is still ours by PostgreSQL's clock.
 * @throws LeaseLostError
 */
export async function giveBack(queries: Queries, { shard, generation, worker }: Lease, end: LeaseEnd): Promise<void> {
  const { outcome, message, left, manifest } = end;
  const sql = `UPDATE nianbao.shard SET worker = NULL, lease_until = NULL, ended_at = now(), outcome = $4, message = $5,
      left_requests = coalesce($6, left_requests), left_portals = coalesce($7, left_portals),
      left_documents = coalesce($8, left_documents), failed_requests = coalesce($9, failed_requests),
      manifest = coalesce($10::jsonb, manifest), manifest_generation = coalesce($11, manifest_generation)
    WHERE name = $1 AND generation = $2 AND worker = $3 AND lease_until > now() RETURNING name`;
  const rows = await queries.query(
    sql,
    shard,
    generation,
    worker,
    outcome,
    message,
    left?.requests ?? null,
    left?.portals ?? null,
    left?.documents ?? null,
    left?.failed ?? null,
    manifest === null ? null : JSON.stringify(manifest),
    manifest?.generation ?? null,
  );
  if (rows.length === 0) throw new LeaseLostError(shard);
  await queries.query(
    `UPDATE nianbao.visit SET ended_at = now(), outcome = $3, requests = $4, failed = $5, documents = $6, reports_new = $7
     WHERE shard = $1 AND generation = $2`,
    shard,
    generation,
    outcome,
    end.requests,
    end.failed,
    end.documents,
    end.reportsNew,
  );
}

/** The folder's name, so that no other one is taken for it. @throws LeaseLostError */
export async function noteFolder(queries: Queries, { shard, generation }: Lease, folder: string): Promise<void> {
  const sql = `UPDATE nianbao.shard SET folder = $3 WHERE name = $1 AND generation = $2 AND lease_until > now()
    AND (folder IS NULL OR folder = $3) RETURNING name`;
  if ((await queries.query(sql, shard, generation, folder)).length === 0) throw new LeaseLostError(shard);
}
