import { Jobs } from './jobs.ts';
import { Postgres } from './postgres/postgres.ts';
import { readShards, type ShardsState } from './status.ts';

/** What the machines do, for whoever shows it. */
export interface SharedWorkReader {
  readonly read: () => Promise<ShardsState>;
  close(): Promise<void>;
}

/** Connects to the database that the machines share. @throws where it cannot be used. */
export async function openSharedWork(url: string): Promise<SharedWorkReader> {
  const postgres = await Postgres.open(url);
  const jobs = await Jobs.open(postgres, { leaseMs: 60_000, supervises: false, onError: () => undefined });
  return {
    read: () => readShards(postgres, jobs),
    close: async () => {
      await jobs.close();
      await postgres.close();
    },
  };
}
