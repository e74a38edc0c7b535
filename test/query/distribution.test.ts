import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { distributionOf, printedAs } from '../../src/query/distribution.ts';
import { greatestOf } from '../../src/query/greatest.ts';
import { openStore, type Statement, Store } from '../../src/store/store.ts';
import { file } from '../support/filed.ts';

const ORGAN = '北京市大兴区财政局';
/** Numbers of one organ, year after year from 2011; a report of a year that is corrected has two. */
const PRINTED = [null, 0, 0, 3, 9.5, 10, 10, 999, 1000, -2];

const folder = mkdtempSync(join(tmpdir(), 'nianbao-test-'));
const store = openStore(folder);
beforeAll(() => {
  store.transaction(() => {
    for (const [at, value] of PRINTED.entries()) {
      const year = 2011 + at;
      file(store, { 'applications/new_received/total': value }, { organ: ORGAN, year });
      const indicators = [{ label: at % 2 === 0 ? '收到申请数' : '1．收到申请数', value }];
      file(
        store,
        {},
        { organ: '北京市大兴区教育局', year, report: { ...LIST, indicators: indicators.map(indicator) } },
      );
    }
    const day = (n: number) => ({ organ: '北京市大兴区水利局', year: 2020, publishedOn: `2021-01-0${n}` });
    file(store, { 'applications/new_received/total': 5_000_000 }, day(1));
    file(store, { 'applications/new_received/total': 7 }, day(2));
  });
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const LIST = {
  title: null,
  organ: null,
  year: null,
  template: '2014',
  sections: [],
  tables: [],
  figures: [],
  checks: [],
  warnings: [],
};
const source = { table: 0, row: 0, column: 0, position: null, confidence: null };
const indicator = ({ label, value }: { label: string; value: number | null }) => ({
  ...{ indicator: label, unit: '件', source },
  // A form with two figures, in some years.
  ...(label.startsWith('1')
    ? { values: { value }, raw: { value: String(value ?? '') } }
    : {
        values: { this_year: value, cumulative: 1e6 },
        raw: { this_year: String(value ?? ''), cumulative: '1000000' },
      }),
});

it('counts every number of the current reports, and nothing of those that were corrected', () => {
  const numbers = [...PRINTED, 7].filter((value) => value !== null).toSorted((a, b) => a - b);
  const expected = {
    printed: 11,
    empty: 1,
    zeros: 2,
    mean: numbers.reduce((sum, value) => sum + value, 0) / numbers.length,
    decades: [
      { from: 1, count: 3 },
      { from: 10, count: 2 },
      { from: 100, count: 1 },
      { from: 1000, count: 1 },
    ],
  };
  expect(store.get('SELECT count(*) AS n FROM report WHERE is_current = 0')).toEqual({ n: 1 });
  const spread = distributionOf(store, 'app_new_received_total');
  expect(spread).toMatchObject(expected);
  expect(spread?.quantiles).toEqual([0, 0.25, 0.5, 0.75, 1].map((share) => numbers[Math.round(share * 9)]));
  expect(greatestOf(store, 'app_new_received_total', 3).map(({ value }) => value)).toEqual([1000, 999, 10]);
});

it('takes the number of the year where a form has two, and counts how its row is printed', () => {
  const spread = distributionOf(store, 'ind_received');
  expect([spread?.printed, spread?.empty, spread?.zeros, spread?.quantiles]).toEqual([
    10,
    1,
    2,
    [-2, 0, 9.5, 10, 1000],
  ]);
  expect(greatestOf(store, 'ind_received', 1)).toMatchObject([{ year: 2019, value: 1000 }]);
  expect(printedAs(store, 'received', 9)).toEqual([
    { label: '1．收到申请数', n: 5 },
    { label: '收到申请数', n: 5 },
  ]);
  expect(distributionOf(store, 'nothing')).toBeNull();
});

/** The same database, with all that is asked of it. */
class Listening extends Store {
  readonly asked: string[] = [];

  override prepare(sql: string): Statement {
    if (/FROM (?:cell|indicator) WHERE/.test(sql)) this.asked.push(sql);
    return super.prepare(sql);
  }
}

it('reads nothing but an index, in its order', () => {
  const listening = new Listening(store.db, folder, () => undefined);
  distributionOf(listening, 'app_new_received_total');
  distributionOf(listening, 'ind_received');
  printedAs(listening, 'received', 9);
  expect(listening.asked).toHaveLength(3);
  for (const sql of listening.asked) {
    const values = sql.includes('LIMIT') ? ['received', 9] : ['received'];
    const plan = store.db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    expect(plan[0]?.detail).toMatch(/^SEARCH (cell|indicator) USING COVERING INDEX/);
    if (!sql.includes('LIMIT')) expect(plan.map(({ detail }) => detail).join('\n')).not.toContain('TEMP B-TREE');
  }
});
