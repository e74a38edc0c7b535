import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { selectPortals } from '../../../src/cli/crawl/select.ts';
import { Jobs } from '../../../src/shards/jobs.ts';
import { initShards } from '../../../src/shards/manage/init.ts';
import { placedPortals } from '../../../src/shards/plan/loads.ts';
import { Postgres } from '../../../src/shards/postgres/postgres.ts';
import type { TestPostgres } from '../../support/postgres.ts';
import type { ShardWorld } from './world.ts';

const PROGRAM = resolve(import.meta.dirname, '../../../bin/nianbao.js');

export interface DramaOptions {
  readonly world: ShardWorld;
  readonly server: TestPostgres;
  readonly postgresUrl: string;
  /** Everything is written below it. */
  readonly folder: string;
  readonly shards: number;
  readonly workers: number;
  /** Milliseconds between two requests to a host. */
  readonly delay: number;
  readonly lease: string;
  /** Requests of one lease: a shard takes several. */
  readonly maxRequests: number;
  /** So many requests of a worker before something befalls it. */
  readonly calm: number;
  /** An object store, or null: the workers share their folders. */
  readonly store: string | null;
  readonly say?: (line: string) => void;
}

/** What the drama came to. */
export interface DramaResult {
  /** How each worker's process ended: its exit code, or null where it was killed. */
  readonly codes: ReadonlyMap<string, number | null>;
  readonly killed: string;
  readonly frozen: string;
  /** Who had a shard, lease by lease. */
  readonly leases: ReadonlyMap<string, readonly string[]>;
  /** The shard of each host, as the server names it. */
  readonly shardOf: ReadonlyMap<string, string>;
  /** Data roots of the workers. */
  readonly roots: readonly string[];
  /** What the workers wrote to their logs. */
  readonly logs: ReadonlyMap<string, string>;
}

/** A configuration folder with all portals of a world; whoever crawls with it is known to the server by `contact`. */
export function writeConfig(world: ShardWorld, folder: string, contact: string): string {
  mkdirSync(join(folder, 'portals'), { recursive: true });
  writeFileSync(join(folder, 'nianbao.yaml'), `contact: http://${contact}/\nbrowser: never\n`);
  for (const portal of world.portals) {
    const text = `id: ${portal.id}\nname: ${portal.organ}\ncode: null\nchannels:\n  - url: ${world.urlOf(portal)}\n`;
    writeFileSync(join(folder, 'portals', `${portal.id}.yaml`), text);
  }
  return folder;
}

/**
 * Workers crawl the shards of a world; one is killed, one is frozen until another has its shard and then woken, and PostgreSQL is restarted, each
 * at a moment that the requests decide and no clock.
 */
export async function playDrama(options: DramaOptions): Promise<DramaResult> {
  const { world, server, folder, store, say = () => undefined } = options;
  const names = Array.from({ length: options.workers }, (_, index) => `w${index + 1}`);
  const config = writeConfig(world, join(folder, 'config'), 'init');
  const postgres = await Postgres.open(options.postgresUrl);
  await makeShards(postgres, config, options.shards);
  const rootOf = (name: string) => join(folder, store === null ? 'shards' : name);
  const workers = new Map<string, ChildProcess>();
  const logs = new Map<string, string>();
  const ends = names.map(async (name) => {
    const child = startWorker(name, options, rootOf(name));
    workers.set(name, child);
    child.stderr?.on('data', (text: Buffer) => {
      logs.set(name, (logs.get(name) ?? '') + text.toString());
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return [name, code] as const;
  });
  const script = new Script(world);
  try {
    const befalls = (signal: NodeJS.Signals) => (name: string) => workers.get(name)?.kill(signal);
    const killed = await script.after(options.calm, () => true, befalls('SIGKILL'));
    say(`${killed} killed`);
    const frozen = await script.after(options.calm, (name) => name !== killed, befalls('SIGSTOP'));
    say(`${frozen} frozen`);
    await server.stop('immediate');
    await server.start();
    say('PostgreSQL restarted');
    const from = world.log.length;
    await until(async () => isOver(postgres, frozen));
    // With a store, another one begins: only once it has asked every host is whatever the woken one would still ask out of turn.
    if (store !== null) {
      const hosts = await hostsOf(postgres, frozen);
      const others = () =>
        new Set(world.log.slice(from).flatMap(({ host, worker }) => (worker === frozen ? [] : [host])));
      await until(async () => hosts.every((host) => others().has(host)));
    }
    workers.get(frozen)?.kill('SIGCONT');
    say(`${frozen} woken`);
    const codes = new Map(await Promise.all(ends));
    return {
      codes,
      killed,
      frozen,
      logs,
      leases: await leasesOf(postgres),
      shardOf: await shardOf(postgres),
      roots: [...new Set(names.map(rootOf))],
    };
  } finally {
    for (const child of workers.values()) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
    }
    await postgres.close();
  }
}

async function makeShards(postgres: Postgres, config: string, count: number): Promise<void> {
  const { portals } = selectPortals([], { config, layer: {} });
  const shards = await initShards(postgres, placedPortals(portals, null), count);
  const jobs = await Jobs.open(postgres, {
    leaseMs: 2000,
    supervises: false,
    firstPauseS: 1,
    onError: () => undefined,
  });
  const names = shards.map(({ name }) => name);
  await jobs.addShards(names);
  await jobs.queue(names);
  await jobs.close();
}

function startWorker(name: string, options: DramaOptions, root: string): ChildProcess {
  const config = writeConfig(options.world, join(options.folder, `config-${name}`), name);
  const { store, lease, delay, maxRequests, postgresUrl } = options;
  const words = [
    ...['worker', '--postgres', postgresUrl, '--data-root', root, '--config', config, '--name', name, '--lease', lease],
    ...[
      '--delay',
      String(delay),
      '--max-requests',
      String(maxRequests),
      '--allow-private',
      '127.0.0.0/8',
      '--until-done',
    ],
    ...(store === null ? [] : ['--store', store]),
  ];
  return spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
}

interface Waiting {
  readonly least: number;
  readonly accepts: (name: string) => boolean;
  readonly befalls: (name: string) => void;
  readonly reached: (name: string) => void;
}

/** Waits for moments that requests decide. */
class Script {
  readonly #counts = new Map<string, number>();
  #waiting: Waiting | null = null;

  constructor(world: ShardWorld) {
    world.onHit = ({ worker }) => {
      this.#counts.set(worker, (this.#counts.get(worker) ?? 0) + 1);
      const waiting = this.#waiting;
      if (waiting === null || !waiting.accepts(worker) || (this.#counts.get(worker) ?? 0) < waiting.least) return;
      this.#waiting = null;
      // At once: what it has asked for is not answered yet, and it has more to ask for.
      waiting.befalls(worker);
      waiting.reached(worker);
    };
  }

  /** Something befalls the first worker that has made so many requests since now, with the last of them unanswered. */
  after(least: number, accepts: Waiting['accepts'], befalls: Waiting['befalls']): Promise<string> {
    this.#counts.clear();
    return new Promise((reached) => {
      this.#waiting = { least, accepts, befalls, reached };
    });
  }
}

/** Whether a frozen worker's lease has run out. */
async function isOver(postgres: Postgres, worker: string): Promise<boolean> {
  const sql = `SELECT shard.worker IS DISTINCT FROM $1 OR lease_until < now() AS over FROM nianbao.visit
    JOIN nianbao.shard ON shard.name = visit.shard WHERE visit.worker = $1 ORDER BY began_at DESC LIMIT 1`;
  const rows = await postgres.query<{ over: boolean }>(sql, worker).catch(() => []);
  return rows[0]?.over === true;
}

/** The hosts of the shard that a worker had last. */
async function hostsOf(postgres: Postgres, worker: string): Promise<string[]> {
  const sql = `SELECT name FROM nianbao.host WHERE shard = (
    SELECT shard FROM nianbao.visit WHERE worker = $1 ORDER BY began_at DESC LIMIT 1)`;
  return (await postgres.query<{ name: string }>(sql, worker)).map(({ name }) => name);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await sleep(50);
}

async function leasesOf(postgres: Postgres): Promise<Map<string, string[]>> {
  const sql = 'SELECT shard, worker FROM nianbao.visit ORDER BY shard, generation';
  const leases = new Map<string, string[]>();
  for (const { shard, worker } of await postgres.query<{ shard: string; worker: string }>(sql))
    leases.set(shard, [...(leases.get(shard) ?? []), worker]);
  return leases;
}

async function shardOf(postgres: Postgres): Promise<Map<string, string>> {
  const rows = await postgres.query<{ name: string; shard: string }>('SELECT name, shard FROM nianbao.host');
  return new Map(rows.map(({ name, shard }) => [name, shard]));
}

/** Data folders below a data root, those that were put aside as well. */
export function foldersBelow(root: string): string[] {
  const below = (folder: string): string[] => {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(folder, name));
    } catch {
      return [];
    }
  };
  return [...below(root), ...below(join(root, '.aside'))].filter((folder) =>
    below(folder).some((one) => one.endsWith('/warc')),
  );
}
