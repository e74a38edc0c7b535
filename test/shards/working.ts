import { adHocPortals, DEFAULTS } from '../../src/config/index.ts';
import type { PortalToCrawl } from '../../src/crawlers/crawl.ts';
import { AddressPolicy } from '../../src/crawlers/http/address.ts';
import { Jobs } from '../../src/shards/jobs.ts';
import { initShards } from '../../src/shards/manage/init.ts';
import { placedPortals } from '../../src/shards/plan/loads.ts';
import { Postgres } from '../../src/shards/postgres/postgres.ts';
import { Readings } from '../../src/shards/reading/readings.ts';
import { FolderStore } from '../../src/shards/store/folder-store.ts';
import type { WorkerEvent, WorkerOptions } from '../../src/shards/worker/options.ts';
import { runWorker, type WorkerSummary } from '../../src/shards/worker/worker.ts';
import { workers } from '../support/workers.ts';

/** Shards of portals, and what works on them in this process. */
export interface TestShards {
  readonly postgres: Postgres;
  readonly jobs: Jobs;
  readonly portals: readonly PortalToCrawl[];
  /** What the workers have said so far. */
  readonly said: readonly WorkerEvent[];
  /** One worker, until no job is left. */
  work(options: Pick<WorkerOptions, 'dataRoot' | 'store'> & Partial<WorkerOptions>): Promise<WorkerSummary>;
  close(): Promise<void>;
}

/** The portals' channels by their addresses, in so many shards of an empty database. */
export async function testShards(url: string, channels: readonly string[], count: number): Promise<TestShards> {
  const portals = channels.flatMap((channel, index) =>
    adHocPortals([channel]).map((config) => ({
      config: { ...config, id: `p${index + 1}` },
      settings: { ...DEFAULTS, delay: 0, concurrency: 4, retries: 1, browser: 'never' as const },
    })),
  );
  const postgres = await Postgres.open(url);
  const jobs = await Jobs.open(postgres, {
    leaseMs: 60_000,
    supervises: false,
    firstPauseS: 1,
    onError: () => undefined,
  });
  const shards = await initShards(postgres, placedPortals(portals, null), count);
  const names = shards.map(({ name }) => name);
  await jobs.addShards(names);
  await jobs.queue(names);
  const said: WorkerEvent[] = [];
  return {
    postgres,
    jobs,
    portals,
    said,
    work: (options) =>
      runWorker({
        postgres,
        jobs,
        name: 'w1',
        leaseMs: 600_000,
        mode: 'visit',
        years: { from: null, to: null },
        budget: {},
        leavesReading: false,
        portals: new Map(portals.map((portal) => [portal.config.id, portal])),
        crawl: {
          addresses: new AddressPolicy(['127.0.0.0/8']),
          userAgent: 'nianbao/test',
          parallel: 8,
          firstBackOffMs: 20,
        },
        hook: null,
        command: 'nianbao worker',
        pool: workers,
        readings: new Readings(options.store ?? new FolderStore(options.dataRoot)),
        untilDone: true,
        signal: new AbortController().signal,
        say: (event) => {
          said.push(event);
        },
        ...options,
      }),
    close: async () => {
      await jobs.close();
      await postgres.close();
    },
  };
}
