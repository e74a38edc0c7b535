import { describe, expect, it, onTestFinished } from 'vitest';
import { type ResolvedOrgan, resolveOrgan } from '../../src/organs/index.ts';
import { changedRows } from '../../src/store/checksums.ts';
import {
  crossYearChecks,
  editionDifferences,
  findReports,
  openStore,
  type Store,
  unfile,
} from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { figures, file } from '../support/filed.ts';

function open(): Store {
  const store = openStore(dataFolder());
  onTestFinished(() => store.close());
  return store;
}

const EMPTY = {
  title: null,
  organ: null,
  year: null,
  template: '2021' as const,
  sections: [],
  tables: [],
  figures: [],
  indicators: [],
  checks: [],
  warnings: [],
};

const inForce = (issued: number | null, repealed: number | null, total: number | null) => ({
  'disclosure/regulations/issued': issued,
  'disclosure/regulations/repealed': repealed,
  'disclosure/regulations/in_force': total,
});

describe('crossYearChecks', () => {
  it('compares consecutive years: pass, fail with both sides, unknown where a number is missing', () => {
    const store = open();
    file(store, { ...inForce(1, 0, 10), 'applications/carried_out/natural_person': 4 }, { year: 2021 });
    file(store, { ...inForce(2, 1, 11), 'applications/carried_in/natural_person': 5 }, { year: 2022 });
    file(store, inForce(2, null, 13), { year: 2023 });
    file(store, inForce(0, 0, 13), { year: 2025 });
    file(store, inForce(9, 9, 99), { year: 2024, organ: '别处人民政府' });
    expect(crossYearChecks(store, 'p', '清河区 人民政府')).toEqual([
      { rule: 'in_force', year: 2022, scope: 'regulations', status: 'pass', left: 11, right: 11 },
      { rule: 'carried', year: 2022, scope: 'natural_person', status: 'fail', left: 5, right: 4 },
      { rule: 'in_force', year: 2023, scope: 'regulations', status: 'unknown', left: 13, right: null },
    ]);
  });
});

describe('editions', () => {
  it('one that has lost most of its numbers never takes the place of one that has them', () => {
    const store = open();
    const columns = ['total', 'natural', 'commercial', 'research', 'social', 'legal_service', 'other'];
    const rows = ['new_received', 'carried_in', 'carried_out', 'handled'];
    const cells = Object.fromEntries(
      rows.flatMap((row) => columns.map((column) => [`applications/${row}/${column}`, 7])),
    );
    const torn = { 'applications/new_received/total': 3, 'applications/handled/total': 3 };
    file(store, cells, { url: 'http://a.gov.cn/1', publishedOn: '2024-01-20' });
    file(store, torn, { url: 'http://a.gov.cn/1', publishedOn: '2024-06-01' });
    const current = store.all<{ n: number; because: string }>(
      `SELECT (SELECT count(*) FROM cell WHERE report_id = report.id) AS n, current_because AS because FROM report WHERE is_current = 1`,
    );
    expect(current).toEqual([
      { n: 28, because: 'newer than edition 1: the other has lost most of its numbers (2 against 28)' },
    ]);
  });

  it('lists only the numbers that differ, a blank as a blank', () => {
    const store = open();
    file(store, { ...inForce(1, 0, 10), 'applications/granted/total': 7 }, { publishedOn: '2024-01-20' });
    const { reportId } = file(
      store,
      { ...inForce(2, 0, 10), 'applications/denied_state_secret/total': 0 },
      { publishedOn: '2024-02-20' },
    );
    const differences = editionDifferences(store, reportId);
    expect(differences).toHaveLength(3);
    expect(new Set(differences)).toEqual(
      new Set([
        { name: 'disclosure/regulations/issued', before: 1, after: 2 },
        { name: 'applications/granted/total', before: 7, after: null },
        { name: 'applications/denied_state_secret/total', before: null, after: 0 },
      ]),
    );
  });

  it('keeps exactly one current, numbered by newness, whatever the order of arrival', () => {
    const days = ['2024-01-05', '2024-02-05', '2024-03-05'];
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      const store = open();
      for (const index of order) file(store, inForce(index + 1, 0, 10), { publishedOn: days[index] ?? null });
      const rows = store.all('SELECT edition, is_current, published_on FROM report ORDER BY edition');
      expect(rows).toEqual(
        days.map((day, index) => ({ edition: index + 1, is_current: index === 2 ? 1 : 0, published_on: day })),
      );
    }
  });

  it('tells indicators with the same label apart by the order in which they are printed', () => {
    const store = open();
    const indicator = (value: number) => ({
      indicator: '1．纸质公文',
      unit: '件',
      values: { value },
      raw: { value: String(value) },
      source: { table: 0, row: 0, column: 0, position: null, confidence: null },
    });
    const report = (...values: number[]) => ({
      title: null,
      organ: null,
      year: null,
      template: '2014' as const,
      sections: [],
      tables: [],
      figures: figures({}),
      indicators: values.map(indicator),
      checks: [],
      warnings: [],
    });
    file(store, {}, { year: 2016, publishedOn: '2017-01-01', report: report(1, 2) }, 'one');
    const { reportId } = file(store, {}, { year: 2016, publishedOn: '2017-02-01', report: report(1, 3) }, 'two');
    expect(editionDifferences(store, reportId)).toEqual([
      { name: 'indicators/1．纸质公文#2/value', before: 2, after: 3 },
    ]);
  });
});

describe('check_across and rate', () => {
  it('notices what is ten times as much, and money in another unit, also over a change of name', () => {
    const store = open();
    const organ = (name: string) => ({ organ: name, resolved: resolveOrgan(name) as ResolvedOrgan });
    const cells = (received: number, fees: number) => ({
      'applications/new_received/total': received,
      'disclosure/fees/amount_wan_yuan': fees,
    });
    file(store, cells(4, 25.1), { ...organ('洪泽县人民政府'), year: 2021 });
    file(store, cells(40, 251000), { ...organ('洪泽区人民政府'), year: 2022 });
    file(store, cells(41, 251001), { ...organ('洪泽区人民政府'), year: 2023 });
    const sql =
      'SELECT year, rule, scope, status, severity, left_value, right_value FROM check_across ORDER BY year, rule';
    expect(store.all(sql)).toEqual([
      {
        year: 2022,
        rule: 'tenfold',
        scope: 'received',
        status: 'fail',
        severity: 'notice',
        left_value: 40,
        right_value: 4,
      },
      {
        year: 2022,
        rule: 'unit_of_money',
        scope: 'fees',
        status: 'fail',
        severity: 'notice',
        left_value: 251000,
        right_value: 25.1,
      },
      {
        year: 2023,
        rule: 'tenfold',
        scope: 'received',
        status: 'pass',
        severity: 'notice',
        left_value: 41,
        right_value: 40,
      },
      {
        year: 2023,
        rule: 'unit_of_money',
        scope: 'fees',
        status: 'pass',
        severity: 'notice',
        left_value: 251001,
        right_value: 251000,
      },
    ]);
  });

  it('gives shares of what was handled, and null where a number is missing', () => {
    const store = open();
    const cells = {
      'applications/handled_total/total': 40,
      'applications/granted/total': 10,
      'applications/partially_granted/total': 2,
    };
    file(store, cells);
    file(store, { ...cells, 'applications/handled_total/total': 0 }, { year: 2022 });
    expect(store.all('SELECT year, granted_share, denied_share FROM rate ORDER BY year')).toEqual([
      { year: 2022, granted_share: null, denied_share: null },
      { year: 2023, granted_share: 0.3, denied_share: null },
    ]);
  });
});

describe('series_value', () => {
  it('joins the list of 2014 and the tables since 2019, and is null where a part is missing', () => {
    const store = open();
    const row = (indicator: string, value: number) => ({
      indicator,
      unit: '件',
      values: { value },
      raw: { value: String(value) },
      source: { table: 0, row: 0, column: 0, position: null, confidence: null },
    });
    const indicators = [row('（一）收到申请数', 30), row('1.属于已主动公开范围数', 4), row('2.同意公开答复数', 6)];
    file(store, {}, { year: 2016, report: { ...EMPTY, template: '2014', indicators } }, 'list');
    const cells = { 'applications/new_received/total': 41, 'applications/granted/total': 12 };
    file(store, { ...cells, 'applications/denied_state_secret/total': 1 }, { year: 2021 });
    const sql =
      "SELECT year, series_key, value, relation FROM series_value WHERE organ = '清河区人民政府' ORDER BY series_key, year";
    expect(store.all(sql)).toEqual([
      { year: 2021, series_key: 'denied', value: null, relation: 'same' },
      { year: 2021, series_key: 'denied_secret', value: 1, relation: 'same' },
      { year: 2016, series_key: 'granted', value: 10, relation: 'near' },
      { year: 2021, series_key: 'granted', value: 12, relation: 'same' },
      { year: 2016, series_key: 'received', value: 30, relation: 'same' },
      { year: 2021, series_key: 'received', value: 41, relation: 'same' },
    ]);
  });
});

describe('organs', () => {
  it('are one by name and division, told apart where no division tells them, and go with their last report', () => {
    const store = open();
    const organ = (name: string, portalId: string, year: number, portalCode: string | null = null) => {
      const resolved = resolveOrgan(name, { portalCode });
      if (resolved === null) throw new Error(name);
      return file(
        store,
        inForce(year, 0, 10),
        { organ: name, portalId, year, resolved },
        `${name} ${portalId} ${year}`,
      );
    };
    organ('财政局', 'a', 2021);
    organ('财政局', 'b', 2021);
    organ('财政局', 'c', 2021, '110115');
    organ('大兴区财政局', 'd', 2022);
    organ('财政部', 'a', 2021);
    organ('财政部', 'b', 2022);
    expect(store.all('SELECT name, full_name, division_code, level, kind, portal_id FROM organ ORDER BY id')).toEqual([
      { name: '财政局', full_name: '财政局', division_code: null, level: null, kind: 'department', portal_id: 'a' },
      { name: '财政局', full_name: '财政局', division_code: null, level: null, kind: 'department', portal_id: 'b' },
      {
        name: '财政局',
        full_name: '北京市大兴区财政局',
        division_code: '110115',
        level: 'county',
        kind: 'department',
        portal_id: null,
      },
      {
        name: '大兴区财政局',
        full_name: '北京市大兴区财政局',
        division_code: '110115',
        level: 'county',
        kind: 'department',
        portal_id: null,
      },
      { name: '财政部', full_name: '财政部', division_code: null, level: 'nation', kind: 'central', portal_id: null },
    ]);
    expect(
      store.all(
        "SELECT year, province, division FROM current_report WHERE full_name = '北京市大兴区财政局' ORDER BY year",
      ),
    ).toEqual([
      { year: 2021, province: '北京市', division: '大兴区' },
      { year: 2022, province: '北京市', division: '大兴区' },
    ]);
    const document = store.get<{ id: number }>("SELECT document_id AS id FROM report WHERE portal_id = 'd'");
    unfile(store, { documentId: document?.id ?? 0, portalId: 'd' });
    expect(store.all("SELECT id FROM organ WHERE name = '大兴区财政局'")).toEqual([]);
  });
});

describe('a document that is read again', () => {
  it('leaves its report where its year is another now, and what stood beside it stands by itself', () => {
    const store = open();
    file(store, inForce(1, 0, 10), {}, 'source');
    file(store, inForce(1, 0, 10), {}, 'corroborating');
    expect(file(store, inForce(1, 0, 10), { year: 2022 }, 'source').outcome).toBe('new');
    expect(findReports(store, {}).map(({ year }) => year)).toEqual([2022, 2023]);
    expect(store.get('SELECT count(*) AS n FROM report_document')).toEqual({ n: 2 });
    expect(store.get('SELECT count(*) AS n FROM figure')).toEqual({ n: 6 });
  });

  it('takes its report with it where it is none any more', () => {
    const store = open();
    file(store, inForce(1, 0, 10), {}, 'page');
    const document = store.get<{ id: number }>('SELECT id FROM document');
    unfile(store, { documentId: document?.id ?? 0, portalId: 'p' });
    for (const table of ['report', 'figure', 'section', 'report_document', 'warning']) {
      expect(store.get(`SELECT count(*) AS n FROM ${table}`)).toEqual({ n: 0 });
    }
    expect(store.get('SELECT count(*) AS n FROM section_search')).toEqual({ n: 0 });
  });

  it('joins the edition that has its numbers, where a better reading gives the same ones', () => {
    const store = open();
    file(store, inForce(1, 0, 10), {}, 'page');
    file(store, inForce(7, 0, 10), {}, 'scan');
    expect(store.get('SELECT count(*) AS n FROM report')).toEqual({ n: 2 });
    expect(file(store, inForce(1, 0, 10), {}, 'scan').outcome).toBe('unchanged');
    expect(store.all('SELECT edition, is_current FROM report')).toEqual([{ edition: 1, is_current: 1 }]);
    expect(store.all('SELECT role FROM report_document ORDER BY role')).toEqual([
      { role: 'corroborates' },
      { role: 'source' },
    ]);
  });
});

it('a new report is written once: no row of its contents is put, dropped and put again', () => {
  const store = open();
  const cells = { ...inForce(1, 0, 10), 'applications/carried_out/natural_person': 4 };
  store.db.exec(`CREATE TEMP TABLE dropped (id);
    CREATE TEMP TRIGGER drops AFTER DELETE ON main.section BEGIN INSERT INTO dropped VALUES (old.id); END`);
  file(store, cells, { year: 2021, publishedOn: '2022-01-31' });
  file(store, cells, { year: 2022 });
  expect(store.all('SELECT id FROM dropped')).toEqual([]);
});

it('a report that is read again as it is stored is left as it is, and written anew where one cell differs', () => {
  const store = open();
  file(store, inForce(1, 0, 10), {}, 'one text');
  store.db.exec(`CREATE TEMP TABLE dropped (id);
    CREATE TEMP TRIGGER drops AFTER DELETE ON main.section BEGIN INSERT INTO dropped VALUES (old.id); END`);
  const dropped = () => store.all('SELECT id FROM dropped').length;
  expect(file(store, inForce(1, 0, 10), {}, 'one text').outcome).toBe('unchanged');
  expect(dropped()).toBe(0);
  expect(file(store, inForce(1, 0, 11), {}, 'one text').outcome).toBe('changed');
  expect(dropped()).toBe(1);
  const values = store.all<{ value: number }>("SELECT value FROM figure WHERE column_key = 'in_force'");
  expect(values).toEqual([{ value: 11 }]);
  expect(changedRows(store.db)).toEqual([]);
});
