import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ShardWorld } from '../simweb/shards/world.ts';
import { dataFolder } from '../support/data-folder.ts';
import { makeOlder } from '../support/older-database.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import { testShards } from './working.ts';

describe.skipIf(postgresMissing !== null)(`a shard of an older nianbao (${postgresMissing ?? 'PostgreSQL'})`, () => {
  it('is brought up to date before a night reads it, and it is said', async () => {
    const server = await startPostgres();
    onTestFinished(() => server.remove());
    const world = await ShardWorld.open({ portals: 1, reports: 1 });
    onTestFinished(() => world.close());
    const channels = world.portals.map((portal) => world.urlOf(portal));
    const shards = await testShards(await server.database('older'), channels, 1);
    onTestFinished(() => shards.close());
    const dataRoot = dataFolder();
    await shards.work({ dataRoot, store: null });
    const folder = join(dataRoot, 'shard-001');
    makeOlder(folder);
    await shards.jobs.queue(['shard-001']);
    await shards.work({ dataRoot, store: null, mode: 'nightly' });
    expect(shards.said.filter(({ kind }) => ['upgrading', 'failed'].includes(kind))).toMatchObject([
      { kind: 'upgrading', shard: 'shard-001', path: join(folder, 'nianbao.sqlite') },
    ]);
    const ends = shards.said.flatMap((event) => (event.kind === 'given_back' ? [event.end.outcome] : []));
    expect(ends).toEqual(['done', 'done']);
  });
});
