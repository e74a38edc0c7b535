import type { Command } from 'commander';
import { messageOf } from '../message-of.ts';
import { shardNames } from '../shards/assignment.ts';
import { Jobs } from '../shards/jobs.ts';
import type { BusyShard } from '../shards/manage/holding.ts';
import { initShards, type PlannedShard, ShardsError } from '../shards/manage/init.ts';
import {
  addShards,
  type Moved,
  type MoveOptions,
  rebalance as rebalanceShards,
  retire as retireShard,
} from '../shards/manage/move.ts';
import { shardMessages } from '../shards/messages.ts';
import { groupByHost } from '../shards/plan/groups.ts';
import { placedPortals } from '../shards/plan/loads.ts';
import { Postgres } from '../shards/postgres/postgres.ts';
import { readShards } from '../shards/status.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { parseNumber, selectPortals } from './crawl/select.ts';
import { durationText } from './duration.ts';
import { commonMessages } from './messages/common.ts';
import { shardsMessages } from './messages/shards.ts';
import { workerMessages } from './messages/worker.ts';
import { declareFilter, isFiltered, keptFilter, type PortalFilter, readFilter } from './portal-filter.ts';
import { printShards } from './shards/print.ts';
import { postgresAddress } from './shards/shared.ts';

/** Portals named in a line. */
const MOST_NAMED = 10;
/** Enough for dozens of machines, and no shard is a large part of the whole. */
const COUNT = '64';
const CRON = '17 1 * * *';
const ZONE = 'Asia/Shanghai';

export const command: CliCommand = {
  configure(command: Command): void {
    const m = shardsMessages;
    declareFilter(command)
      .argument('<action>', m.action)
      .argument('[name...]', m.names)
      .option('--postgres <url>', workerMessages.postgres)
      .option('--count <n>', m.count)
      .option('--config <dir>', commonMessages.config)
      .option('--data <dir>', m.data)
      .option('--cron <when>', m.cron)
      .option('--zone <name>', m.zone, ZONE)
      .option('--wait', m.wait, false)
      .option('--json', m.json, false);
    helpAfter(command, m.about, [
      'nianbao shards init --postgres postgres://nianbao@db/nianbao --count 64',
      'nianbao shards init --count 8 --province 44 --data data --cron none',
      'nianbao shards status',
      'nianbao shards queue shard-003',
      'nianbao shards add --count 2 --wait',
      'nianbao shards retire shard-007',
    ]);
  },

  async run([action = '', ...names], options, io): Promise<ExitCode> {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action as keyof typeof ACTIONS] : undefined;
    if (act === undefined) throw new UsageError(shardsMessages.actionTakes(action));
    const postgres = await Postgres.open(postgresAddress(options));
    let jobs: Jobs | null = null;
    try {
      jobs = await Jobs.open(postgres, { leaseMs: 60_000, supervises: false, onError: () => undefined });
      return await act({ postgres, jobs, names, options, io });
    } finally {
      await jobs?.close();
      await postgres.close();
    }
  },
};

interface Call {
  readonly postgres: Postgres;
  readonly jobs: Jobs;
  readonly names: readonly string[];
  readonly options: CliOptions;
  readonly io: Io;
}

const ACTIONS = { init, status, queue, add, rebalance, retire } as const;

async function init({ postgres, jobs, options, io }: Call): Promise<ExitCode> {
  const m = shardsMessages;
  const cron = readCron(options) ?? CRON;
  const count = parseNumber('--count', options.count ?? COUNT, 1, 999) ?? 1;
  const filter = readFilter(options);
  const portals = placedPortals(chosenPortals(options, filter), typeof options.data === 'string' ? options.data : null);
  const groups = groupByHost(portals).length;
  const shards = await initShards(postgres, portals, count);
  await postgres.query('INSERT INTO nianbao.chosen (filter) VALUES ($1)', JSON.stringify(filter));
  await jobs.addShards(shards.map(({ name }) => name));
  await schedule(jobs, cron, options);
  await jobs.queue(shards.map(({ name }) => name));
  if (options.json === true) io.out(`${JSON.stringify({ shards })}\n`);
  else {
    if (shards.length < count) io.out(`${m.fewer(count, groups)}\n`);
    io.out(
      `${m.made(
        shards.length,
        portals.length,
        shards.reduce((sum, { hosts }) => sum + hosts.length, 0),
      )}\n`,
    );
    const [first, last] = bySize(shards);
    if (first !== undefined) io.out(`${sizeLine(m.heaviest, first)}\n`);
    if (last !== undefined) io.out(`${sizeLine(m.lightest, last)}\n`);
    io.out(`${cron === 'none' ? m.unscheduled : m.scheduled(cron, String(options.zone))}\n${m.nextWorker}\n`);
  }
  return EXIT.ok;
}

function bySize(shards: readonly PlannedShard[]): [PlannedShard | undefined, PlannedShard | undefined] {
  const sorted = [...shards].sort((a, b) => b.load.paceMs - a.load.paceMs);
  return [sorted[0], sorted.length > 1 ? sorted.at(-1) : undefined];
}

const sizeLine = (line: typeof shardsMessages.heaviest, { name, portals, load }: PlannedShard): string =>
  line(name, portals.length, load.rows, durationText(load.paceMs));

const chosenPortals = (options: CliOptions, filter: PortalFilter) =>
  selectPortals([], {
    layer: {},
    filter,
    ...(typeof options.config === 'string' && { config: options.config }),
    ...(typeof options.data === 'string' && { dataDir: options.data }),
  }).portals;

/** Null where nothing was said. */
function readCron({ cron }: CliOptions): string | null {
  if (cron === undefined) return null;
  const text = String(cron).trim();
  if (text !== 'none' && !/^\S+(?:\s+\S+){4}$/.test(text)) throw new UsageError(shardsMessages.cronTakes(text));
  return text;
}

async function schedule(jobs: Jobs, cron: string, { zone }: CliOptions): Promise<void> {
  try {
    await jobs.schedule(cron === 'none' ? null : cron, String(zone));
  } catch (error) {
    throw new UsageError(`${shardsMessages.cronTakes(cron)} (${messageOf(error)})`);
  }
}

async function status({ postgres, jobs, options, io }: Call): Promise<ExitCode> {
  const state = await readShards(postgres, jobs);
  if (state.shards.length === 0) throw new ShardsError(shardMessages.notBegun);
  if (options.json === true) io.out(`${JSON.stringify(state)}\n`);
  else printShards(state, io);
  return state.shards.some((shard) => shard.state === 'failed') ? EXIT.failures : EXIT.ok;
}

/** The portals that init chose, unless others are asked for now. */
async function moveOptions({ postgres, options, io }: Call): Promise<MoveOptions> {
  const asked = readFilter(options);
  const [kept] = await postgres.query<{ filter: unknown }>('SELECT filter FROM nianbao.chosen');
  const filter = isFiltered(asked) || kept === undefined ? asked : keptFilter.parse(kept.filter);
  if (isFiltered(asked)) await postgres.query('UPDATE nianbao.chosen SET filter = $1', JSON.stringify(asked));
  return {
    configured: placedPortals(chosenPortals(options, filter), typeof options.data === 'string' ? options.data : null),
    wait: options.wait === true,
    signal: io.signal,
  };
}

async function add(call: Call): Promise<ExitCode> {
  const { postgres, jobs, options, io } = call;
  const count = parseNumber('--count', options.count ?? '1', 1, 999) ?? 1;
  const result = await addShards(postgres, { ...(await moveOptions(call)), jobs, count });
  if (options.json === true) io.out(`${JSON.stringify(result)}\n`);
  else {
    for (const { name, parent, portals } of result.added)
      io.out(`${shardsMessages.added(name, parent, portals.length)}\n`);
    tellBusy(result.busy, io);
  }
  return result.busy.length > 0 ? EXIT.failures : EXIT.ok;
}

async function rebalance(call: Call): Promise<ExitCode> {
  return told(await rebalanceShards(call.postgres, await moveOptions(call)), call);
}

async function retire(call: Call): Promise<ExitCode> {
  const [name] = call.names;
  if (name === undefined) throw new UsageError(shardsMessages.needsName);
  const result = await retireShard(call.postgres, name, await moveOptions(call));
  const code = told(result, call);
  if (code === EXIT.ok && call.options.json !== true) call.io.out(`${shardsMessages.retired(name)}\n`);
  return code;
}

function told(result: Moved, { options, io }: Call): ExitCode {
  const m = shardsMessages;
  const { moves, busy, gone } = result;
  if (options.json === true) io.out(`${JSON.stringify(result)}\n`);
  else {
    for (const { from, to, portals } of moves)
      io.out(`${from === null ? m.taken(portals.length, to) : m.moved(portals.length, from, to)}\n`);
    if (gone.length > 0) io.out(`${m.gone(gone.length, gone.slice(0, MOST_NAMED).join(', '))}\n`);
    if (moves.length + busy.length === 0) io.out(`${m.nothing}\n`);
    tellBusy(busy, io);
  }
  return busy.length > 0 ? EXIT.failures : EXIT.ok;
}

function tellBusy(busy: readonly BusyShard[], io: Io): void {
  for (const { shard, worker } of busy) io.out(`${shardsMessages.busy(shard, worker)}\n`);
}

async function queue({ postgres, jobs, names, options, io }: Call): Promise<ExitCode> {
  const open = await shardNames(postgres);
  if (open.length === 0) throw new ShardsError(shardMessages.notBegun);
  const strange = names.find((name) => !open.includes(name));
  if (strange !== undefined) throw new ShardsError(shardMessages.noSuchShard(strange, open.join(', ')));
  const cron = readCron(options);
  if (cron !== null) await schedule(jobs, cron, options);
  const chosen = names.length === 0 ? open : names;
  const made = await jobs.queue(chosen);
  if (options.json === true) io.out(`${JSON.stringify({ queued: made, shards: chosen.length })}\n`);
  else io.out(`${shardsMessages.queued(made, chosen.length)}\n`);
  return EXIT.ok;
}
