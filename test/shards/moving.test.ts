import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMark, writeMark } from '../../src/shards/folder/folder-mark.ts';
import { Lease } from '../../src/shards/lease/lease.ts';
import { addShards, rebalance, retire } from '../../src/shards/manage/move.ts';
import { placedPortals } from '../../src/shards/plan/loads.ts';
import { FolderStore } from '../../src/shards/store/folder-store.ts';
import { lockDataFolder } from '../../src/store/lock.ts';
import { openStore } from '../../src/store/store.ts';
import { ShardWorld } from '../simweb/shards/world.ts';
import { dataFolder } from '../support/data-folder.ts';
import { postgresMissing, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type TestShards, testShards } from './working.ts';

const signal = new AbortController().signal;

describe.skipIf(postgresMissing !== null)(`moving hosts (${postgresMissing ?? 'PostgreSQL'})`, () => {
  let server: TestPostgres;
  let world: ShardWorld;
  let databases = 0;

  beforeAll(async () => {
    server = await startPostgres();
    world = await ShardWorld.open({ portals: 6, reports: 1 });
  });
  afterAll(async () => {
    await world.close();
    await server.remove();
  });

  const begin = async (count: number, portals = world.portals.length): Promise<TestShards> =>
    testShards(
      await server.database(`moving${++databases}`),
      world.portals.slice(0, portals).map((portal) => world.urlOf(portal)),
      count,
    );

  /** Each portal's shard; it has all of the portal's hosts, or the name of one that is elsewhere is told. */
  async function homes({ postgres, portals }: TestShards): Promise<Record<string, string>> {
    const rows = await postgres.query<{ id: string; shard: string }>(
      'SELECT id, shard FROM nianbao.portal ORDER BY id',
    );
    const hosts = await postgres.query<{ name: string; shard: string }>('SELECT name, shard FROM nianbao.host');
    const configured = new Map(placedPortals(portals, null).map(({ id, hosts: own }) => [id, own]));
    for (const { id, shard } of rows)
      for (const name of configured.get(id) ?? []) expect(hosts).toContainEqual({ name, shard });
    return Object.fromEntries(rows.map(({ id, shard }) => [id, shard]));
  }

  it('a shard that is added begins with all that is known of its portals, and asks for nothing twice', async () => {
    for (const store of [new FolderStore(dataFolder()), null]) {
      const [shards, dataRoot] = [await begin(1), dataFolder()];
      const { postgres, jobs, portals } = shards;
      await shards.work({ dataRoot, store });
      const options = { configured: placedPortals(portals, null), wait: false, signal };
      const { added } = await addShards(postgres, { ...options, jobs, count: 1 });
      expect(added).toMatchObject([{ name: 'shard-002', parent: 'shard-001' }]);
      const moved = added[0]?.portals ?? [];
      expect(moved).toHaveLength(3);
      expect(
        Object.entries(await homes(shards))
          .filter(([, shard]) => shard === 'shard-002')
          .map(([id]) => id),
      ).toEqual([...moved].sort());

      await shards.work({ dataRoot, store, name: 'w2' });
      const db = openStore(join(dataRoot, 'shard-002'), { readonly: true });
      const answers =
        'SELECT DISTINCT portal_id AS id, status FROM capture JOIN request ON request.id = request_id WHERE capture.run_id = 2 ORDER BY id';
      // Everything was confirmed: validators came along.
      expect(db.all(answers)).toEqual([...moved].sort().map((id) => ({ id, status: 304 })));
      db.close();
      await shards.close();
    }
  });

  it('portals that share a host are brought together, new ones taken in, and what a worker has stays where it is', async () => {
    const shards = await begin(3, 5);
    const { postgres } = shards;
    const configured = placedPortals(shards.portals, null);
    const options = { configured, wait: false, signal };
    const before = await homes(shards);
    expect(await rebalance(postgres, options)).toEqual({ moves: [], busy: [], gone: [] });

    const [one, other] = [configured[0], configured.find(({ id }) => before[id] !== before.p1)];
    if (one === undefined || other === undefined) throw new Error('all in one shard');
    await postgres.query(
      'INSERT INTO nianbao.wanted_host (portal, host) VALUES ($1, $2)',
      one.id,
      other.hosts[0] ?? '',
    );
    const lease = await Lease.take(postgres, {
      shard: before[other.id] ?? '',
      worker: 'w1',
      lengthMs: 600_000,
      work: 'crawl',
    });
    expect(await rebalance(postgres, options)).toMatchObject({ moves: [], busy: [{ worker: 'w1' }] });
    expect(await homes(shards)).toEqual(before);
    lease?.end();
    await postgres.query('UPDATE nianbao.shard SET worker = NULL, lease_until = NULL');
    expect((await rebalance(postgres, options)).moves).not.toEqual([]);
    const after = await homes(shards);
    expect(after[one.id]).toBe(after[other.id]);
    expect(await postgres.query('SELECT * FROM nianbao.wanted_host')).toEqual([]);

    const fresh = { id: 'p6', hosts: ['new.gov.cn'], load: { rows: 1, paceMs: 1 } };
    const { moves, gone } = await rebalance(postgres, { ...options, configured: [...configured.slice(1), fresh] });
    expect([moves.filter(({ from }) => from === null).flatMap(({ portals }) => portals), gone]).toEqual([
      ['p6'],
      ['p1'],
    ]);
    await shards.close();
  });

  it('a worker that is stopped gives back what it has, and the next one goes on from there', async () => {
    const shards = await begin(1);
    const store = new FolderStore(dataFolder());
    const stop = new AbortController();
    let requests = 0;
    await shards.work({
      ...{ dataRoot: dataFolder(), store, signal: stop.signal },
      say: ({ kind }) => {
        if (kind === 'request' && ++requests === 4) stop.abort();
      },
    });
    const outcome = 'SELECT outcome FROM nianbao.visit ORDER BY generation';
    expect(await shards.postgres.query(outcome)).toEqual([{ outcome: 'interrupted' }]);
    expect(await shards.jobs.ready([])).toEqual(['shard-001']);
    const second = dataFolder();
    await shards.work({ dataRoot: second, store, name: 'w2' });
    const db = openStore(join(second, 'shard-001'), { readonly: true });
    expect(db.get('SELECT count(*) AS n FROM current_report')).toEqual({ n: world.portals.length });
    // What the first one had done was not done again.
    const twice = `SELECT request_id FROM capture WHERE record_type = 'response' GROUP BY request_id, url HAVING count(*) > 1 AND request_id IS NOT NULL`;
    expect(db.all(twice)).toEqual([]);
    db.close();
    await shards.close();
  });

  it('a folder that another process holds is left to it: the second belt', async () => {
    const [shards, dataRoot, stop] = [await begin(1, 1), dataFolder(), new AbortController()];
    await shards.work({ dataRoot, store: null });
    const unlock = lockDataFolder(join(dataRoot, 'shard-001'));
    await shards.jobs.queue(['shard-001']);
    const said: string[] = [];
    await shards.work({
      ...{ dataRoot, store: null, signal: stop.signal, leaseMs: 4000 },
      say: ({ kind }) => {
        said.push(kind);
        if (kind === 'busy') stop.abort();
      },
    });
    expect(said).toEqual(['busy']);
    unlock?.();
    // No failure of the job: it is tried again.
    expect([await shards.jobs.unfinished(), [...(await shards.jobs.dead())]]).toEqual([1, []]);
    await shards.work({ dataRoot, store: null });
    const outcomes = 'SELECT outcome FROM nianbao.visit ORDER BY generation';
    expect(await shards.postgres.query(outcomes)).toEqual(['done', 'busy', 'done'].map((outcome) => ({ outcome })));
    await shards.close();
  });

  it('a shard that is retired is empty, and nobody gets it again', async () => {
    const shards = await begin(3);
    const { postgres, jobs, portals } = shards;
    const options = { configured: placedPortals(portals, null), wait: false, signal };
    const { moves } = await retire(postgres, 'shard-002', options);
    expect(new Set(moves.map(({ from }) => from))).toEqual(new Set(['shard-002']));
    expect(Object.values(await homes(shards))).not.toContain('shard-002');
    expect(await jobs.ready([])).toEqual(['shard-001', 'shard-003']);
    expect(await Lease.take(postgres, { shard: 'shard-002', worker: 'w', lengthMs: 60_000, work: 'crawl' })).toBeNull();
    await shards.work({ dataRoot: dataFolder(), store: null });
    expect(await jobs.unfinished()).toBe(0);
    await retire(postgres, 'shard-003', options);
    await expect(retire(postgres, 'shard-001', options)).rejects.toThrow(/only shard/);
    await shards.close();
  });

  it('a folder that has fallen behind is put aside, one that the store has whole is made anew, the newest is gone on with', async () => {
    const shards = await begin(1, 2);
    const store = new FolderStore(dataFolder());
    const [first, second] = [dataFolder(), dataFolder()];
    const path = join(first, 'shard-001');
    const again = async (dataRoot: string, name: string) => {
      await shards.jobs.queue(['shard-001']);
      await shards.work({ dataRoot, store, name });
    };
    await shards.work({ dataRoot: first, store });
    await again(first, 'w1');
    expect(readMark(path)).toMatchObject({ generation: 2, saved: 2 });
    await again(second, 'w2');
    // The first machine's is behind, and all of it is in the store.
    await again(first, 'w1');
    expect([readMark(path), existsSync(join(first, '.aside'))]).toMatchObject([{ generation: 4, saved: 4 }, false]);
    const mark = readMark(path);
    if (mark === null) throw new Error('no mark');
    // As if it had been killed before it could give back.
    writeMark(path, { ...mark, saved: 2 });
    await again(second, 'w2');
    await again(first, 'w1');
    expect(readdirSync(join(first, '.aside'))).toEqual(['shard-001-000004']);
    expect(readMark(path)).toMatchObject({ generation: 6, saved: 6 });
    const db = openStore(path, { readonly: true });
    expect(db.get('SELECT count(*) AS runs FROM run')).toEqual({ runs: 6 });
    db.close();
    // Snapshots before the last two are gone, the archive's files and all manifests are there.
    const keys = await store.list('shard-001/');
    expect(keys.filter((key) => key.endsWith('.sqlite.gz'))).toHaveLength(2);
    expect(keys.filter((key) => key.endsWith('manifest.json'))).toHaveLength(6);
    await shards.close();

    // Another database that gives the same names would write over it.
    const anew = await begin(1, 2);
    const stop = new AbortController();
    const failures: string[] = [];
    await anew.work({
      ...{ dataRoot: dataFolder(), store, signal: stop.signal },
      say: (event) => {
        if (event.kind !== 'failed') return;
        failures.push(event.message);
        stop.abort();
      },
    });
    expect(failures).toEqual([expect.stringContaining('up to generation 6')]);
    expect(await store.list('shard-001/')).toEqual(keys);
    await anew.close();
  });
});
