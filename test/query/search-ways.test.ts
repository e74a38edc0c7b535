import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { resolveOrgan } from '../../src/organs/index.ts';
import { conditionOf } from '../../src/query/filter.ts';
import { countReports } from '../../src/query/listing.ts';
import { type SearchQuery, search, searchStatement } from '../../src/query/search.ts';
import { countsOf, searchesOf } from '../../src/query/search-plan.ts';
import { openStore, type SqlValue } from '../../src/store/store.ts';
import { file } from '../support/filed.ts';

const [PLACES, DEPARTMENTS] = [
  ['江苏省', '广东省', '北京市大兴区'],
  ['财政局', '教育局', '水利局', '审计局'],
];
const organOf = (index: number): string =>
  `${PLACES[index % 3]}${DEPARTMENTS[index % 4]}${index % 7 === 0 ? '' : `第${index % 50}所`}`;

/** A word that all reports have, one that every third has, and one of a few; applications are 0 to 6. */
const REPORTS = Array.from({ length: 350 }, (_, index) => ({
  organ: organOf(index),
  year: 2004 + Math.floor(index / 17),
  received: index % 7,
  text: `公开工作平稳${'，网站更新'.repeat(index % 3)}${index % 100 === 0 ? '，败诉一件' : ''}。第${index}号`,
}));

const folder = mkdtempSync(join(tmpdir(), 'nianbao-test-'));
const store = openStore(folder);
store.transaction(() => {
  for (const { organ, year, received, text } of REPORTS) {
    const resolved = resolveOrgan(organ);
    if (resolved === null) throw new Error(organ);
    const publishedOn = `${year + 1}-0${1 + (year % 3)}-20`;
    file(store, { 'applications/new_received/total': received }, { organ, year, resolved, publishedOn }, text);
  }
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const current = new Set(
  store
    .all<{ text: string }>('SELECT text FROM section JOIN report ON report.id = report_id WHERE is_current = 1')
    .map(({ text }) => text),
);

/** Few enough that every way of searching is taken with so few reports. */
const WAYS = { sorted: 20, weighed: 60, block: 50, fewReports: 40, listed: 100 };
const texts = (query: SearchQuery) =>
  search(store, query, WAYS).map(({ excerpt }) => excerpt.replaceAll(/[【】…]/g, ''));

const FILTERS: readonly (readonly [Partial<SearchQuery>, (report: (typeof REPORTS)[number]) => boolean])[] = [
  [{}, () => true],
  [{ province: '江苏' }, ({ organ }) => organ.startsWith('江苏')],
  [{ organ: '江苏省财政局' }, ({ organ }) => organ === '江苏省财政局'],
  [{ years: [2010, 2012] }, ({ year }) => year >= 2010 && year <= 2012],
  [{ where: 'app_new_received_total > 4' }, ({ received }) => received > 4],
  [{ where: 'app_new_received_total = 0' }, ({ received }) => received === 0],
];

it.each(['公开', '网站', '败诉', '站', '公开 NOT 网站', '网站 败诉'])(
  '%s: every section that has it, once, by every way and in every order',
  (words) => {
    for (const [filter, fits] of FILTERS) {
      const expected = REPORTS.filter(
        (report) => current.has(report.text) && fits(report) && has(report.text, words),
      ).map(({ text }) => text);
      for (const order of ['rank', 'date', 'year', 'app_new_received_total']) {
        const query = { words, order, ...filter };
        const pages = [0, 1, 2, 3].flatMap((page) => texts({ ...query, limit: 101, offset: 101 * page }));
        expect(pages.toSorted(), JSON.stringify(query)).toEqual(expected.toSorted());
        expect(store.db.prepare(searchStatement(store, { ...query, limit: 1000 }, WAYS)).all()).toHaveLength(
          expected.length,
        );
      }
    }
  },
);

function has(text: string, words: string): boolean {
  const [plus = '', minus] = words.split(' NOT ');
  return plus.split(' ').every((word) => text.includes(word)) && (minus === undefined || !text.includes(minus));
}

it('keeps to the order that is asked for', () => {
  const years = search(store, { words: '公开', order: 'year', limit: 200 }, WAYS).map(({ year }) => year);
  expect(years).toEqual(years.toSorted((a, b) => b - a));
  const days = search(store, { words: '公开', order: 'date', limit: 200 }, WAYS).map(
    ({ published_on }) => published_on,
  );
  expect(days).toEqual(days.toSorted().reverse());
  const byNumber = search(store, { words: '公开', order: 'app_new_received_total', limit: 300 }, WAYS);
  const numbers = byNumber.map(({ excerpt }) => Number(/第(\d+)号/.exec(excerpt)?.[1]) % 7);
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
});

it('puts the best of the newest first where a word is in too many to weigh them all', () => {
  const hits = search(store, { words: '网站', limit: 30 }, WAYS);
  const times = hits.map(({ excerpt }) => excerpt.split('网站').length - 1);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(times[0]).toBe(2);
});

const LIMITS: readonly Partial<SearchQuery>[] = [
  {},
  { province: '江苏' },
  { city: '淮安市' },
  { level: 'county', kind: 'department' },
  { years: [2004, 2020] },
  { template: '2021' },
  { portal: 'p' },
  { where: 'app_new_received_total > 1' },
  { where: 'app_new_received_total = 0 AND year > 2000' },
  { failing: true },
  { failing: 'carried' },
  { status: 'late' },
  { status: 'corrected' },
];

/** What SQLite does, step by step, up to where what was found is shown. */
const stepsOf = (sql: string, values: readonly SqlValue[]): string[] => {
  const steps = store.db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values, 20, 0);
  const details = steps.map(({ detail }) => detail);
  const end = details.indexOf('SCAN found');
  return end < 0 ? details : details.slice(0, end);
};

it.each(['rank', 'date', 'year'])(
  'goes through reports in the order of %s by an index that has all that a filter asks for, and sorts nothing but the sections of one',
  (order) => {
    const index = order === 'date' ? 'report_published' : 'report_year';
    for (const isListed of [true, false]) {
      const bounds = { ...WAYS, fewReports: -1, listed: isListed ? 1e6 : 100 };
      for (const limit of LIMITS) {
        const [plan] = searchesOf(store, { words: '公开', order, ...limit }, '"公开"', bounds);
        const steps = stepsOf(plan?.sql ?? '', plan?.values ?? []);
        const told = JSON.stringify([limit, isListed, steps], null, 1);
        expect(
          steps.some(
            (step) => step.startsWith('SCAN report USING COVERING') || step.startsWith('SEARCH report USING COVERING'),
          ),
          told,
        ).toBe(true);
        expect(steps.join('\n'), told).toContain(`report USING COVERING INDEX ${index}`);
        expect(steps.join('\n'), told).not.toMatch(
          /TEMP B-TREE FOR ORDER BY|SCAN section\b|SCAN check_result(?! USING)/,
        );
        expect(
          steps.some((step) => /^SCAN section_search .*>/.test(step)),
          told,
        ).toBe(!isListed);
      }
    }
  },
);

it('goes through an index in the order of a number, and then through the reports that do not have it', () => {
  for (const order of ['app_new_received_total', 'ind_received'])
    for (const limit of LIMITS) {
      const bounds = { ...WAYS, fewReports: -1, listed: 1e6 };
      const plans = searchesOf(store, { words: '公开', order, ...limit }, '"公开"', bounds);
      const steps = plans.map(({ sql, values }) => stepsOf(sql, values).join('\n'));
      const told = JSON.stringify([order, limit, steps], null, 1);
      expect(steps, told).toHaveLength(2);
      expect(steps[0], told).toMatch(
        /^MATERIALIZE found\nSEARCH asked USING COVERING INDEX (cell_value|indicator_number)/,
      );
      expect(steps[1], told).toContain('report USING COVERING INDEX report_year');
      for (const part of steps) expect(part, told).not.toMatch(/TEMP B-TREE FOR ORDER BY|SCAN section\b/);
    }
});

it('finds the same where more fail a check than are listed', () => {
  const failing = { words: '公开', failing: 'tenfold', limit: 9 } as const;
  const few = search(store, failing, WAYS);
  store.transaction(() => {
    for (let at = 0; at < 5001; at++)
      store.run("INSERT INTO across_failure (report_id, rule, scope) VALUES (7, 'tenfold', ?)", String(at));
  });
  expect(conditionOf(store, failing).sql).toContain('EXISTS');
  const ids = store.all<{ id: number }>("SELECT DISTINCT report_id AS id FROM across_failure WHERE rule = 'tenfold'");
  expect(countReports(store, failing)).toBe(ids.length);
  expect(search(store, failing, WAYS).length).toBe(few.length + 1);
  store.run("DELETE FROM across_failure WHERE rule = 'tenfold' AND report_id = 7");
});

it('looks into few reports one by one, without an order to be made of all', () => {
  for (const limit of LIMITS.slice(1)) {
    const bounds = { ...WAYS, fewReports: 1000 };
    const [plan, ...more] = searchesOf(store, { words: '公开', ...limit }, '"公开"', bounds);
    expect(more).toEqual([]);
    expect(plan?.sql, JSON.stringify(limit)).toContain('json_each');
    const steps = stepsOf(plan?.sql ?? '', plan?.values ?? []);
    expect(steps.join('\n')).toMatch(/SEARCH report USING INTEGER PRIMARY KEY/);
  }
});

it('counts what it finds', () => {
  for (const limit of LIMITS)
    for (const fewReports of [-1, 1000]) {
      const bounds = { ...WAYS, fewReports };
      const query = { words: '公开', ...limit };
      const found = search(store, { ...query, limit: 1000 }, bounds).length;
      // However many ways there are, and whichever is asked first: here the first sections are all there are.
      for (const { sql, values } of countsOf(store, query, '"公开"', bounds))
        expect(store.get<{ n: number }>(sql, ...values, 1000)?.n, JSON.stringify(limit)).toBe(found);
    }
});
