import { readEnvironment } from '../../config/environment.ts';
import type { CliOptions } from '../command.ts';
import { UsageError } from '../command.ts';
import { workerMessages } from '../messages/worker.ts';

/** Where the shards are: `--postgres`, else `NIANBAO_POSTGRES`. @throws UsageError */
export function postgresAddress(options: CliOptions): string {
  const given = postgresIfGiven(options);
  if (given === null) throw new UsageError(workerMessages.needsPostgres);
  return given;
}

export const postgresIfGiven = (options: CliOptions): string | null =>
  typeof options.postgres === 'string' ? options.postgres : readEnvironment().postgres;

/** `--store`, else `NIANBAO_STORE`; null: none. */
export const storeAddress = (options: CliOptions): string | null =>
  typeof options.store === 'string' ? options.store : readEnvironment().objectStore;
