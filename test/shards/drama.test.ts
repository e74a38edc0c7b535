import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusRows, difference, outOfTurn, tooFast } from '../simweb/shards/check.ts';
import { foldersBelow, playDrama, writeConfig } from '../simweb/shards/drama.ts';
import { ShardWorld } from '../simweb/shards/world.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';

const DELAY = 20;

describe.skipIf(postgresMissing !== null)(`several machines (${postgresMissing ?? 'PostgreSQL'})`, () => {
  it('one worker killed, one frozen beyond its lease and woken, PostgreSQL restarted: the corpus is the single machine’s', async () => {
    const folder = dataFolder();
    const server = await startPostgres();
    const world = await ShardWorld.open({ portals: 12, reports: 2 });
    try {
      const [single, one, merged] = [join(folder, 'single'), join(folder, 'one'), join(folder, 'merged')];
      const config = writeConfig(world, join(folder, 'config-single'), 'single');
      const local = ['--allow-private', '127.0.0.0/8', '--delay', String(DELAY), '--quiet'];
      await nianbao('crawl', '--mode', 'nightly', '--data', single, '--config', config, ...local);
      await nianbao('merge', one, single, '--quiet');
      world.log.length = 0;

      const store = join(folder, 'store');
      const result = await playDrama({
        ...{ world, server, folder, store, shards: 3, workers: 3, delay: DELAY },
        postgresUrl: server.url,
        lease: '4s',
        maxRequests: 60,
        calm: 6,
      });
      const logs = [...result.logs].map(([name, log]) => `${name}\n${log}`).join('\n');
      expect(result.codes.get(result.killed), logs).toBeNull();
      expect(result.codes.get(result.frozen), logs).toBe(1);
      expect(await nianbao('merge', merged, store, '--quiet')).toMatchObject({ code: 0 });
      expect(difference(corpusRows(one), corpusRows(merged)), logs).toEqual({ missing: [], strange: [] });
      // No host was asked by two at once, nor by one that had lost it, nor faster than its pace.
      expect(outOfTurn(world.log, result), logs).toEqual([]);
      expect(tooFast(result.roots.flatMap(foldersBelow), DELAY)).toEqual([]);
    } finally {
      await world.close();
      await server.remove();
    }
  });

  it('the checks of it see what they look for', () => {
    const turns = { leases: new Map([['shard-001', ['w1', 'w2']]]), shardOf: new Map([['a', 'shard-001']]) };
    const log = (...workers: string[]) => workers.map((worker) => ({ host: 'a', path: '/', worker }));
    expect(outOfTurn(log('w1', 'w1', 'w2'), turns)).toEqual([]);
    for (const wrong of [log('w1', 'w2', 'w1'), log('w2', 'w1'), log('w3')])
      expect(outOfTurn(wrong, turns)).toHaveLength(1);
  });
});
