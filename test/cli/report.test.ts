import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { endRun, openStore, startRun } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

async function nianbao(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal: false,
    columns: 90,
    signal: new AbortController().signal,
  };
  const code = await main(argv, io);
  return { code, out, err };
}

/** Two organs, one of them in two years, one edition superseded, one check failed. */
function filled(): string {
  const folder = dataFolder();
  const store = openStore(folder);
  const cells = {
    'disclosure/regulations/issued': 1,
    'disclosure/regulations/repealed': null,
    'disclosure/regulations/in_force': 10,
    'disclosure/fees/amount_wan_yuan': 5.6,
    'review_litigation/reconsideration/upheld': 10,
    'review_litigation/reconsideration/corrected': 1,
    'review_litigation/reconsideration/other': 0,
    'review_litigation/reconsideration/pending': 0,
    'review_litigation/reconsideration/total': 0,
  };
  const run = startRun(store, 'crawl qinghe');
  file(store, { ...cells, 'disclosure/regulations/issued': 3 }, { publishedOn: '2024-01-05' });
  const { reportId } = file(store, cells, {
    publishedOn: '2024-02-05',
    title: '清河区人民政府2023年政府信息公开工作年度报告',
  });
  store.run("INSERT INTO check_result VALUES (?, 'review_sum', 'reconsideration', 'fail', 11, 0)", reportId);
  file(store, { 'disclosure/regulations/issued': 1 }, { year: 2022 });
  file(store, { 'disclosure/regulations/issued': 2 }, { organ: '清河区财政局' });
  endRun(store, run, { outcome: 'ok', summary: { reports_new: 3, failures: [] } });
  store.close();
  return folder;
}

describe('nianbao report', () => {
  it('shows tables with their labels, what a failed check is about, editions and documents', async () => {
    const { code, out } = await nianbao('report', 'show', '清河区人民政府', '2023', '--data', filled());
    expect(code).toBe(0);
    expect(out).toContain('│ 规章 │      1 │        │     10 │');
    expect(out).toContain('(万元)');
    expect(out).toMatch(/│ 行政复议 ✗ │ +10 │ +1 │ +0 │ +0 │ +0 │/);
    expect(out).toContain('✗ four outcomes = total, 行政复议: 11 against 0');
    expect(out).toContain('2 (current) (shown): newer than edition 1: published later (2024-02-05 against 2024-01-05)');
    expect(out).toContain('规章 / 本年制发件数: 3 → 1');
    expect(out).toContain('source (the figures are read from it)');
    const tables = out.split('\n').filter((line) => /^[│┌├└]/.test(line));
    const widths = tables.map((line) => stringWidth(line));
    for (const [index, line] of tables.entries())
      if (line.startsWith('│')) expect(widths[index]).toBe(widths[index - 1]);
    expect(Math.max(...widths)).toBeLessThanOrEqual(90);
  });

  it('finds an organ by a part of its name, and says what fits where several do', async () => {
    const folder = filled();
    expect((await nianbao('report', 'show', '财政', '2023', '--data', folder)).code).toBe(0);
    const several = await nianbao('report', 'show', '清河区', '2023', '--data', folder);
    expect(several).toMatchObject({ code: 2, out: '' });
    expect(several.err).toContain('fits 2 reports: 清河区人民政府 2023 (p), 清河区财政局 2023 (p)');
  });

  it('names what there is where a year is missing', async () => {
    const { code, err } = await nianbao('report', 'show', '财政', '2019', '--data', filled());
    expect(code).toBe(2);
    expect(err).toBe('nianbao: no report of "财政" for 2019; there is: 清河区财政局 2023 (p)\n');
  });

  it('prints one JSON object with the keys of `nianbao extract`', async () => {
    const { out } = await nianbao(
      'report',
      'show',
      '清河区人民政府',
      '2023',
      '--json',
      '--edition',
      '1',
      '--data',
      filled(),
    );
    expect(JSON.parse(out)).toMatchObject({
      organ: '清河区人民政府',
      year: 2023,
      edition: 1,
      is_current: 0,
      disclosure: { regulations: { issued: 3, repealed: null, in_force: 10 } },
      applications: null,
      raw: { disclosure: { regulations: { issued: '3', repealed: null } } },
    });
  });

  it('lists current editions, filtered', async () => {
    const folder = filled();
    const all = await nianbao('report', 'list', '--data', folder);
    expect(all.out.match(/清河区/g)).toHaveLength(3);
    const bare = await nianbao('report', 'list', '2022', '--json', '--data', folder);
    const some = await nianbao('report', 'list', '--year', '2022', '--json', '--data', folder);
    expect(bare.out).toBe(some.out);
    expect(
      some.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).year),
    ).toEqual([2022]);
  });

  it.each([
    [['show'], /needs an organ and a year/],
    [['drop', 'x', '2023'], /say `report show` or `report list`/],
    [['list', '--year', 'last'], /year must be a whole number/],
    [['show', '清河区人民政府', '2023', '--edition', '9'], /no edition 9; there are 2/],
  ])('explains a mistake: report %j', async (argv, message) => {
    const { code, err } = await nianbao('report', ...argv, '--data', filled());
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('a part of a name is found where a word begins: 民政 is not in 人民政府', async () => {
    const folder = filled();
    const store = openStore(folder);
    file(store, { 'disclosure/regulations/issued': 4 }, { organ: '清河区民政局' });
    store.close();
    const { out } = await nianbao('report', 'list', '民政', '--json', '--data', folder);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ organ: '清河区民政局' });
    // Nothing begins so: what holds it at all is better than nothing.
    const inside = await nianbao('report', 'list', '民政府', '--json', '--data', folder);
    expect(inside.out).toContain('清河区人民政府');
  });

  it('says where to begin without a database', async () => {
    const { code, err } = await nianbao('report', 'list', '--data', dataFolder());
    expect(code).toBe(2);
    expect(err).toMatch(/no database in .*nianbao crawl/);
  });
});

describe('nianbao runs', () => {
  it('lists runs with their results, for people and for programs', async () => {
    const folder = filled();
    const { out } = await nianbao('runs', '--data', folder);
    expect(out).toMatch(/^ {3}1 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}\d+ s +ok\n {6}3 new\n {6}crawl qinghe --data \S+\n$/);
    const json = await nianbao('runs', '--json', '--data', folder);
    expect(JSON.parse(json.out)).toMatchObject({ command: 'crawl qinghe', outcome: 'ok', summary: { reports_new: 3 } });
    expect((await nianbao('runs', '--limit', 'x', '--data', folder)).code).toBe(2);
  });

  it('tells a run that was killed from one that goes on, names portals, and fits the screen', async () => {
    const folder = filled();
    const running = openStore(folder);
    startRun(running, `nianbao crawl ${'https://www.example.gov.cn/zwgk/zfxxgk/nb/ '.repeat(3)}--config conf`);
    const while_ = JSON.parse((await nianbao('runs', '--json', '--limit', '1', '--data', folder)).out);
    expect(while_).toMatchObject({ outcome: null, state: 'running' });
    // As after a kill: nobody holds the folder, and the run has no end.
    running.close();
    const after = await nianbao('runs', '--limit', '1', '--data', folder);
    expect(after.out).toContain('crashed');
    const writer = openStore(folder);
    const run = startRun(writer, 'nianbao crawl --province 44');
    const portals = Array.from({ length: 30 }, (_, n) => `guangdong-portal-${n}`);
    endRun(writer, run, {
      outcome: 'failures',
      summary: { portals, failed: 2, responses: 300, channels_incomplete: 4 },
    });
    writer.close();
    const all = await nianbao('runs', '--data', folder);
    expect(all.out).toContain('30 portals: guangdong-portal-0');
    expect(all.out.replace(/\s+/g, ' ')).toContain('and 24 others nianbao crawl --province 44');
    for (const line of all.out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(90);
  });
});
