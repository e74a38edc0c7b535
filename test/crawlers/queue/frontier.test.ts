import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Frontier } from '../../../src/crawlers/queue/frontier.ts';
import { detailsWith, type NewRequest, type QueuedRequest } from '../../../src/crawlers/queue/request.ts';
import { upsertPortal } from '../../../src/store/portals.ts';
import { startRun } from '../../../src/store/runs.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { temporaryFolder } from '../../support/crawling.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(() => {
  folder = temporaryFolder();
  store = openStore(folder.path);
  for (const id of ['a', 'b']) upsertPortal(store, { id, name: id, code: null });
});
afterEach(() => {
  store.close();
  folder.remove();
});

const slow = () => ({ delayMs: 100, parallel: 1 });
const free = () => ({ delayMs: 0, parallel: 1000 });
const page = (url: string, kind: NewRequest['kind'] = 'detail'): NewRequest => ({
  kind,
  url,
  channelId: null,
  parentId: null,
  details: detailsWith(),
});

function opened(portals = ['a'], pace = slow): Frontier {
  const frontier = new Frontier(store, startRun(store, 'test'));
  for (const portal of portals) frontier.begin(portal, pace);
  return frontier;
}
const all = (frontier: Frontier, now = Date.now()): QueuedRequest[] => {
  const taken: QueuedRequest[] = [];
  for (let queued = frontier.take(now); queued !== null; queued = frontier.take(now)) taken.push(queued);
  return taken;
};

describe('a host is due', () => {
  test('one request at a time, and a pause from start to start', () => {
    const frontier = opened();
    for (const n of [1, 2, 3]) frontier.enqueue('a', page(`http://x.gov.cn/${n}`), slow);
    const first = frontier.take(1000);
    expect(first?.url).toBe('http://x.gov.cn/1');
    expect(frontier.take(5000)).toBeNull();
    if (first) frontier.done(first);
    expect(frontier.take(1099)).toBeNull();
    expect(frontier.dueIn(1040)).toBe(60);
    expect(frontier.take(1100)?.url).toBe('http://x.gov.cn/2');
  });

  test("one that is asked for several at once has room as soon as an answer is here, and no more of it at the request's end", async () => {
    const two = () => ({ delayMs: 0, parallel: 2 });
    const frontier = opened(['a'], two);
    for (let n = 1; n <= 6; n++) frontier.enqueue('a', page(`http://x.gov.cn/${n}`), two);
    const [first, second] = all(frontier, 1000);
    expect(frontier.isDue(1000)).toBe(false);
    if (first === undefined || second === undefined) throw new Error('nothing was handed out');
    await frontier.arrived(first);
    const third = all(frontier, 1000);
    expect(third.map(({ url }) => url)).toEqual(['http://x.gov.cn/3']);
    // Its end is no further room, however it ends.
    store.transaction(() => frontier.done(first));
    expect(all(frontier, 1000)).toEqual([]);
    await frontier.arrived(second);
    store.transaction(() => frontier.giveBack(second));
    // The one that was given back is the first again.
    expect(all(frontier, 1000).map(({ url }) => url)).toEqual(['http://x.gov.cn/2']);
    expect(store.get('SELECT busy, pending FROM host')).toEqual({ busy: 2, pending: 3 });
    expect(frontier.counts).toEqual({ open: 5, active: 2 });
  });

  test("one that is asked for one thing at a time waits for the request's end: its page may ask for more", async () => {
    const frontier = opened();
    for (const n of [1, 2]) frontier.enqueue('a', page(`http://x.gov.cn/${n}`), slow);
    const first = frontier.take(1000);
    if (first === null) throw new Error('nothing was handed out');
    await frontier.arrived(first);
    expect(frontier.take(9000)).toBeNull();
    frontier.done(first);
    expect(frontier.take(9000)?.url).toBe('http://x.gov.cn/2');
  });

  test('a name on another port, and another name, are other hosts', () => {
    const frontier = opened();
    for (const host of ['x.gov.cn', 'x.gov.cn:8080', 'y.x.gov.cn']) {
      frontier.enqueue('a', page(`http://${host}/1`), slow);
      frontier.enqueue('a', page(`http://${host}/2`), slow);
    }
    expect(
      all(frontier)
        .map(({ host }) => host)
        .sort(),
    ).toEqual(['x.gov.cn:80', 'x.gov.cn:8080', 'y.x.gov.cn:80']);
  });

  test('of two portals on one host the slower pace counts', () => {
    const frontier = opened(['a', 'b']);
    frontier.enqueue('a', page('http://x.gov.cn/1'), () => ({ delayMs: 50, parallel: 3 }));
    frontier.enqueue('b', page('http://x.gov.cn/2'), () => ({ delayMs: 300, parallel: 2 }));
    expect(frontier.take(1000)).not.toBeNull();
    expect(frontier.take(1250)).toBeNull();
    expect(frontier.take(1300)).not.toBeNull();
  });

  test('a hop books its turn, and the next request waits behind it', () => {
    const frontier = opened();
    for (const n of [1, 2]) frontier.enqueue('a', page(`http://x.gov.cn/${n}`), slow);
    const first = frontier.take(1000);
    expect(frontier.hosts.book('x.gov.cn:80', slow(), 1010)).toBe(1100);
    expect(frontier.hosts.book('x.gov.cn:80', slow(), 1010)).toBe(1200);
    expect(frontier.hosts.book('new.gov.cn:80', slow(), 1010)).toBe(1010);
    if (first) frontier.done(first);
    expect(frontier.take(1299)).toBeNull();
    expect(frontier.take(1300)).not.toBeNull();
  });

  test('a host that asks to slow down is left alone', () => {
    const frontier = opened();
    frontier.enqueue('a', page('http://x.gov.cn/1'), slow);
    const queued = frontier.take(1000);
    expect(frontier.hosts.backOff('x.gov.cn:80', 9000)).toBe(1);
    if (queued) frontier.retry(queued, 'throttled', 'HTTP 503', 2000);
    expect(frontier.take(8999)).toBeNull();
    const again = frontier.take(9000);
    expect(again?.attempts).toBe(1);
    expect(frontier.hosts.backOff('x.gov.cn:80', 10_000)).toBe(2);
    if (again) frontier.done(again);
    expect(frontier.hosts.penalty('x.gov.cn:80')).toBe(0);
  });
});

describe('a request', () => {
  test('is wanted once in a visit, under all spellings of its address', () => {
    const frontier = opened();
    expect(frontier.enqueue('a', page('http://x.gov.cn/nb/'), slow)).not.toBeNull();
    for (const url of [
      'http://x.gov.cn/nb/',
      'http://x.gov.cn/nb/index.html',
      'https://x.gov.cn/nb/#top',
      'http://x.gov.cn//nb/?',
    ]) {
      expect(frontier.enqueue('a', page(url), slow), url).toBeNull();
    }
    expect(frontier.enqueue('a', page('http://x.gov.cn/nb/', 'attachment'), slow)).toBeNull();
    expect(frontier.enqueue('a', page('http://x.gov.cn/nb/', 'list'), slow)).not.toBeNull();
    expect(frontier.enqueue('b', page('http://x.gov.cn/nb/'), slow)).not.toBeNull();
    expect(frontier.isEnqueued('a', 'http://x.gov.cn/other/')).toBe(false);
    expect(frontier.isEnqueued('a', 'http://x.gov.cn/nb/index.htm')).toBe(true);
  });

  test('waits for its time, also after others are done', () => {
    const frontier = opened(['a'], free);
    frontier.enqueue('a', page('http://x.gov.cn/1'), free);
    const queued = frontier.take(1000);
    if (queued) frontier.retry(queued, 'server_error', 'HTTP 500', 5000);
    expect(frontier.open('a')).toBe(1);
    expect(frontier.take(4999)).toBeNull();
    expect(frontier.dueIn(4000)).toBe(1000);
    expect(frontier.take(5000)?.attempts).toBe(1);
  });

  test('in flight at a crash waits again; what is done stays done', () => {
    const first = opened(['a'], free);
    for (const n of [1, 2, 3]) first.enqueue('a', page(`http://x.gov.cn/${n}`), free);
    const [done, ,] = all(first);
    if (done) first.done(done);
    // The process ends here without a word.
    const second = new Frontier(store, startRun(store, 'again'));
    expect(second.take()).toBeNull();
    expect(second.begin('a', free)).toBe(true);
    expect(second.enqueue('a', page('http://x.gov.cn/1'), free)).toBeNull();
    expect(
      all(second)
        .map(({ url }) => url)
        .sort(),
    ).toEqual(['http://x.gov.cn/2', 'http://x.gov.cn/3']);
  });

  test('of a portal that is not part of this run is not handed out, and not lost', () => {
    const first = opened(['a', 'b'], free);
    for (const portal of ['a', 'b']) first.enqueue(portal, page(`http://${portal}.gov.cn/`), free);
    const second = opened(['a'], free);
    expect(all(second).map(({ portalId }) => portalId)).toEqual(['a']);
    const third = opened(['b'], free);
    expect(all(third).map(({ portalId }) => portalId)).toEqual(['b']);
  });

  test('of a finished visit is wanted again by the next, and failures by name', () => {
    const first = opened(['a'], free);
    for (const n of [1, 2, 3]) first.enqueue('a', page(`http://x.gov.cn/${n}`), free);
    const [one, two, three] = all(first);
    if (one && two && three) {
      first.done(one);
      first.fail(two, 'not_found', 'HTTP 404');
      first.fail(three, 'timeout', 'slow');
    }
    first.finish('a');
    const second = opened(['a'], free);
    expect(second.enqueue('a', page('http://x.gov.cn/1'), free)).not.toBeNull();
    expect(second.retryFailed('a', free, ['timeout'])).toBe(1);
    expect(
      all(second)
        .map(({ url }) => url)
        .sort(),
    ).toEqual(['http://x.gov.cn/1', 'http://x.gov.cn/3']);
  });
});

test('a request costs the same however many wait: no statement of its way scans or sorts', () => {
  const frontier = opened(['a'], free);
  for (let n = 0; n < 50; n++) frontier.enqueue('a', page(`http://h${n % 5}.gov.cn/${n}`), slow);
  const asked = new Set<string>();
  for (const way of ['get', 'all', 'run'] as const) {
    vi.spyOn(store, way);
  }
  const later = frontier.take(1000);
  if (later) frontier.retry(later, 'server_error', '', 2000);
  for (let now = 1100; now < 4000; now += 100) {
    const queued = frontier.take(now);
    if (queued) frontier.done(queued);
  }
  expect(frontier.taken).toBeGreaterThan(20);
  for (const way of ['get', 'all', 'run'] as const)
    for (const [sql] of vi.mocked(store[way]).mock.calls) asked.add(sql);
  expect(asked.size).toBeGreaterThan(5);
  for (const sql of asked) {
    const steps = planOf(sql);
    expect(steps.filter((step) => /^SCAN|TEMP B-TREE/.test(step)).map((step) => `${step}: ${sql}`)).toEqual([]);
  }
});

const planOf = (sql: string): string[] =>
  store
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...[...sql.matchAll(/\?/g)].map(() => null))
    .map(({ detail }) => detail);

test('whatever happens, each request is handed out exactly once and the counts hold', async () => {
  const frontier = opened(['a', 'b'], free);
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const done = new Map<number, number>();
  const inFlight: QueuedRequest[] = [];
  const arrived = new Set<QueuedRequest>();
  let now = 1000;
  let wanted = 0;
  for (let step = 0; step < 4000 || frontier.counts.open > 0; step++) {
    now += Math.floor(random() * 30);
    if (step < 3000 && random() < 0.3) {
      const portal = random() < 0.5 ? 'a' : 'b';
      const pace = () => ({ delayMs: 5, parallel: 1 + Math.floor(random() * 3) });
      if (
        frontier.enqueue(
          portal,
          page(`http://h${Math.floor(random() * 9)}.gov.cn/${Math.floor(random() * 900)}`),
          pace,
        ) !== null
      )
        wanted++;
    }
    const queued = frontier.take(now);
    if (queued !== null) inFlight.push(queued);
    const here = random() < 0.03 ? inFlight[Math.floor(random() * inFlight.length)] : undefined;
    if (here !== undefined && !arrived.has(here)) {
      arrived.add(here);
      await frontier.arrived(here);
    }
    if (inFlight.length > 0 && random() < 0.6) {
      const [outcome] = inFlight.splice(Math.floor(random() * inFlight.length), 1);
      if (outcome === undefined) continue;
      const dice = random();
      if (dice < 0.15) frontier.retry(outcome, 'timeout', '', now + 100);
      else if (dice < 0.2) frontier.giveBack(outcome);
      else {
        if (dice < 0.3) frontier.fail(outcome, 'not_found', '');
        else frontier.done(outcome);
        done.set(outcome.id, (done.get(outcome.id) ?? 0) + 1);
      }
    }
    if (random() < 0.05) frontier.hosts.book('h1.gov.cn:80', { delayMs: 5, parallel: 1 }, now);
    expect(step).toBeLessThan(100_000);
  }
  expect(done.size).toBe(wanted);
  expect(arrived.size).toBeGreaterThan(50);
  expect([...done.values()].every((count) => count === 1)).toBe(true);
  expect(store.all('SELECT * FROM host WHERE pending <> 0 OR busy <> 0')).toEqual([]);
});
