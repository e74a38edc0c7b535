import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  diskState,
  doubtfulChannelsNow,
  duePortals,
  dueReports,
  isSeason,
  lastNights,
  nightReportText,
  openFindings,
  refusingHosts,
} from '../../../src/query/nights/index.ts';
import { openStore, type Store, startRun } from '../../../src/store/index.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { file } from '../../support/filed.ts';

let store: Store;
beforeEach(() => {
  store = openStore(dataFolder());
});
afterEach(() => store.close());

function night(free: number | null, cause = 'ok'): number {
  const run = startRun(store, 'nianbao crawl --mode nightly');
  store.run(
    `INSERT INTO night VALUES (?, 'nightly', ?, 0, 300, 900, 890, 5, 1, 1, 2, 3, 1, 0, ?, NULL, ?)`,
    run,
    cause,
    free,
    `{"run":${run}}`,
  );
  return run;
}

function finding(run: number, name: string, portals: readonly string[]): void {
  const sql = `INSERT INTO finding (kind, scope, name, opened_run_id, changed_run_id) VALUES ('list_fell', 'family', ?, ?, ?) RETURNING id`;
  const { id } = store.get<{ id: number }>(sql, name, run, run) ?? { id: 0 };
  for (const portal of portals)
    store.run(
      `INSERT INTO problem (finding_id, portal_id, kind, url, code, message, since_run_id, last_run_id)
       VALUES (?, ?, 'list_fell', ?, 'rows', '0 rows, 12 before', ?, ?)`,
      id,
      portal,
      `http://${portal}.gov.cn/nb/`,
      run,
      run,
    );
}

test('nights, the newest first, with their reports', () => {
  const [first, second] = [night(null), night(null, 'failures')];
  expect(lastNights(store).map(({ run, cause }) => [run, cause])).toEqual([
    [second, 'failures'],
    [first, 'ok'],
  ]);
  expect(nightReportText(store)).toBe(`{"run":${second}}`);
  expect(nightReportText(store, first)).toBe(`{"run":${first}}`);
});

test('what is wrong, with its portals, and for whom it is known until when', () => {
  const run = night(null);
  for (const id of ['a', 'b', 'c'])
    store.run("INSERT INTO portal (id, name, code, platform) VALUES (?, ?, NULL, 'trs')", id, id);
  finding(run, 'trs', ['a', 'b', 'c']);
  store.run(
    `INSERT INTO acknowledgement (kind, scope, name, reason, made_on, expires_on) VALUES ('list_fell', 'family', 'trs', 'redesign', '2026-01-02', '2026-02-01')`,
  );
  expect(openFindings(store, '2026-01-31')).toMatchObject([
    { name: 'trs', portals: ['a', 'b', 'c'], acknowledged: { reason: 'redesign', expires_on: '2026-02-01' } },
  ]);
  expect(openFindings(store, '2026-02-01')).toMatchObject([{ name: 'trs', acknowledged: null }]);
});

test('what is due: the organs that published a year ago, and have not', () => {
  file(store, {}, { portalId: 'p', organ: '清河区民政局', year: 2024, publishedOn: '2025-01-20' });
  file(store, {}, { portalId: 'p', organ: '清河区财政局', year: 2024, publishedOn: '2025-01-10' });
  file(store, {}, { portalId: 'p', organ: '清河区财政局', year: 2025, publishedOn: '2026-01-11' });
  file(store, {}, { portalId: 'q', organ: '清河区水务局', year: 2023, publishedOn: '2024-01-10' });
  expect(dueReports(store, '2026-02-01')).toEqual([
    { portal: 'p', organ: '清河区民政局', year: 2025, last_time: '2025-01-20' },
  ]);
  expect(duePortals(store, '2026-02-01')).toEqual([{ portal: 'p', missing: 1, of: 2 }]);
  expect([isSeason('2026-04-30'), isSeason('2026-05-01')]).toEqual([true, false]);
});

test('hosts that refuse, lists that were not read to their end', () => {
  const run = night(null);
  for (const id of ['a', 'b']) {
    store.run('INSERT INTO portal (id, name, code) VALUES (?, ?, NULL)', id, id);
    store.run("INSERT OR IGNORE INTO host (name, delay_ms) VALUES ('h:80', 0)");
    store.run(
      `INSERT INTO request (key, portal_id, kind, url, host, state, details, failure, run_id)
       VALUES (?, ?, 'channel', 'http://h/', 'h:80', 'failed', '{}', 'refused', ?)`,
      id,
      id,
      run,
    );
    store.run(
      "INSERT INTO channel (portal_id, url, completeness, run_id) VALUES (?, 'http://h/', ?, ?)",
      id,
      id === 'a' ? 'complete' : 'unknown',
      run,
    );
  }
  expect(refusingHosts(store)).toEqual([{ host: 'h:80', failure: 'refused', portals: ['a', 'b'], requests: 2 }]);
  expect(doubtfulChannelsNow(store)).toMatchObject([{ portal: 'b', completeness: 'unknown' }]);
});

test('for how many nights the disk has room', () => {
  night(9_000_000_000);
  expect(diskState(store)).toMatchObject({ per_night: null, nights_left: null });
  night(8_000_000_000);
  night(7_000_000_000);
  const { free, per_night, nights_left, database } = diskState(store);
  expect(per_night).toBe(1_000_000_000);
  expect(nights_left).toBe(Math.floor((free ?? 0) / 1_000_000_000));
  expect(database).toBeGreaterThan(4096);
});

test('each question goes by an index', () => {
  const asked = vi.spyOn(store, 'all');
  lastNights(store);
  dueReports(store, '2026-02-01');
  duePortals(store, '2026-02-01');
  refusingHosts(store);
  openFindings(store, '2026-02-01');
  for (const [sql, ...values] of asked.mock.calls.slice()) {
    const plan = store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail);
    expect(plan.filter((step) => /^SCAN (?!request USING INDEX request_failed|night|ack)/.test(step))).toEqual([]);
  }
});
