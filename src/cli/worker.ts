import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { CrawlPool } from '../crawlers/apart/crawl-pool.ts';
import { userAgent } from '../crawlers/http/user-agent.ts';
import type { CrawlWorkers } from '../crawlers/run.ts';
import { shardNames } from '../shards/assignment.ts';
import { Jobs } from '../shards/jobs.ts';
import { ShardsError } from '../shards/manage/init.ts';
import { shardMessages } from '../shards/messages.ts';
import { Postgres } from '../shards/postgres/postgres.ts';
import { Readings } from '../shards/reading/readings.ts';
import { FolderStore } from '../shards/store/folder-store.ts';
import type { ObjectStore } from '../shards/store/object-store.ts';
import { openObjectStore } from '../shards/store/open-store.ts';
import { WORKER_MODES, type WorkerEvent, type WorkerMode } from '../shards/worker/options.ts';
import { runReader } from '../shards/worker/reader.ts';
import { runWorker } from '../shards/worker/worker.ts';
import { addressPolicy, collect } from './addresses.ts';
import { type CliCommand, type CliOptions, EXIT, type ExitCode, type Io, UsageError } from './command.ts';
import { helpAfter } from './commander-language.ts';
import { parseDuration } from './crawl/night.ts';
import { parseNumber, parseYears, selectPortals, settingsLayer } from './crawl/select.ts';
import { tuneForLongRun } from './long-run.ts';
import { commonMessages } from './messages/common.ts';
import { workerMessages } from './messages/worker.ts';
import { commandLine } from './next.ts';
import { postgresAddress, storeAddress } from './shards/shared.ts';
import { workerLog } from './worker/say.ts';

/** Longer than a portal keeps us waiting, shorter than a person waits for another worker to go on. */
const LEASE = '60s';
/** What was read is filed together. */
const FILE_AFTER_S = 60;

export const command: CliCommand = {
  configure(command: Command): void {
    const m = workerMessages;
    command
      .option('--postgres <url>', m.postgres)
      .option('--data-root <dir>', m.dataRoot)
      .option('--store <address>', m.store)
      .option('--mode <mode>', m.mode, 'nightly')
      .option('--budget <time>', m.budget, '30m')
      .option('--max-requests <n>', m.maxRequests)
      .option('--years <range>', m.years)
      .option('--config <dir>', commonMessages.config)
      .option('--delay <ms>', commonMessages.delay)
      .option('--allow-private <address>', commonMessages.allowPrivate, collect, [])
      .option('--lease <time>', m.lease, LEASE)
      .option('--name <name>', m.name)
      .option('--read', m.read, false)
      .option('--processes <n>', m.processes)
      .option('--leave-reading', m.leaveReading, false)
      .option('--until-done', m.untilDone, false)
      .option('--quiet', commonMessages.quiet, false);
    helpAfter(command, m.about, [
      'nianbao worker --postgres postgres://nianbao@db/nianbao --data-root /srv/shards',
      'nianbao worker --data-root /srv/shards --store s3://nianbao/2026 --leave-reading',
      'nianbao worker --read --data-root /srv/reading --store s3://nianbao/2026 --processes 16',
    ]);
  },

  async run(_args, options, io): Promise<ExitCode> {
    tuneForLongRun();
    const asked = readOptions(options);
    const postgres = await Postgres.open(postgresAddress(options));
    const say = workerLog(io, options.quiet === true);
    let jobs: Jobs | null = null;
    let store: ObjectStore | null = null;
    const { processes } = asked;
    const own = new CrawlPool(processes === undefined ? {} : { workers: processes });
    const pool = io.pool ?? own;
    try {
      jobs = await Jobs.open(postgres, { leaseMs: asked.leaseMs, supervises: true, onError: () => undefined });
      if ((await shardNames(postgres, 'any')).length === 0) throw new ShardsError(shardMessages.notBegun);
      if (asked.store !== null) store = await openObjectStore(asked.store);
      io.err(`${workerMessages.begins(asked.name, asked.reads ? workerMessages.reads : workerMessages.crawls)}\n`);
      const shared = { postgres, jobs, store, pool, say };
      return asked.reads ? await read(asked, shared, io) : await crawl(asked, shared, options, io);
    } finally {
      await own.close();
      store?.close();
      await jobs?.close();
      await postgres.close();
    }
  },
};

interface Asked {
  readonly name: string;
  readonly dataRoot: string;
  readonly store: string | null;
  readonly mode: WorkerMode;
  readonly leaseMs: number;
  readonly budgetMs: number;
  readonly maxRequests: number | undefined;
  readonly processes: number | undefined;
  readonly reads: boolean;
  readonly untilDone: boolean;
}

function readOptions(options: CliOptions): Asked {
  const m = workerMessages;
  if (typeof options.dataRoot !== 'string') throw new UsageError(m.needsRoot);
  const mode = WORKER_MODES.find((one) => one === options.mode);
  if (mode === undefined) throw new UsageError(m.modeTakes(String(options.mode)));
  const processes = parseNumber('--processes', options.processes, 1, 256);
  if (processes !== undefined && options.read !== true) throw new UsageError(m.processesOnly);
  return {
    name:
      typeof options.name === 'string'
        ? options.name
        : `${hostname()}-${process.pid}-${randomBytes(2).toString('hex')}`,
    dataRoot: options.dataRoot,
    store: storeAddress(options),
    mode,
    leaseMs: parseLease(String(options.lease)),
    budgetMs: parseDuration(String(options.budget)),
    maxRequests: parseNumber('--max-requests', options.maxRequests, 1, 100_000_000),
    processes,
    reads: options.read === true,
    untilDone: options.untilDone === true,
  };
}

/** `30s`, `5m`, in milliseconds. */
function parseLease(text: string): number {
  const [, count, unit] = /^(\d{1,4})([sm])$/.exec(text) ?? [];
  const ms = Number(count ?? 0) * (unit === 'm' ? 60_000 : 1000);
  if (ms < 2000 || ms > 3_600_000) throw new UsageError(workerMessages.leaseTakes(text));
  return ms;
}

interface Shared {
  readonly postgres: Postgres;
  readonly jobs: Jobs;
  readonly store: ObjectStore | null;
  readonly pool: CrawlWorkers;
  readonly say: (event: WorkerEvent) => void;
}

async function crawl(asked: Asked, shared: Shared, options: CliOptions, io: Io): Promise<ExitCode> {
  const layer = settingsLayer(options);
  const selection = selectPortals([], { layer, ...(typeof options.config === 'string' && { config: options.config }) });
  const { settings } = selection;
  const summary = await runWorker({
    ...asked,
    ...shared,
    budget: { ms: asked.budgetMs, requests: asked.maxRequests },
    years: typeof options.years === 'string' ? parseYears(options.years) : { from: null, to: null },
    leavesReading: options.leaveReading === true,
    portals: new Map(selection.portals.map((portal) => [portal.config.id, portal])),
    readings: new Readings(shared.store ?? new FolderStore(asked.dataRoot)),
    hook: settings.hook,
    command: commandLine(['nianbao', 'worker', '--mode', asked.mode], options, ['years']),
    crawl: {
      addresses: addressPolicy(options.allowPrivate),
      userAgent: userAgent(settings.contact),
      parallel: settings.parallel,
      limits: { maxBytes: settings.maxBytes, idleMs: settings.timeout, totalMs: settings.timeout * 5 },
      warcBytes: settings.warcBytes,
    },
    signal: io.signal,
  });
  io.out(`${workerMessages.summary(summary.leases, summary.wrong)}\n`);
  if (io.signal.aborted) return EXIT.interrupted;
  return summary.wrong > 0 || summary.elsewhere.length > 0 ? EXIT.failures : EXIT.ok;
}

async function read(asked: Asked, shared: Shared, io: Io): Promise<ExitCode> {
  const records = shared.store ?? new FolderStore(asked.dataRoot);
  const count = await runReader({
    ...asked,
    ...shared,
    records,
    readings: new Readings(records),
    fileAfterS: FILE_AFTER_S,
    signal: io.signal,
  });
  io.out(`${workerMessages.readSummary(count)}\n`);
  return io.signal.aborted ? EXIT.interrupted : EXIT.ok;
}
