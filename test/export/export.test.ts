import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xlsx from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCorpus, mustHold } from '../../src/export/export.ts';
import { type ExportTable, integer } from '../../src/export/table.ts';
import { resolveOrgan } from '../../src/organs/index.ts';
import { openStore } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { figures, file } from '../support/filed.ts';
import { readStata } from '../support/stata.ts';

const root = mkdtempSync(join(tmpdir(), 'nianbao-test-'));
const [data, out] = [join(root, 'data'), join(root, 'out')];
afterAll(() => rmSync(root, { recursive: true }));

const LONG = `一行。\n=SUM(A1)；"引号"，逗号\r\n${'很长的正文'.repeat(500)}`;

beforeAll(() => {
  const store = openStore(data);
  const organ = '江苏省淮安市洪泽区人民政府';
  const resolved = resolveOrgan(organ);
  if (resolved === null) throw new Error(organ);
  const cells = {
    'applications/new_received/total': 12,
    'applications/granted/total': null,
    'disclosure/fees/amount_wan_yuan': 5.6,
  };
  const own = figures({ 'disclosure/other_management.行政检查/change': 410, 'applications/carried_in/total': 0 });
  const printed = own.map((figure) => (figure.value === 410 ? { ...figure, raw: '+410' } : figure));
  const source = {
    table: 1,
    row: 2,
    column: 3,
    position: { page: 4, box: [10.04, 20, 30, 40] as const },
    confidence: 0.5,
  };
  const extra = printed.map((figure) => ({
    ...figure,
    source: { ...source, position: { page: 4, box: [10.04, 20, 30, 40] } },
  }));
  const report = { ...EMPTY, figures: [...figures(cells), ...extra] };
  const filed = file(
    store,
    {},
    { organ, resolved, year: 2021, publishedOn: '2022-01-20', report: report as never, title: '=cmd()' },
    LONG,
  );
  store.run("INSERT INTO check_result VALUES (?, 'row_sum', 'new_received', 'fail', 11, 12)", filed.reportId);
  store.run(
    "INSERT INTO warning (report_id, code, message, place) VALUES (?, 'unreadable_value', '', 'applications/granted/total')",
    filed.reportId,
  );
  const listed = [
    {
      indicator: '（一）收到申请数',
      unit: '件',
      values: { value: 30 },
      raw: { value: '30' },
      source: { ...source, position: null },
    },
  ];
  file(
    store,
    {},
    { organ, resolved, year: 2016, report: { ...EMPTY, template: '2014', indicators: listed } as never },
    'list',
  );
  file(store, { 'applications/new_received/total': 1 }, { organ: '清河区财政局', year: 2021 });
  store.close();
});

const EMPTY = {
  title: null,
  organ: null,
  year: null,
  template: '2021',
  tables: [],
  figures: [],
  indicators: [],
  checks: [],
  warnings: [],
};

const run = (...argv: string[]) => nianbao('export', ...argv, '--data', data, '--out', out);
const records = (name: string): Record<string, string>[] => parse(readFileSync(join(out, name)), { columns: true });

/** Blank is null in every format, and text in the formats that know no numbers. */
const comparable = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value == null ? '' : String(value)])),
  );

describe('nianbao export', () => {
  it('writes every shape in every format, all saying the same', async () => {
    const shapes = ['long', 'wide', 'series', 'reports', 'checks', 'organs', 'coverage'];
    const all = await run('--shape', shapes.join(','), '--format', 'csv,jsonl,parquet,xlsx,dta');
    expect(all).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(out)).toHaveLength(shapes.length * 5 + 1);
    for (const shape of shapes) {
      const lines = readFileSync(join(out, `nianbao-${shape}.jsonl`), 'utf8')
        .trim()
        .split('\n');
      const expected = comparable(lines.map((line) => JSON.parse(line)));
      expect(expected.length, shape).toBeGreaterThan(0);
      const parquet = await asyncBufferFromFile(join(out, `nianbao-${shape}.parquet`));
      expect(comparable(await parquetReadObjects({ file: parquet })), `${shape} parquet`).toEqual(expected);
      expect(comparable(readStata(join(out, `nianbao-${shape}.dta`)).rows), `${shape} dta`).toEqual(expected);
      const book = xlsx.read(readFileSync(join(out, `nianbao-${shape}.xlsx`)));
      const sheet = xlsx.utils.sheet_to_json<object>(book.Sheets[shape] ?? {}, { defval: null });
      expect(comparable(sheet), `${shape} xlsx`).toEqual(expected);
      const csv = records(`nianbao-${shape}.csv`).map((row) => ({
        ...row,
        ...('title' in row ? { title: row.title?.replace(/^'/, '') } : {}),
      }));
      expect(csv, `${shape} csv`).toEqual(expected);
    }
  });

  it('gives a cell its names, number, print, warnings, failed checks and place', () => {
    const rows = records('nianbao-long.csv');
    const cell = (row: string) =>
      rows.find((one) => one.row === row && one.year === '2021' && one.kind === 'government');
    expect(cell('new_received')).toMatchObject({
      organ: '江苏省淮安市洪泽区人民政府',
      code: '320813',
      province: '江苏省',
      level: 'county',
      row_zh: '一、本年新收政府信息公开申请数量',
      variable: 'app_new_received_total',
      value: '12',
      failed_checks: 'row_sum',
      warnings: '',
    });
    expect(cell('granted')).toMatchObject({ value: '', warnings: 'unreadable_value' });
    expect(cell('other_management.行政检查')).toMatchObject({
      value: '410',
      raw: '+410',
      page: '4',
      box: '[10.0,20.0,30.0,40.0]',
      confidence: '0.5',
    });
    expect(cell('carried_in')).toMatchObject({ value: '0' });
    expect(rows.find(({ table }) => table === 'indicators')).toMatchObject({
      row: 'received',
      variable: 'ind_received',
      value: '30',
      year: '2016',
    });
  });

  it('makes a panel whose columns are the same for every corpus, labelled in Stata and Parquet', async () => {
    const { labels, rows } = readStata(join(out, 'nianbao-wide.dta'));
    expect(labels.app_new_received_total).toBe(
      'New applications received: Total · 一、本年新收政府信息公开申请数量 总计',
    );
    expect(Object.keys(labels).every((name) => /^[a-z_][a-z0-9_]{0,31}$/.test(name))).toBe(true);
    expect(rows.map((row) => [row.year, row.app_new_received_total, row.app_granted_total, row.ind_received])).toEqual([
      [2016, null, null, 30],
      [2021, 12, null, null],
      [2021, 1, null, null],
    ]);
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(join(out, 'nianbao-wide.parquet')));
    expect(metadata.key_value_metadata?.[1]?.value).toContain('New applications received: Total');
  });

  it('keeps a row on a line and formulas as text, in CSV and in Stata’s long texts', async () => {
    await run('--shape', 'text,reports', '--format', 'csv,dta');
    const lines = readFileSync(join(out, 'nianbao-text.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.join('')).toContain('一行。 ¶ =SUM(A1)；""引号""，逗号 ¶ 很长');
    expect(readStata(join(out, 'nianbao-text.dta')).rows.map(({ text }) => text)).toContain(LONG);
    expect(records('nianbao-reports.csv').map(({ title }) => title)).toContain("'=cmd()");
  });

  it('limits, describes and repeats itself byte for byte', async () => {
    const limits = ['--years', '2021', '--level', 'county', '--where', 'app_new_received_total > 5', '--shape', 'wide'];
    const formats = ['--format', 'csv,jsonl,parquet,dta'];
    await run(...limits, ...formats);
    const digests = () =>
      readdirSync(out)
        .filter((name) => name.includes('wide') && !name.endsWith('xlsx'))
        .map((name) => digest(name));
    const before = digests();
    const description = JSON.parse(readFileSync(join(out, 'datapackage.json'), 'utf8'));
    expect(description.resources[0]).toMatchObject({
      path: 'nianbao-wide.csv',
      rows: 1,
      hash: `sha256:${digest('nianbao-wide.csv')}`,
    });
    expect(description.resources[0].schema.fields[8]).toMatchObject({
      name: 'year',
      type: 'integer',
      title: '报告年度',
    });
    expect(description.nianbao.command).toBe(
      "nianbao export --shape wide --format csv,jsonl,parquet,dta --years 2021-2021 --level county --where 'app_new_received_total > 5'",
    );
    const again = readFileSync(join(out, 'datapackage.json'));
    await run(...limits, ...formats);
    expect(digests()).toEqual(before);
    expect(readFileSync(join(out, 'datapackage.json'))).toEqual(again);
  });

  it('cites, and refuses what it does not know', async () => {
    expect((await run('--cite')).out).toMatch(
      /@misc\{nianbao_\d{4},[\s\S]*3 reports of 2 organs, 2016 to 2021[\s\S]*\[DS\]/,
    );
    expect(await run('--format', 'sav')).toMatchObject({
      code: 2,
      err: expect.stringContaining('csv, jsonl, parquet'),
    });
    expect(await run('--province', '火星')).toMatchObject({ code: 2, err: expect.stringContaining('江苏省') });
    for (const shape of ['coverage', 'organs'])
      expect(await run('--shape', shape, '--template', '2021')).toMatchObject({
        code: 2,
        err: expect.stringMatching(/not by template/),
      });
    expect(await run('--failing', 'balanced')).toMatchObject({ code: 2, err: expect.stringContaining('carried') });
    expect(existsSync(join(out, 'nianbao-wide.sav'))).toBe(false);
  });
});

const digest = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(out, name)))
    .digest('hex');

it('says before it begins how large a file for Stata would be, of the first rows and the number of reports', () => {
  const columns = (['organ', 'text'] as const).map((name) => ({
    ...{ name, label: '', labelZh: '' },
    type: 'text' as const,
  }));
  let read = 0;
  const table = (reports: number): ExportTable => ({
    ...{ name: 'long', title: 'long', columns: [...columns, integer('year', '', '')] },
    *rows() {
      for (let row = 0; row < reports * 100; row++, read++)
        yield ['某局', 'x'.repeat(row === 50 ? 490 : 1), Math.floor(row / 100)];
    },
    reports: () => reports,
  });
  const stata = { shape: 'long', format: 'dta' } as const;
  mustHold(table(79_000), stata);
  // 6 + 490 + 4 bytes a row.
  expect(() => mustHold(table(100_000), stata)).toThrow(/about 5 GB.*--years/);
  expect(read).toBeLessThan(500_000);
});

it('stops between two rows when it is told to, and leaves nothing half-written', async () => {
  const stop = new AbortController();
  const folder = join(root, 'stopped');
  const store = openStore(data, { readonly: true });
  const options = { folder, shapes: ['reports', 'wide'], formats: ['csv'], filter: {}, command: '' } as const;
  const onFile = () => stop.abort();
  await expect(exportCorpus(store, { ...options, onFile, signal: stop.signal })).rejects.toThrow('aborted');
  store.close();
  expect(readdirSync(folder)).toEqual(['nianbao-reports.csv']);
});

it('says before it begins that a sheet of Excel does not hold so many rows', () => {
  const table = (count: number): ExportTable => ({
    ...{ name: 'long', title: 'long', columns: [] },
    *rows() {
      for (let row = 0; row < count; row++) yield [];
    },
  });
  const excel = { shape: 'long', format: 'xlsx' } as const;
  mustHold(table(1_048_575), excel);
  expect(() => mustHold(table(1_048_576), excel)).toThrow(/xlsx holds 1,048,575 rows.*--format parquet or csv/);
  mustHold(table(1_048_576), { shape: 'long', format: 'csv' });
});
