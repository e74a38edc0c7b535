import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Postgres } from '../../src/shards/postgres/postgres.ts';
import { openSharedWork } from '../../src/shards/shared-work.ts';
import { pagesOf } from '../../src/web/app.ts';
import { writeConfig } from '../simweb/shards/drama.ts';
import { ShardWorld } from '../simweb/shards/world.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { postgresMissing, startPostgres, type TestPostgres } from '../support/postgres.ts';

describe.skipIf(postgresMissing !== null)(`nianbao shards (${postgresMissing ?? 'PostgreSQL'})`, () => {
  let server: TestPostgres;
  let world: ShardWorld;

  beforeAll(async () => {
    server = await startPostgres();
    world = await ShardWorld.open({ portals: 4, reports: 1 });
  });
  afterAll(async () => {
    await world.close();
    await server.remove();
  });

  it('from nothing to a corpus, by its commands; each tells what a person needs to know next', async () => {
    const folder = dataFolder();
    const config = writeConfig(world, join(folder, 'config'), 'c');
    const url = await server.database('commands');
    const at = ['--postgres', url];
    const shards = (...words: string[]) => nianbao('shards', ...words, ...at);
    expect(await shards('status')).toMatchObject({ code: 2, err: expect.stringContaining('nianbao shards init') });
    expect(await nianbao('worker', ...at, '--data-root', folder)).toMatchObject({ code: 2 });

    const init = await shards('init', '--count', '9', '--config', config, '--cron', '30 2 * * *');
    expect(init.out).toBe(`no more than 4, not 9: portals that share hosts are 4 groups
4 shards of 4 portals on 4 hosts
  heaviest  shard-001: 1 portal, about 40 rows, 2 min at the pace of its hosts
  lightest  shard-004: 1 portal, about 40 rows, 2 min at the pace of its hosts
Rounds begin by themselves: 30 2 * * * (Asia/Shanghai)
On each machine:  nianbao worker --postgres URL --data-root DIR [--store s3://…]
`);
    expect(await shards('init', '--config', config)).toMatchObject({
      code: 2,
      err: expect.stringContaining('4 shards already'),
    });
    expect((await shards('queue', 'shard-001')).out).toBe('0 of 1 shard queued; the others were already\n');
    expect(await shards('queue', 'shard-9')).toMatchObject({ code: 2 });
    expect((await shards('status')).out).toContain('waiting');

    const store = join(folder, 'store');
    const work = [
      '--data-root',
      join(folder, 'w'),
      '--store',
      store,
      '--config',
      config,
      '--delay',
      '0',
      '--until-done',
    ];
    const worked = await nianbao('worker', ...at, ...work, '--name', 'w1', '--allow-private', '127.0.0.0/8');
    expect(worked).toMatchObject({ code: 0, out: 'Leases: 4, of which 0 not in order\n' });
    expect(worked.err).toMatch(
      /shard-003: given back \(done\): \d+ requests, 1 new report, 0 failed; left: 0 requests/,
    );
    const { out } = await nianbao('shards', 'status', '--json', ...at);
    const state = JSON.parse(out);
    expect(state.shards.map((shard: { state: string; outcome: string }) => [shard.state, shard.outcome])).toEqual(
      Array.from({ length: 4 }, () => ['idle', 'done']),
    );
    expect(state).toMatchObject({ workers: [], parted: [], schedule: '30 2 * * *', rates: { minutes_left: 0 } });

    const corpus = join(folder, 'corpus');
    expect((await nianbao('merge', corpus, store, '--quiet')).out).toContain('4 current');
    const morning = await nianbao('status', '--data', corpus, ...at, '--lang', 'zh');
    expect(morning.out).toContain('4 个分片：4 空闲');
    expect(await nianbao('status', '--data', join(folder, 'nothing'), ...at, '--check')).toMatchObject({ code: 0 });
    const postgres = await Postgres.open(url);
    await postgres.query(
      "UPDATE nianbao.shard SET worker = 'w7', lease_until = now() - interval '1 hour' WHERE name = 'shard-002'",
    );
    const check = await nianbao('status', '--data', join(folder, 'nothing'), ...at, '--check');
    expect(check).toMatchObject({ code: 1, out: 'the worker of shard-002 is cut off\n' });
    await postgres.close();

    const shared = await openSharedWork(url);
    const pages = pagesOf({ dataDir: corpus, local: false, sharedWork: shared.read });
    const page = await (await pages.fetch(new Request('http://localhost/en/status'))).text();
    expect(page).toMatch(/shard-002<\/th><td class="fail">cut off<\/td><td>w7/);
    await shared.close();
    // A database that is gone is told in its place; the rest of the page is there.
    expect(await (await pages.fetch(new Request('http://localhost/en/status'))).text()).toContain('does not answer');
    await pages.close();
  });

  it('what is wrong is told in a line, without a secret', async () => {
    const folder = dataFolder();
    for (const [words, told] of [
      [['shards', 'status'], /--postgres URL, or NIANBAO_POSTGRES/],
      [['shards', 'dance', '--postgres', server.url], /not "dance"/],
      [['shards', 'init', '--postgres', server.url, '--cron', 'daily'], /five fields/],
      [
        ['shards', 'status', '--postgres', 'postgres://me:secret@127.0.0.1:1/x'],
        /cannot be used: connect ECONNREFUSED/,
      ],
      [['worker', '--postgres', server.url], /--data-root DIR/],
      [['worker', '--postgres', server.url, '--data-root', folder, '--lease', '1s'], /2s to 60m/],
      [['worker', '--postgres', server.url, '--data-root', folder, '--mode', 'daily'], /nightly, backfill or visit/],
      [['worker', '--postgres', server.url, '--data-root', folder, '--processes', '4'], /goes with --read/],
    ] as const) {
      const { code, err } = await nianbao(...words);
      expect([code, err.trim().split('\n').length, err.includes('secret')]).toEqual([2, 1, false]);
      expect(err).toMatch(told);
    }
  });
});
