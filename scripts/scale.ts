/**
 * Several workers over one country of simulated portals, one killed, one frozen and woken, PostgreSQL restarted in between; what comes together is
 * compared with what a single machine brings: `npx tsx scripts/scale.ts [--shards 8] [--portals 25] [--reports 6] [--workers 3] [--calm 100] [--shared]`.
 * `--portals` is a shard's; `--calm`: so many requests of a worker before it is killed or frozen; `--shared`: the workers share their folders, without a store. Needs PostgreSQL.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../src/cli/main.ts';
import { ExtractionPool } from '../src/ingest/index.ts';
import { verify } from '../src/verify/verify.ts';
import { corpusRows, difference, outOfTurn, tooFast } from '../test/simweb/shards/check.ts';
import { foldersBelow, playDrama, writeConfig } from '../test/simweb/shards/drama.ts';
import { ShardWorld } from '../test/simweb/shards/world.ts';
import { postgresMissing, startPostgres } from '../test/support/postgres.ts';

const { values } = parseArgs({
  options: {
    shards: { type: 'string', default: '8' },
    portals: { type: 'string', default: '25' },
    reports: { type: 'string', default: '6' },
    workers: { type: 'string', default: '3' },
    delay: { type: 'string', default: '50' },
    lease: { type: 'string', default: '6s' },
    calm: { type: 'string', default: '100' },
    shared: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
if (postgresMissing !== null) throw new Error(postgresMissing);
const shards = Number(values.shards);
const delay = Number(values.delay);
const folder = mkdtempSync(join(tmpdir(), 'nianbao-scale-'));
const pool = new ExtractionPool();
const server = await startPostgres();
const world = await ShardWorld.open({ portals: shards * Number(values.portals), reports: Number(values.reports) });
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);
const nianbao = (...words: string[]) =>
  main(words, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    terminal: false,
    columns: 100,
    signal: new AbortController().signal,
    pool,
  });
try {
  const [single, one, merged] = [join(folder, 'single'), join(folder, 'one'), join(folder, 'merged')];
  const config = writeConfig(world, join(folder, 'config-single'), 'single');
  const local = ['--allow-private', '127.0.0.0/8', '--quiet'];
  await nianbao('crawl', '--mode', 'nightly', '--data', single, '--config', config, '--delay', values.delay, ...local);
  await nianbao('merge', one, single, '--quiet');
  say(`a single machine: ${world.log.length} requests`);
  world.log.length = 0;
  const store = values.shared ? null : join(folder, 'store');
  const result = await playDrama({
    ...{ world, server, folder, shards, delay, store, say },
    postgresUrl: server.url,
    workers: Number(values.workers),
    lease: values.lease,
    maxRequests: 60,
    calm: Number(values.calm),
  });
  say(
    `${world.log.length} requests; ended with ${[...result.codes].map(([name, code]) => `${name} ${code}`).join(', ')}`,
  );
  say(`leases: ${[...result.leases].map(([shard, held]) => `${shard} ${held.join(' ')}`).join('; ')}`);
  if (values.keep) for (const [name, log] of result.logs) console.log(`--- ${name}\n${log}`);
  const folders = result.roots.flatMap(foldersBelow);
  const sources = store === null ? foldersBelow(join(folder, 'shards')) : [store];
  await nianbao('merge', merged, ...sources, '--quiet');
  const { missing, strange } = difference(corpusRows(one), corpusRows(merged));
  const { findings } = verify({ dataDir: merged, sample: null, database: true });
  const turns = outOfTurn(world.log, result);
  const fast = tooFast(folders, delay);
  say(`merged: ${missing.length} rows missing, ${strange.length} strange, ${findings.length} findings`);
  say(`hosts asked out of turn: ${turns.length}; requests faster than the pace: ${fast.length}`);
  for (const line of [...missing.slice(0, 5), ...strange.slice(0, 5), ...turns.slice(0, 5), ...fast.slice(0, 5)])
    console.log(`  ${line.slice(0, 300)}`);
  if (missing.length + strange.length + findings.length + turns.length + fast.length > 0) process.exitCode = 1;
} finally {
  await pool.close();
  await world.close();
  await server.remove();
  if (values.keep) console.log(folder);
  else rmSync(folder, { recursive: true, force: true });
}
