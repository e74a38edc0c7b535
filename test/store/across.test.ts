import { describe, expect, it, onTestFinished } from 'vitest';
import { checksAcross } from '../../bench/corpus/across-truth.ts';
import { fill } from '../../bench/corpus/fill.ts';
import { ACROSS_RULES } from '../../src/codebook/index.ts';
import { resolveOrgan } from '../../src/organs/index.ts';
import { unfile } from '../../src/store/filing.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { acrossData } from '../../src/store/reference/across.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

function open(): Store {
  const store = openStore(dataFolder());
  onTestFinished(() => store.close());
  return store;
}

/** Applications that an organ received in a year; null: the number is not there. */
function received(store: Store, organ: string, year: number, value: number | null, portalId = 'p'): void {
  const resolved = resolveOrgan(organ);
  if (resolved === null) throw new Error(organ);
  file(
    store,
    { 'applications/new_received/total': value },
    { organ, year, resolved, portalId },
    `${organ} ${year} ${portalId}`,
  );
}

const sums = (store: Store) =>
  store.all(`SELECT year, scope, status, severity, left_value AS government, right_value AS departments FROM check_across
    WHERE rule = 'departments' ORDER BY organ, year`);
const row = (year: number, status: string, government: number | null, departments: number | null) => ({
  year,
  scope: 'received',
  status,
  severity: 'notice',
  government,
  departments,
});

const COUNTY = '江苏省淮安市洪泽区';

describe('departments against their government', () => {
  it('fails where they have more together, passes where all are there and have no more', () => {
    const store = open();
    received(store, `${COUNTY}人民政府`, 2021, 10);
    received(store, `${COUNTY}财政局`, 2021, 4);
    received(store, `${COUNTY}教育局`, 2021, 6);
    received(store, `${COUNTY}老子山镇人民政府`, 2021, 0);
    received(store, `${COUNTY}人民政府`, 2022, 10);
    received(store, `${COUNTY}财政局`, 2022, 4);
    received(store, `${COUNTY}教育局`, 2022, 7);
    received(store, `${COUNTY}老子山镇人民政府`, 2022, 0);
    // Of the city, and of a branch of the centre: no departments of the county.
    received(store, '江苏省淮安市财政局', 2021, 100);
    received(store, `国家税务总局${COUNTY}税务局`, 2021, 100);
    expect(sums(store)).toEqual([row(2021, 'pass', 10, 10), row(2022, 'fail', 10, 11)]);
  });

  it('does not know where one is missing that was there the year before or after, or that has no number', () => {
    const store = open();
    for (const year of [2020, 2021, 2022, 2023]) received(store, `${COUNTY}人民政府`, year, 10);
    for (const year of [2020, 2021, 2022]) received(store, `${COUNTY}财政局`, year, 4);
    received(store, `${COUNTY}教育局`, 2020, 2);
    received(store, `${COUNTY}教育局`, 2022, null);
    expect(sums(store)).toEqual([row(2020, 'pass', 10, 6), row(2021, 'unknown', 10, 4), row(2022, 'unknown', 10, 4)]);
    expect(store.all('SELECT year, department FROM department_missing ORDER BY year')).toEqual([
      { year: 2021, department: `${COUNTY}教育局` },
      { year: 2023, department: `${COUNTY}财政局` },
      { year: 2023, department: `${COUNTY}教育局` },
    ]);
  });

  it('does not know where a list of the division’s portal names one of which nothing is stored', () => {
    const store = open();
    received(store, `${COUNTY}人民政府`, 2021, 10);
    received(store, `${COUNTY}财政局`, 2021, 4);
    store.run("UPDATE portal SET code = '320813'");
    store.run("INSERT INTO channel (id, portal_id, url) VALUES (1, 'p', 'http://a/')");
    const sql =
      "INSERT INTO list_item (channel_id, url, title, organ, first_run_id, last_run_id) VALUES (1, ?, '', ?, 1, 1)";
    store.run(sql, 'http://a/1', `${COUNTY}财政局`);
    expect(sums(store)).toEqual([row(2021, 'pass', 10, 4)]);
    store.run(sql, 'http://a/2', `${COUNTY}审计局`);
    expect(sums(store)).toEqual([row(2021, 'unknown', 10, 4)]);
    // More is more, whoever is missing.
    received(store, `${COUNTY}教育局`, 2021, 7);
    expect(sums(store)).toEqual([row(2021, 'fail', 10, 11)]);
  });

  it('counts an organ on two portals and under two names once, by its smaller number', () => {
    const store = open();
    received(store, `${COUNTY}人民政府`, 2021, 10);
    received(store, `${COUNTY}财政局`, 2021, 9, 'p');
    received(store, '洪泽区财政局', 2021, 7, 'q');
    received(store, '洪泽区财政局', 2021, null, 'r');
    expect(store.all('SELECT department, value FROM department_value')).toEqual([
      { department: `${COUNTY}财政局`, value: 7 },
    ]);
    expect(sums(store)).toEqual([row(2021, 'pass', 10, 7)]);
  });
});

it('check_across is what generated truths say, rule by rule', () => {
  const store = open();
  // The last organ lacks half of its years.
  const reports = 95;
  fill(store, reports);
  const found = store.db.prepare<[number], object>(
    `SELECT rule, scope, status, severity, left_value AS left, right_value AS right FROM check_across WHERE report_id = ?
       ORDER BY rule, scope`,
  );
  const seen = new Set<string>();
  for (let index = 0; index < reports; index++) {
    const expected = checksAcross(index, reports).toSorted((a, b) =>
      `${a.rule} ${a.scope}` < `${b.rule} ${b.scope}` ? -1 : 1,
    );
    expect(found.all(index + 1), `report ${index}`).toEqual(expected);
    for (const { rule, status } of expected) seen.add(`${rule} ${status}`);
  }
  expect([...seen].sort()).toEqual(
    expect.arrayContaining(
      RULES.filter((rule) => rule !== 'departments').flatMap((rule) => [`${rule} fail`, `${rule} pass`]),
    ),
  );
});

const RULES = Object.keys(ACROSS_RULES);

describe('failed checks that are kept', () => {
  const [kept, actual] = ['across_failure', "check_across WHERE status = 'fail'"].map(
    (from) => (store: Store) =>
      store.all(`SELECT DISTINCT report_id, rule, scope FROM ${from} ORDER BY report_id, rule, scope`),
  ) as [(store: Store) => unknown[], (store: Store) => unknown[]];

  it('are those of the view, whatever the order in which reports come, are corrected and go', () => {
    const store = open();
    const seen = new Set<number>();
    for (let step = 0; step < 60; step++) {
      const place = COUNTY + ['人民政府', '财政局', '教育局'][step % 3];
      const year = 2020 + ((step * 7) % 4);
      // The second printing of a name, another portal, and corrections: of five numbers each.
      const organ = step % 11 === 0 ? place.replace('江苏省', '') : place;
      const resolved = resolveOrgan(organ, { portalCode: '320813' });
      if (resolved === null) throw new Error(organ);
      const cells = Object.fromEntries(
        ['new_received/total', 'carried_in/total', 'carried_out/total'].map((name, at) => [
          `applications/${name}`,
          ((step + at) * 37) % (step % 5 === 0 ? 900 : 23),
        ]),
      );
      const portalId = step % 13 === 0 ? 'q' : 'p';
      file(store, cells, { organ, year, resolved, portalId, publishedOn: `${year + 1}-01-${10 + (step % 20)}` });
      expect(kept(store), `step ${step}`).toEqual(actual(store));
      seen.add(kept(store).length);
    }
    expect(seen.size).toBeGreaterThan(5);
    for (const { documentId } of store.all<{ documentId: number }>('SELECT id AS documentId FROM document')) {
      unfile(store, { documentId, portalId: 'p' });
      expect(kept(store)).toEqual(actual(store));
    }
  });

  it('are found by organ and year, not among all reports of a year', () => {
    const steps = open().all<{ detail: string }>("EXPLAIN QUERY PLAN SELECT * FROM check_across WHERE status = 'fail'");
    const told = steps.map(({ detail }) => detail).join('\n');
    expect(told).toContain('SEARCH earlier USING COVERING INDEX report_organ_id (organ_id=? AND year=?');
    expect(told).not.toMatch(/SEARCH \w+ USING (?:COVERING )?INDEX report_year/);
  });

  it('are found again where the views have changed', () => {
    const store = open();
    received(store, `${COUNTY}人民政府`, 2021, 10);
    received(store, `${COUNTY}财政局`, 2021, 40);
    const before = kept(store);
    expect(before).toHaveLength(1);
    store.run('DELETE FROM across_failure');
    acrossData.fill(store.db);
    expect(kept(store)).toEqual(before);
  });
});
