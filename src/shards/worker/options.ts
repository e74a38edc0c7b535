import type { YearRange } from '../../config/index.ts';
import type { Budget, CrawlEvent, PortalToCrawl } from '../../crawlers/crawl.ts';
import type { CrawlWorkers, RunOptions } from '../../crawlers/run.ts';
import type { Recovery } from '../../store/recovery.ts';
import type { PutAside } from '../folder/prepare.ts';
import type { Jobs } from '../jobs.ts';
import type { LeaseEnd } from '../lease/give-back-rows.ts';
import type { Postgres } from '../postgres/postgres.ts';
import type { Readings } from '../reading/readings.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** What a worker tells of itself; each with the shard that it is about. */
export type WorkerEvent =
  | { readonly kind: 'leased'; readonly shard: string; readonly generation: number; readonly portals: number }
  | { readonly kind: 'unknown_portals'; readonly shard: string; readonly portals: readonly string[] }
  | { readonly kind: 'moved_portals'; readonly shard: string; readonly portals: readonly string[] }
  | { readonly kind: 'fetching'; readonly shard: string; readonly files: number; readonly bytes: number }
  | { readonly kind: 'upgrading'; readonly shard: string; readonly path: string; readonly bytes: number }
  | { readonly kind: 'put_aside'; readonly shard: string; readonly moved: PutAside }
  | { readonly kind: 'request'; readonly shard: string; readonly event: CrawlEvent }
  | { readonly kind: 'recovered'; readonly shard: string; readonly files: readonly Recovery[] }
  | { readonly kind: 'offered'; readonly shard: string; readonly documents: number }
  | { readonly kind: 'given_back'; readonly shard: string; readonly end: LeaseEnd }
  | { readonly kind: 'lost'; readonly shard: string }
  | { readonly kind: 'busy'; readonly shard: string; readonly message: string }
  | { readonly kind: 'elsewhere'; readonly shard: string; readonly message: string }
  | { readonly kind: 'failed'; readonly shard: string; readonly message: string }
  | { readonly kind: 'postgres_gone'; readonly shard: string | null; readonly message: string }
  | { readonly kind: 'postgres_back'; readonly shard: string | null }
  | { readonly kind: 'read'; readonly shard: string; readonly name: string; readonly ms: number }
  | { readonly kind: 'unread'; readonly shard: string; readonly name: string; readonly message: string }
  | { readonly kind: 'round'; readonly shards: number };

export const WORKER_MODES = ['nightly', 'backfill', 'visit'] as const;
/** How shards are crawled: as nights, as a backfill, or everything that there is each time. */
export type WorkerMode = (typeof WORKER_MODES)[number];

export interface WorkerOptions {
  readonly postgres: Postgres;
  readonly jobs: Jobs;
  /** Its name; no other worker that lives has it. */
  readonly name: string;
  readonly dataRoot: string;
  /** Null: the folders below the root are the shards. */
  readonly store: ObjectStore | null;
  readonly leaseMs: number;
  readonly mode: WorkerMode;
  readonly years: YearRange;
  /** Of one lease. */
  readonly budget: Budget;
  /** Whether documents that take long are left to readers. */
  readonly leavesReading: boolean;
  /** All that are configured here, by id. */
  readonly portals: ReadonlyMap<string, PortalToCrawl>;
  /** How a crawl goes out. */
  readonly crawl: Pick<RunOptions, 'addresses' | 'userAgent' | 'parallel' | 'limits' | 'warcBytes' | 'firstBackOffMs'>;
  readonly hook: string | null;
  /** The command line, for `nianbao runs`. */
  readonly command: string;
  /** Processes that read files, shared by all leases. */
  readonly pool: CrawlWorkers;
  /** What was read already, by this or another worker. */
  readonly readings: Readings;
  /** Ends once no job is left, instead of waiting for more. */
  readonly untilDone: boolean;
  readonly signal: AbortSignal;
  readonly say: (event: WorkerEvent) => void;
}
