import { setTimeout as sleep } from 'node:timers/promises';
import type { Postgres, Queries } from '../postgres/postgres.ts';

/** A shard that a worker has, so that nothing of it is moved. */
export interface BusyShard {
  readonly shard: string;
  readonly worker: string;
}

const LOOK_MS = 1000;

/**
 * Does something to shards that nobody works on, in one transaction in which nobody can lease them. With `wait` it waits until they are free.
 * Returns what was done, or which one a worker has.
 */
export async function whileFree<T>(
  postgres: Postgres,
  shards: readonly string[],
  work: (queries: Queries) => Promise<T>,
  { wait, signal }: { readonly wait: boolean; readonly signal: AbortSignal },
): Promise<{ readonly done: T } | { readonly busy: BusyShard }> {
  for (;;) {
    const result = await postgres.transaction(async (queries) => {
      // In order of their names, so that two who want the same do not wait for each other.
      const rows = await queries.query<{ name: string; worker: string | null; over: boolean | null }>(
        `SELECT name, worker, lease_until < now() AS over FROM nianbao.shard WHERE name = ANY ($1) ORDER BY name FOR UPDATE`,
        shards,
      );
      const held = rows.find(({ worker, over }) => worker !== null && over !== true);
      if (held !== undefined) return { busy: { shard: held.name, worker: held.worker ?? '' } };
      // Whoever had it and was cut off must not come back to it.
      await queries.query(
        'UPDATE nianbao.shard SET generation = generation + 1, ended_at = greatest(ended_at, lease_until), worker = NULL, lease_until = NULL WHERE name = ANY ($1) AND worker IS NOT NULL',
        shards,
      );
      return { done: await work(queries) };
    });
    if ('done' in result || !wait || signal.aborted) return result;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
