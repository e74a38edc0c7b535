import { EventEmitter } from 'node:events';
import type PgBoss from 'pg-boss';
import { z } from 'zod';
import { loadBoss } from './packages.ts';
import type { PgValue, Postgres, Queries } from './postgres/postgres.ts';
import { BOSS_SCHEMA } from './postgres/schema.ts';

/** Each round begins here: the schedule's job, of which one a shard is made. */
const ROUND = 'round';
/** Where jobs go whose retries are used up. */
const DEAD = 'dead-shard';
const READ = 'read';
const DEAD_READ = 'dead-read';

/** Pauses of 30 s, 1, 2, 4, 8 min (with chance in them), then the job is put aside. */
const RETRIES = 5;
const FIRST_PAUSE_S = 30;
/** A reader dies with at most this many documents, which are read again. */
const READ_EXPIRES_S = 900;

/** A job as its queue gave it. */
export interface Job {
  readonly queue: string;
  readonly id: string;
}

/** What is to be done with a shard: visit its portals, or only file what readers have read. */
export const WORKS = ['crawl', 'file'] as const;
export type Work = (typeof WORKS)[number];
const shardJob = z.object({ work: z.enum(WORKS).default('crawl') });

export interface ShardJob extends Job {
  readonly work: Work;
}

/** A document that waits to be read. */
export const readJob = z.object({
  shard: z.string(),
  /** Where the record stands in the object store. */
  key: z.string(),
  offset: z.int().min(0),
  length: z.int().min(1),
  sha256: z.string(),
  hints: z.object({ name: z.exactOptional(z.string()), charset: z.exactOptional(z.string()) }),
});
export type ReadJobData = z.infer<typeof readJob>;

export interface JobsOptions {
  readonly leaseMs: number;
  /** Whether this process looks after expired jobs and the schedule; only who stays does. */
  readonly supervises: boolean;
  readonly firstPauseS?: number | undefined;
  readonly onError: (error: unknown) => void;
}

/**
 * The engine of jobs: pg-boss over our connections, a queue a shard (so that a shard has one job under way, and no job of another stands in
 * front of it), one for rounds, one for documents.
 */
export class Jobs {
  readonly #postgres: Postgres;
  readonly #boss: PgBoss;
  readonly #leaseS: number;
  readonly #firstPauseS: number;

  private constructor(postgres: Postgres, boss: PgBoss, { leaseMs, firstPauseS = FIRST_PAUSE_S }: JobsOptions) {
    this.#postgres = postgres;
    this.#boss = boss;
    this.#leaseS = Math.max(1, Math.ceil(leaseMs / 1000));
    this.#firstPauseS = firstPauseS;
  }

  static async open(postgres: Postgres, options: JobsOptions): Promise<Jobs> {
    const Boss = await loadBoss();
    const boss = new Boss({
      db: { executeSql: (text: string, values: PgValue[]) => postgres.execute(text, values) },
      schema: BOSS_SCHEMA,
      supervise: options.supervises,
      schedule: options.supervises,
      // Expired leases are noticed twice as fast as they expire.
      maintenanceIntervalSeconds: Math.max(1, Math.floor(options.leaseMs / 2000)),
    });
    if (!(boss instanceof EventEmitter)) throw new TypeError('pg-boss is not what it was');
    // Without a listener an error (PostgreSQL restarts) would end the process.
    boss.on('error', options.onError);
    await boss.start();
    const jobs = new Jobs(postgres, boss, options);
    await jobs.#makeQueues();
    return jobs;
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false }).catch(() => undefined);
  }

  /** A queue for each shard. */
  async addShards(shards: readonly string[]): Promise<void> {
    for (const name of shards)
      await this.#boss.createQueue(name, {
        name,
        policy: 'stately',
        retryLimit: RETRIES,
        retryDelay: this.#firstPauseS,
        retryBackoff: true,
        expireInSeconds: this.#leaseS,
        deadLetter: DEAD,
      });
  }

  /** A job for each of these shards that has none waiting; one that waits to file will crawl, too. Returns how many were made. */
  async queue(
    shards: readonly string[],
    work: Work = 'crawl',
    { queries = this.#postgres, afterS = 0 }: { readonly queries?: Queries; readonly afterS?: number } = {},
  ): Promise<number> {
    let made = 0;
    for (const shard of shards) {
      const startAfter = afterS > 0 ? { startAfter: afterS } : {};
      const options = { expireInSeconds: this.#leaseS, ...startAfter, ...within(queries) };
      if (await this.#isWaiting(shard, work, queries)) continue;
      if ((await this.#boss.send(shard, { work }, options)) !== null) made++;
    }
    return made;
  }

  async schedule(cron: string | null, zone: string): Promise<void> {
    if (cron === null) await this.#boss.unschedule(ROUND);
    else await this.#boss.schedule(ROUND, cron, {}, { tz: zone });
  }

  async scheduled(): Promise<string | null> {
    return (await this.#boss.getSchedules()).find(({ name }) => name === ROUND)?.cron ?? null;
  }

  /** Where a round has begun: a job for each shard. */
  async beginRound(openShards: () => Promise<readonly string[]>): Promise<number | null> {
    const [job] = await this.#boss.fetch(ROUND);
    if (job === undefined) return null;
    const made = await this.queue(await openShards());
    await this.#boss.complete(ROUND, job.id);
    return made;
  }

  /** Shards with a job that may begin, those of `preferred` (whose folders are here) first, then those that wait longest. */
  async ready(preferred: readonly string[]): Promise<string[]> {
    const sql = `SELECT name FROM ${BOSS_SCHEMA}.job JOIN nianbao.shard USING (name)
      WHERE shard.state = 'open' AND job.state < 'active' AND start_after <= now()
        AND NOT EXISTS (SELECT 1 FROM ${BOSS_SCHEMA}.job AS other WHERE other.name = job.name AND other.state = 'active')
      GROUP BY name ORDER BY name = ANY ($1) DESC, min(created_on), name`;
    return (await this.#postgres.query<{ name: string }>(sql, preferred)).map(({ name }) => name);
  }

  /** Null where somebody was faster. */
  async take(shard: string): Promise<ShardJob | null> {
    const [job] = await this.#boss.fetch<unknown>(shard);
    return job === undefined ? null : { queue: shard, id: job.id, ...shardJob.parse(job.data ?? {}) };
  }

  /** A job lives as long as its worker's lease. pg-boss 10 has no call for it. */
  async renew({ queue, id }: Job): Promise<void> {
    const sql = `UPDATE ${BOSS_SCHEMA}.job SET expire_in = now() - started_on + $3 * interval '1 second'
      WHERE name = $1 AND id = $2::uuid AND state = 'active'`;
    await this.#postgres.query(sql, queue, id, this.#leaseS);
  }

  async complete({ queue, id }: Job, queries: Queries = this.#postgres): Promise<void> {
    await this.#boss.complete(queue, id, within(queries));
  }

  /** Tried again after a pause, or put aside where that was tried often enough. */
  async fail({ queue, id }: Job, message: string): Promise<void> {
    await this.#boss.fail(queue, id, { message });
  }

  /** Somebody else works on it still: tried again soon, which is no failure. */
  async putBack({ queue, id, work }: ShardJob, afterMs: number): Promise<void> {
    await this.#postgres.transaction(async (queries) => {
      await this.#boss.complete(queue, id, within(queries));
      const startAfter = Math.max(1, Math.ceil(afterMs / 1000));
      await this.#boss.send(queue, { work }, { startAfter, expireInSeconds: this.#leaseS, ...within(queries) });
    });
  }

  /** Documents offered to readers: those that are likely to take longest first. */
  async offer(documents: readonly { readonly data: ReadJobData; readonly key: string; readonly priority: number }[]) {
    if (documents.length === 0) return;
    await this.#boss.insert(
      documents.map(({ data, key, priority }) => ({ name: READ, data, singletonKey: key, priority })),
    );
  }

  async takeDocuments(most: number): Promise<(Job & { readonly data: ReadJobData })[]> {
    const jobs = await this.#boss.fetch<unknown>(READ, { batchSize: most });
    return jobs.map(({ id, data }) => ({ queue: READ, id, data: readJob.parse(data) }));
  }

  /** A document that takes long. */
  async renewDocument({ id }: Job): Promise<void> {
    const sql = `UPDATE ${BOSS_SCHEMA}.job SET expire_in = now() - started_on + $3 * interval '1 second'
      WHERE name = $1 AND id = $2::uuid AND state = 'active'`;
    await this.#postgres.query(sql, READ, id, READ_EXPIRES_S);
  }

  /** Documents that wait, or are under way. */
  async unreadDocuments(): Promise<number> {
    return Number(await this.#boss.getQueueSize(READ, { before: 'completed' }));
  }

  async countDocuments(): Promise<number> {
    return Number(await this.#boss.getQueueSize(READ));
  }

  /** Shards with a job that waits, be it for its pause. */
  async waiting(): Promise<ReadonlySet<string>> {
    const sql = `SELECT DISTINCT name FROM ${BOSS_SCHEMA}.job JOIN nianbao.shard USING (name) WHERE job.state < 'active'`;
    return new Set((await this.#postgres.query<{ name: string }>(sql)).map(({ name }) => name));
  }

  /** Shards whose job was put aside and that have no other, with what was said last. */
  async dead(): Promise<ReadonlyMap<string, string>> {
    const sql = `SELECT DISTINCT ON (name) name, output->>'message' AS message, output->'value'->>'message' AS value
      FROM ${BOSS_SCHEMA}.job AS dead JOIN nianbao.shard USING (name) WHERE dead.state = 'failed'
        AND NOT EXISTS (SELECT 1 FROM ${BOSS_SCHEMA}.job AS other WHERE other.name = dead.name AND other.state <> 'failed'
          AND other.created_on > dead.created_on)
      ORDER BY name, completed_on DESC`;
    const rows = await this.#postgres.query<{ name: string; message: string | null; value: string | null }>(sql);
    return new Map(rows.map(({ name, message, value }) => [name, message ?? value ?? '']));
  }

  /** Jobs of shards that are not done: waiting, and under way; but for these shards. */
  async unfinished(without: readonly string[] = []): Promise<number> {
    const sql = `SELECT count(*)::int AS n FROM ${BOSS_SCHEMA}.job WHERE state <= 'active'
      AND (name IN (SELECT name FROM nianbao.shard WHERE shard.state = 'open') OR name = $1) AND NOT name = ANY ($2)`;
    return (await this.#postgres.query<{ n: number }>(sql, ROUND, without))[0]?.n ?? 0;
  }

  async #isWaiting(shard: string, work: Work, queries: Queries): Promise<boolean> {
    const waiting = `FROM ${BOSS_SCHEMA}.job WHERE name = $1 AND state < 'active'`;
    const [job] = await queries.query<{ id: string }>(`SELECT id ${waiting} LIMIT 1`, shard);
    if (job !== undefined && work === 'crawl')
      await queries.query(
        `UPDATE ${BOSS_SCHEMA}.job SET data = '{"work":"crawl"}', start_after = now() WHERE data->>'work' = 'file' AND id IN (SELECT id ${waiting})`,
        shard,
      );
    return job !== undefined;
  }

  async #makeQueues(): Promise<void> {
    for (const name of [DEAD, DEAD_READ, ROUND]) await this.#boss.createQueue(name, { name, policy: 'standard' });
    await this.#boss.createQueue(READ, {
      name: READ,
      policy: 'short',
      retryLimit: 2,
      retryDelay: this.#firstPauseS,
      retryBackoff: true,
      expireInSeconds: READ_EXPIRES_S,
      deadLetter: DEAD_READ,
    });
  }
}

/** What pg-boss sends, in the caller's transaction. */
const within = (queries: Queries): { db: PgBoss.Db } => ({
  db: {
    executeSql: async (text: string, values: PgValue[]) => ({ rows: await queries.query<never>(text, ...values) }),
  },
});
