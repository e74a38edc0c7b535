import type { Command } from 'commander';
import type { ShardsState } from '../shards/status.ts';
import { NoDatabaseError } from '../store/errors.ts';
import { openStore, type Store } from '../store/store.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { parseNumber } from './crawl/select.ts';
import { dataFolder } from './data-folder.ts';
import { commonMessages } from './messages/common.ts';
import { statusMessages } from './messages/status.ts';
import { workerMessages } from './messages/worker.ts';
import { localTime } from './runs.ts';
import { summaryLines } from './shards/print.ts';
import { postgresIfGiven } from './shards/shared.ts';
import { type Complaint, complaints } from './status/check.ts';
import { readMorning } from './status/morning.ts';
import { printMorning } from './status/print.ts';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = statusMessages;
    command
      .option('--data <dir>', commonMessages.data)
      .option('--config <dir>', commonMessages.config)
      .option('--postgres <url>', workerMessages.postgres)
      .option('--nights <n>', m.nights, '7')
      .option('--check', m.check, false)
      .option('--max-age <hours>', m.maxAge, '36')
      .option('--min-nights <n>', m.minNights, '3')
      .option('--json', m.json, false);
    helpAfter(command, m.about, ['nianbao status', 'nianbao status --check --max-age 30', 'nianbao status --json']);
  },

  async run(_args, options, io): Promise<ExitCode> {
    const nights = parseNumber('--nights', options.nights, 1, 366) ?? 7;
    const maxAge = parseNumber('--max-age', options.maxAge, 1, 10_000) ?? 36;
    const minNights = parseNumber('--min-nights', options.minNights, 0, 10_000) ?? 3;
    const shards = await askShards(options);
    const store = openUnless(shards, dataFolder(options));
    if (store === null) return tellShards(shards, options, io);
    try {
      const now = new Date();
      const morning = readMorning(store, now.toISOString().slice(0, 10), nights);
      const found = [...complaints(morning, { maxAge, minNights }, now.getTime()), ...shardComplaints(shards)];
      if (options.json === true)
        io.out(`${JSON.stringify({ ...morning, ...(shards !== null && { shared: shards }), complaints: found })}\n`);
      else if (options.check === true) {
        const last = morning.runs[0];
        const well = statusMessages.well(last === undefined ? '' : localTime(last.started_at));
        io.out(`${found.length === 0 ? well : found.map(({ text }) => text).join('; ')}\n`);
      } else {
        printMorning(morning, options, io);
        tellShards(shards, options, io);
      }
      if (options.check !== true) return EXIT.ok;
      return found.reduce<ExitCode>((most, { code }) => (code > most ? code : most), EXIT.ok);
    } finally {
      store.close();
    }
  },
};

/** What the machines do, where there are several; null where one does all. */
async function askShards(options: CliOptions): Promise<ShardsState | null> {
  const address = postgresIfGiven(options);
  if (address === null) return null;
  const { openSharedWork } = await import('../shards/shared-work.ts');
  const shared = await openSharedWork(address);
  try {
    return await shared.read();
  } finally {
    await shared.close();
  }
}

/** A machine that only looks after the others need not have a corpus of its own. */
function openUnless(shards: ShardsState | null, dataDir: string): Store | null {
  try {
    return openStore(dataDir, { readonly: true });
  } catch (error) {
    if (shards !== null && error instanceof NoDatabaseError) return null;
    throw error;
  }
}

function tellShards(shards: ShardsState | null, { json, check }: CliOptions, io: Io): ExitCode {
  const found = shardComplaints(shards);
  if (json === true) io.out(`${JSON.stringify({ shared: shards, complaints: found })}\n`);
  else if (check === true)
    io.out(`${found.length === 0 ? statusMessages.shardsWell : found.map(({ text }) => text).join('; ')}\n`);
  else if (shards !== null) for (const line of summaryLines(shards)) io.out(`${line}\n`);
  return check === true && found.length > 0 ? EXIT.failures : EXIT.ok;
}

/** A shard that was given up, and one whose worker is cut off and that nobody has taken up again. */
const shardComplaints = (shards: ShardsState | null): Complaint[] =>
  (shards?.shards ?? [])
    .filter(({ state }) => state === 'failed' || state === 'cut_off')
    .map(({ shard, state }) => ({ code: EXIT.failures, text: statusMessages.shardWrong(shard, state === 'failed') }));
