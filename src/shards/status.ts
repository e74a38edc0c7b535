import type { Jobs } from './jobs.ts';
import type { Queries } from './postgres/postgres.ts';

/** A shard as whoever looks after it sees it. Moments in ISO 8601. */
export interface ShardState {
  readonly shard: string;
  /** `crawling`, `waiting` for a worker, `idle` until the next round, `cut_off` (its lease has run out), `failed` for good, `retired`. */
  readonly state: 'crawling' | 'waiting' | 'idle' | 'cut_off' | 'failed' | 'retired';
  readonly portals: number;
  readonly hosts: number;
  /** Reports that it is thought to have. */
  readonly rows: number;
  readonly worker: string | null;
  readonly since: string | null;
  readonly generation: number;
  /** What the last lease came to. */
  readonly outcome: string | null;
  readonly message: string | null;
  /** Null: nobody has begun it. */
  readonly left_requests: number | null;
  readonly left_portals: number | null;
  readonly left_documents: number | null;
  readonly failed_requests: number | null;
}

export interface WorkerState {
  readonly worker: string;
  readonly kind: 'crawl' | 'read';
  readonly machine: string;
  readonly shard: string | null;
  readonly portal: string | null;
  readonly requests: number;
  readonly failed: number;
  readonly documents: number;
  readonly since: string;
  /** Seconds since it was seen. */
  readonly silent_s: number;
}

export interface ShardsState {
  readonly shards: readonly ShardState[];
  /** Those that were seen in the last day and have not ended. */
  readonly workers: readonly WorkerState[];
  /** Portals that need a host of another shard. */
  readonly parted: readonly { readonly portal: string; readonly host: string }[];
  readonly totals: {
    readonly portals: number;
    readonly hosts: number;
    readonly left_requests: number;
    readonly left_documents: number;
    readonly failed_requests: number;
    /** Documents that readers were offered and have not read. */
    readonly offered: number;
  };
  readonly rates: {
    /** Over the leases that ended in the last day, all workers together; null where none did. */
    readonly requests_per_minute: number | null;
    readonly documents_per_minute: number | null;
    /** Until what is left is asked for at this rate, minutes; null where nobody can tell. */
    readonly minutes_left: number | null;
  };
  /** The schedule of rounds, as cron writes it; null: none. */
  readonly schedule: string | null;
}

interface ShardRow {
  readonly name: string;
  readonly state: 'open' | 'retired';
  readonly worker: string | null;
  readonly leased_at: Date | null;
  readonly is_over: boolean | null;
  readonly ended_at: Date | null;
  readonly generation: string;
  readonly outcome: string | null;
  readonly message: string | null;
  readonly left_requests: string | null;
  readonly left_portals: string | null;
  readonly left_documents: string | null;
  readonly failed_requests: string | null;
  readonly portals: string;
  readonly hosts: string;
  readonly rows: string;
}

const SHARDS = `SELECT shard.*, lease_until < now() AS is_over,
    (SELECT count(*) FROM nianbao.portal WHERE portal.shard = shard.name) AS portals,
    (SELECT count(*) FROM nianbao.host WHERE host.shard = shard.name) AS hosts
  FROM nianbao.shard ORDER BY name`;

const WORKERS = `SELECT name AS worker, kind, machine, shard, portal, requests::float8, failed::float8, documents::float8,
    started_at, extract(epoch FROM now() - seen_at)::float8 AS silent_s
  FROM nianbao.worker WHERE ended_at IS NULL AND seen_at > now() - interval '1 day' ORDER BY kind, name`;

/** Everything that `shards status` and the morning want to know. */
export async function readShards(queries: Queries, jobs: Jobs): Promise<ShardsState> {
  const [rows, workers, parted, offered, schedule] = await Promise.all([
    queries.query<ShardRow>(SHARDS),
    queries.query<Omit<WorkerState, 'since'> & { started_at: Date }>(WORKERS),
    queries.query<{ portal: string; host: string }>(
      `SELECT portal, wanted_host.host FROM nianbao.wanted_host JOIN nianbao.portal ON portal.id = portal
       JOIN nianbao.host ON host.name = wanted_host.host WHERE host.shard <> portal.shard ORDER BY portal, wanted_host.host`,
    ),
    jobs.countDocuments(),
    jobs.scheduled(),
  ]);
  const [waiting, dead] = await Promise.all([jobs.waiting(), jobs.dead()]);
  const shards = rows.map((row) =>
    asState(row, { isWaiting: waiting.has(row.name), dead: dead.get(row.name) ?? null }),
  );
  const sum = (pick: (shard: ShardState) => number | null): number =>
    shards.reduce((total, shard) => total + (pick(shard) ?? 0), 0);
  const left = sum(({ left_requests }) => left_requests);
  return {
    shards,
    workers: workers.map(({ started_at, ...worker }) => ({ ...worker, since: started_at.toISOString() })),
    parted,
    totals: {
      portals: sum(({ portals }) => portals),
      hosts: sum(({ hosts }) => hosts),
      left_requests: left,
      left_documents: sum(({ left_documents }) => left_documents),
      failed_requests: sum(({ failed_requests }) => failed_requests),
      offered,
    },
    // A shard that nobody has begun has a page for each row, and some more.
    rates: await ratesOf(
      queries,
      left + sum((shard) => (shard.left_requests === null && shard.state !== 'retired' ? shard.rows : 0)),
    ),
    schedule,
  };
}

function asState(row: ShardRow, { isWaiting, dead }: { isWaiting: boolean; dead: string | null }): ShardState {
  const number = (text: string | null): number | null => (text === null ? null : Number(text));
  const state = stateOf(row, isWaiting, dead !== null || row.outcome === 'error');
  return {
    shard: row.name,
    state,
    portals: Number(row.portals),
    hosts: Number(row.hosts),
    rows: Number(row.rows),
    worker: row.worker,
    since: (row.worker === null ? row.ended_at : row.leased_at)?.toISOString() ?? null,
    generation: Number(row.generation),
    outcome: row.outcome,
    message: state === 'failed' ? (dead ?? row.message) : row.message,
    left_requests: number(row.left_requests),
    left_portals: number(row.left_portals),
    left_documents: number(row.left_documents),
    failed_requests: number(row.failed_requests),
  };
}

function stateOf({ state, worker, is_over }: ShardRow, isWaiting: boolean, isDead: boolean): ShardState['state'] {
  if (state === 'retired') return 'retired';
  if (worker !== null) return is_over === true ? 'cut_off' : 'crawling';
  if (isWaiting) return 'waiting';
  return isDead ? 'failed' : 'idle';
}

const RATES = `SELECT sum(requests)::float8 AS requests, sum(documents)::float8 AS documents,
    (extract(epoch FROM max(ended_at) - min(began_at)) / 60)::float8 AS minutes
  FROM nianbao.visit WHERE ended_at > now() - interval '1 day'`;

async function ratesOf(queries: Queries, left: number): Promise<ShardsState['rates']> {
  const [row] = await queries.query<{ requests: number | null; documents: number | null; minutes: number | null }>(
    RATES,
  );
  const per = (count: number | null | undefined): number | null => {
    const minutes = row?.minutes ?? 0;
    return count === null || count === undefined || minutes <= 0 ? null : count / minutes;
  };
  const [requests, documents] = [per(row?.requests), per(row?.documents)];
  const minutes = left === 0 ? 0 : requests === null || requests === 0 ? null : left / requests;
  return { requests_per_minute: requests, documents_per_minute: documents, minutes_left: minutes };
}
