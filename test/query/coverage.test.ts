import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LedgerFilter, ledger } from '../../src/query/coverage/ledger.ts';
import {
  countryCoverage,
  entriesOf,
  type MatrixCell,
  type MatrixFilter,
  matrixOf,
} from '../../src/query/coverage/matrix.ts';
import { coverage } from '../../src/query/coverage/summary.ts';
import { openStore, type Store, upsertPortal } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

let data: string;
let store: Store;
beforeEach(() => {
  data = dataFolder();
  store = openStore(data);
});
afterEach(() => store.close());

/** Names of the ledger's organs end with these; year and status. */
const statuses = (filter: LedgerFilter, ...endings: readonly string[]) =>
  [...ledger(store, filter)]
    .filter(({ publisher }) => endings.some((ending) => publisher.name.endsWith(ending)))
    .map(({ publisher, year, status }) => `${publisher.name} ${year} ${status}`);

const DAXING = { organ: '北京市大兴区人民政府', portalId: 'daxing' } as const;
const FINANCE = { organ: '北京市大兴区财政局', portalId: 'daxing' } as const;
const numbers = (value: number) => ({ 'applications/new_received/total': value });

function channel(portal: string, completeness: string, organs: readonly string[] = []): void {
  store.run(
    'INSERT INTO channel (portal_id, url, completeness, run_id) VALUES (?, ?, ?, (SELECT max(id) FROM run))',
    portal,
    `http://${portal}.gov.cn/nb/`,
    completeness,
  );
  for (const organ of organs)
    store.run(
      `INSERT INTO list_item (channel_id, url, title, organ, first_run_id, last_run_id)
       SELECT id, ?, '年报', ?, run_id, run_id FROM channel WHERE portal_id = ?`,
      `http://${portal}.gov.cn/${organ}`,
      organ,
      portal,
    );
}

it('knows who has published in time, late and never, and expects every government', () => {
  file(store, numbers(1), { ...DAXING, year: 2021, publishedOn: '2022-03-31' });
  file(store, numbers(2), { ...DAXING, year: 2022, publishedOn: '2023-04-01' });
  file(store, numbers(3), { ...FINANCE, year: 2021, publishedOn: '2022-02-01' });
  upsertPortal(store, { id: 'daxing', name: '大兴', code: '110115' });
  channel('daxing', 'complete', ['大兴区水务局', '北京市大兴区财政局']);
  expect(statuses({ province: '北京' }, '大兴区人民政府', '大兴区财政局', '通州区人民政府')).toEqual([
    '北京市通州区人民政府 2021 not_looked_for',
    '北京市通州区人民政府 2022 not_looked_for',
    '北京市大兴区人民政府 2021 published',
    '北京市大兴区人民政府 2022 late',
    '北京市大兴区财政局 2021 late',
    '北京市大兴区财政局 2022 none',
  ]);
  expect(statuses({}, '水务局')).toEqual(['大兴区水务局 2021 none', '大兴区水务局 2022 none']);
});

it('a list that is not whole proves nothing; a host that refuses is said to; a file that nobody can read is there', () => {
  file(store, numbers(1), { ...DAXING, year: 2021 });
  file(store, numbers(2), { ...DAXING, year: 2023 });
  const missing = () => statuses({ years: [2022, 2022], kind: 'government', province: '北京' }, '大兴区人民政府')[0];
  channel('daxing', 'incomplete');
  expect(missing()).toMatch(/not_known$/);
  store.run("INSERT INTO host (name, delay_ms) VALUES ('daxing:80', 0)");
  store.run(
    `INSERT INTO request (key, portal_id, kind, url, host, state, failure, details)
     VALUES ('k', 'daxing', 'detail', 'http://daxing.gov.cn/a.pdf', 'daxing:80', 'failed', 'refused', '{"hints":{"title":"2022年政府信息公开年报"}}')`,
  );
  expect(missing()).toMatch(/refused$/);
  store.run("UPDATE request SET state = 'done', failure = NULL");
  store.run("INSERT INTO payload (sha256, size, state) VALUES ('ff', 1, 'unreadable')");
  store.run("INSERT INTO warc_file (name) VALUES ('warc/a.warc.gz')");
  store.run(
    `INSERT INTO capture (request_id, run_id, url, captured_at, status, record_type, warc_file_id, warc_offset, warc_length, payload_digest, payload_id)
     SELECT request.id, run.id, request.url, '2023-01-01', 200, 'response', 1, 0, 1, 'sha256:ff', payload.id
     FROM request, run, payload WHERE payload.sha256 = 'ff'`,
  );
  expect(missing()).toMatch(/unreadable$/);
});

it('a correction after the day makes no report late; where nobody knows the first edition’s day, nothing is said', () => {
  file(store, numbers(1), { ...FINANCE, year: 2021, publishedOn: '2022-01-20' });
  file(store, numbers(2), { ...FINANCE, year: 2021, publishedOn: '2022-03-06' });
  file(store, numbers(3), { ...FINANCE, year: 2022, url: 'http://a.gov.cn/1' });
  file(store, numbers(4), { ...FINANCE, year: 2022, url: 'http://a.gov.cn/2', publishedOn: '2023-03-06' });
  const found = [...ledger(store, { kind: 'department' })].map((entry) => [
    entry.year,
    entry.status,
    entry.published_on,
  ]);
  expect(store.get('SELECT count(*) AS n FROM report WHERE is_current = 0')).toEqual({ n: 2 });
  expect(found).toEqual([
    [2021, 'published', '2022-01-20'],
    [2022, 'published', null],
  ]);
});

it('counts by group, and every expected report once', () => {
  file(store, numbers(1), { ...DAXING, year: 2022 });
  file(store, numbers(2), { ...FINANCE, year: 2022 });
  const rows = coverage(store, { kind: 'government' }, 'province');
  expect(rows.find(({ group }) => group === '北京市')).toMatchObject({ counts: { published: 1 }, total: 17 });
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  expect(total).toBe(store.get<{ n: number }>('SELECT count(*) AS n FROM division WHERE valid_to IS NULL')?.n);
  expect(coverage(store, { province: '北京' }, 'year').map(({ group }) => group)).toEqual(['2022']);
});

it('tables of shares, taken from one count of all, have what a count of their own has', () => {
  file(store, numbers(1), { ...DAXING, year: 2021, publishedOn: '2022-04-20' });
  file(store, numbers(2), { ...FINANCE, year: 2022 });
  file(store, numbers(3), { organ: '红旗乡人民政府', year: 2022 });
  const country = countryCoverage(store);
  const filters: MatrixFilter[] = [{}, { kind: 'government' }, { level: 'county', years: [2022, 2022] }];
  for (const filter of filters) {
    const rows = coverage(store, filter as LedgerFilter, 'province').map(({ group, total, counts }) => [
      group,
      total,
      counts.late,
      counts.published,
    ]);
    const matrix = matrixOf(country, filter).rows.map(({ group, cells }) => {
      const all = [...cells.values()];
      const sum = (of: (cell: MatrixCell) => number) => all.reduce((total, cell) => total + of(cell), 0);
      return [
        group,
        sum(({ total }) => total),
        sum(({ counts }) => counts.late ?? 0),
        sum(({ counts }) => counts.published ?? 0),
      ];
    });
    expect(matrix).toEqual(rows);
  }
  const names = (filter: MatrixFilter) => new Set([...entriesOf(store, filter)].map(({ publisher }) => publisher.name));
  expect(names({ province: null })).toEqual(new Set(['红旗乡人民政府']));
  expect(names({ province: '江苏省', city: null })).toEqual(new Set(['江苏省人民政府']));
});

it('nianbao coverage lists what to look for next, and refuses what it does not know', async () => {
  file(store, numbers(1), { ...DAXING, year: 2022 });
  const missing = await nianbao('coverage', '--data', data, '--missing', '--province', '北京', '--level', 'province');
  expect(missing).toMatchObject({ code: 0, out: expect.stringMatching(/北京市人民政府.*2022.*not looked for/) });
  const counts = await nianbao('coverage', '--data', data, '--level', 'county', '--by', 'level');
  expect(counts).toMatchObject({ code: 0, out: expect.stringContaining('together') });
  const wrong = await nianbao('coverage', '--data', data, '--by', 'colour');
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('--by colour: takes province') });
});

it('takes a province by its code, and refuses what nothing is called', () => {
  file(store, numbers(1), { ...DAXING, year: 2022, publishedOn: '2023-03-20' });
  expect(statuses({ province: '11' }, '大兴区人民政府')).toEqual(['北京市大兴区人民政府 2022 published']);
  expect(() => [...ledger(store, { province: '火星' })]).toThrow(/no province is called/);
  expect(() => [...ledger(store, { level: 'town' as never })]).toThrow(/"town" is no level/);
});

it('nianbao coverage names who is late and who has not published, the known before the unknown, and as JSON and CSV', async () => {
  file(store, numbers(1), { ...DAXING, year: 2022, publishedOn: '2023-04-01' });
  file(store, numbers(2), { ...FINANCE, year: 2021, publishedOn: '2022-01-20' });
  channel('daxing', 'complete');
  const ask = (...more: string[]) =>
    nianbao('coverage', '--data', data, '--province', '北京', '--years', '2022', ...more);
  const both = await ask('--late', '--missing', '--limit', '3');
  const rows = both.out.split('\n').map((line) =>
    line
      .split(/\s{2,}/)
      .slice(0, 3)
      .join(' '),
  );
  expect(rows.slice(1, 4)).toEqual([
    '北京市大兴区人民政府 2022 late',
    '北京市大兴区财政局 2022 none',
    '北京市人民政府 2022 not looked for',
  ]);
  expect(both.err).toContain('15 more');
  const late = await ask('--late', '--json');
  expect(JSON.parse(late.out)).toMatchObject({ publisher: { code: '110115' }, year: 2022, status: 'late' });
  const csv = await ask('--status', 'none,late', '--csv');
  expect(csv.out.trimEnd().split('\n')).toMatchObject(
    [
      /^organ_full,code,province,/,
      /^北京市大兴区人民政府,110115,北京市,.*,2022,late,2023-04-01,http/,
      /^北京市大兴区财政局,110115,北京市,.*,2022,none,,$/,
    ].map((line) => expect.stringMatching(line)),
  );
  expect(await ask('--status', 'lost')).toMatchObject({
    code: 2,
    err: expect.stringContaining('takes published, late'),
  });
});
