import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FetchError } from '../../src/crawlers/http/errors.ts';
import { Jobs } from '../../src/shards/jobs.ts';
import type { Clocks } from '../../src/shards/lease/deadline.ts';
import { giveBack, type LeaseEnd } from '../../src/shards/lease/give-back-rows.ts';
import { Lease, LeaseLostError } from '../../src/shards/lease/lease.ts';
import { initShards } from '../../src/shards/manage/init.ts';
import { Postgres } from '../../src/shards/postgres/postgres.ts';
import { postgresMissing, startPostgres, type TestPostgres } from '../support/postgres.ts';

const END: LeaseEnd = {
  outcome: 'done',
  message: null,
  left: null,
  requests: 1,
  failed: 0,
  documents: 0,
  reportsNew: 0,
  manifest: null,
};

/** Clocks that a test sets; a process that is frozen finds them gone on when it wakes. */
class TestClocks implements Clocks {
  passed = 0;
  ahead = 0;
  readonly steady = (): number => this.passed;
  readonly wall = (): number => 1_700_000_000_000 + this.passed + this.ahead;
}

describe.skipIf(postgresMissing !== null)(`leases (${postgresMissing ?? 'PostgreSQL'})`, () => {
  let server: TestPostgres;
  let postgres: Postgres;

  beforeAll(async () => {
    server = await startPostgres();
    postgres = await Postgres.open(server.url);
    const load = { rows: 1, paceMs: 1 };
    await initShards(
      postgres,
      ['a', 'b', 'c', 'd'].map((id) => ({ id, hosts: [`${id}.gov.cn`], load })),
      4,
    );
  });
  afterAll(async () => {
    await postgres.close();
    await server.remove();
  });

  const take = (shard: string, worker: string, options: { lengthMs?: number; clocks?: Clocks } = {}) =>
    Lease.take(postgres, { shard, worker, lengthMs: 600_000, work: 'crawl', ...options });

  it('one worker has a shard, and the next one only when it is given back; generations count', async () => {
    const first = await take('shard-001', 'w1');
    expect(first?.generation).toBe(1);
    expect(await take('shard-001', 'w2')).toBeNull();
    if (first === null) return;
    first.check();
    await postgres.transaction((queries) => giveBack(queries, first, END));
    first.end();
    expect(() => first.check()).toThrow(LeaseLostError);
    const second = await take('shard-001', 'w2');
    expect(second?.generation).toBe(2);
    // A late word of the first one, which has no lease any more, moves nothing.
    await expect(postgres.transaction((queries) => giveBack(queries, first, END))).rejects.toThrow(LeaseLostError);
    second?.end();
  });

  it('a host’s pace goes on from one lease to the next: its first request waits', async () => {
    await postgres.query('UPDATE nianbao.shard SET worker = NULL, lease_until = NULL');
    const first = await take('shard-003', 'w1');
    if (first === null) throw new Error('not leased');
    await postgres.transaction((queries) => giveBack(queries, first, END));
    first.end();
    const second = await take('shard-003', 'w2');
    await second?.enter('c.gov.cn:80', 700, 'c');
    const [row] = await postgres.query<{ ms: number }>(
      "SELECT (extract(epoch FROM now() - ended_at) * 1000)::float8 AS ms FROM nianbao.shard WHERE name = 'shard-003'",
    );
    expect(row?.ms).toBeGreaterThanOrEqual(700);
    second?.end();
    await postgres.query('UPDATE nianbao.shard SET worker = NULL, lease_until = NULL, ended_at = NULL, generation = 0');
    await postgres.query('DELETE FROM nianbao.visit');
  });

  it('a lease that has run out is somebody else’s, and what the first one says is not taken', async () => {
    const [clocks, first] = [new TestClocks(), await take('shard-002', 'w1')];
    await postgres.query("UPDATE nianbao.shard SET lease_until = now() - interval '1 second' WHERE name = 'shard-002'");
    const second = await take('shard-002', 'w2', { clocks });
    expect(second?.generation).toBe(2);
    if (first === null || second === null) return;
    await expect(postgres.transaction((queries) => giveBack(queries, first, END))).rejects.toThrow(LeaseLostError);
    first.end();
    second.end();
  });

  it('whoever wakes too late sends nothing, by whichever clock has gone on', async () => {
    for (const [index, shows] of (['passed', 'ahead'] as const).entries()) {
      const clocks = new TestClocks();
      const lease = await take('shard-003', `w${index}`, { clocks });
      if (lease === null) throw new Error('not leased');
      lease.check();
      clocks[shows] += 600_000 * 0.6;
      lease.check();
      clocks[shows] += 600_000 * 0.1;
      expect(() => lease.check()).toThrow(LeaseLostError);
      expect(lease.signal.aborted).toBe(true);
      lease.end();
      await postgres.query("UPDATE nianbao.shard SET worker = NULL, lease_until = NULL WHERE name = 'shard-003'");
    }
  });

  it('a host of another shard is not asked; one of nobody’s is taken, once', async () => {
    const [one, other] = [
      await take('shard-001', 'w1').then((lease) => lease ?? take('shard-003', 'w1')),
      await take('shard-004', 'w2'),
    ];
    if (one === null || other === null) throw new Error('not leased');
    await other.enter('cdn.gov.cn:443', 0, 'p');
    await expect(one.enter('cdn.gov.cn:80', 0, 'p')).rejects.toThrow(FetchError);
    await other.enter('cdn.gov.cn:80', 0, 'p');
    const wanted = await postgres.query('SELECT portal, host FROM nianbao.wanted_host');
    expect(wanted).toEqual([{ portal: 'p', host: 'cdn.gov.cn' }]);
    one.end();
    other.end();
  });

  it('is over by itself where PostgreSQL stays away, and nothing is sent any more', async () => {
    await postgres.query('UPDATE nianbao.shard SET worker = NULL, lease_until = NULL');
    const options = { shard: 'shard-004', worker: 'w1', lengthMs: 2000, work: 'crawl', renewEveryMs: 20 };
    const lease = await Lease.take(postgres, options);
    if (lease === null) throw new Error('not leased');
    await server.stop('immediate');
    while (!lease.signal.aborted) await sleep(10);
    expect(() => lease.check()).toThrow(LeaseLostError);
    await expect(lease.enter('other.gov.cn:80', 0, null)).rejects.toThrow(LeaseLostError);
    lease.end();
    await server.start();
  });

  it('goes on while PostgreSQL restarts, and renews by itself afterwards', async () => {
    await postgres.query('UPDATE nianbao.shard SET worker = NULL, lease_until = NULL');
    const contacts: boolean[] = [];
    const lengthMs = 60_000;
    const lease = await Lease.take(postgres, {
      ...{ shard: 'shard-002', worker: 'w1', lengthMs, work: 'crawl', renewEveryMs: 20 },
      onContact: (reachable) => contacts.push(reachable),
    });
    if (lease === null) throw new Error('not leased');
    await server.stop('immediate');
    while (!contacts.includes(false)) await sleep(10);
    lease.check();
    await server.start();
    while (contacts.at(-1) !== true) await sleep(10);
    lease.check();
    lease.end();
  });
});

describe.skipIf(postgresMissing !== null)(`jobs (${postgresMissing ?? 'PostgreSQL'})`, () => {
  it('a shard has one job under way; what fails is tried again and in the end put aside, with what was said', async () => {
    const server = await startPostgres();
    const postgres = await Postgres.open(server.url);
    const jobs = await Jobs.open(postgres, {
      leaseMs: 60_000,
      supervises: false,
      firstPauseS: 0,
      onError: () => undefined,
    });
    try {
      await initShards(postgres, [{ id: 'a', hosts: ['a'], load: { rows: 1, paceMs: 1 } }], 1);
      await jobs.addShards(['shard-001']);
      expect(await jobs.queue(['shard-001'])).toBe(1);
      expect(await jobs.queue(['shard-001'])).toBe(0);
      expect(await jobs.ready([])).toEqual(['shard-001']);
      const job = await jobs.take('shard-001');
      expect(job?.work).toBe('crawl');
      // The next round waits, while this one goes on.
      await jobs.queue(['shard-001'], 'file');
      expect(await jobs.ready([])).toEqual([]);
      expect(await jobs.take('shard-001')).toBeNull();
      if (job === null) return;
      await jobs.complete(job);
      expect((await jobs.take('shard-001'))?.work).toBe('file');
      await postgres.query("UPDATE nianbao_jobs.job SET state = 'completed' WHERE name = 'shard-001'");
      await jobs.queue(['shard-001']);
      for (let tries = 0; tries < 6; tries++) {
        await postgres.query(
          "UPDATE nianbao_jobs.job SET start_after = now() - interval '1 second' WHERE state = 'retry'",
        );
        const again = await jobs.take('shard-001');
        if (again !== null) await jobs.fail(again, 'the disk is full');
      }
      expect(await jobs.unfinished()).toBe(0);
      expect([...(await jobs.dead())]).toEqual([['shard-001', 'the disk is full']]);
      expect(await jobs.queue(['shard-001'])).toBe(1);
      expect([...(await jobs.dead())]).toEqual([]);
    } finally {
      await jobs.close();
      await postgres.close();
      await server.remove();
    }
  });
});
