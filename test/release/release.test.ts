import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

const DAXING = '北京市大兴区人民政府';
const FINANCE = '北京市大兴区财政局';
const cells = (value: number) => ({ 'applications/new_received/total': value, 'disclosure/fees/amount_wan_yuan': 1.5 });

function corpus(fill: (put: (organ: string, year: number, value: number, day?: string) => void) => void): string {
  const data = dataFolder();
  grow(data, fill);
  return data;
}

function grow(data: string, fill: Parameters<typeof corpus>[0]): void {
  const store = openStore(data);
  fill((organ, year, value, day = `${year + 1}-01-20`) => file(store, cells(value), { organ, year, publishedOn: day }));
  store.close();
}

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
const rows = (folder: string, name: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, name)), { columns: true, bom: true });

it('writes all tables, codebook, data card, citation and checksums; twice the same bytes', async () => {
  const data = corpus((put) => {
    put(DAXING, 2022, 10);
    put(FINANCE, 2022, 3, '2023-02-10');
  });
  const [one, two] = [join(data, 'one'), join(data, 'two')];
  expect(await nianbao('release', one, '--data', data)).toMatchObject({ code: 0, err: '' });
  expect((await nianbao('release', two, '--data', data)).code).toBe(0);
  expect(contents(two)).toEqual(contents(one));

  const names = readdirSync(one);
  for (const shape of ['long', 'wide', 'series', 'reports', 'text', 'checks', 'organs', 'coverage', 'revisions'])
    expect(names).toEqual(expect.arrayContaining([`nianbao-${shape}.csv`, `nianbao-${shape}.parquet`]));
  const sums = readFileSync(join(one, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums).toHaveLength(names.length - 1);
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(readFileSync(join(one, name)))
        .digest('hex'),
    ).toBe(sum);
  }
  expect(readFileSync(join(one, 'README.md'), 'utf8')).toMatch(/2 reports of 2 organs.*2022[\s\S]*北京市/);
  const variables = rows(one, 'nianbao-codebook.csv');
  expect(variables.find(({ variable }) => variable === 'app_new_received_total')).toMatchObject({ column_zh: '总计' });
  const late = rows(one, 'nianbao-coverage.csv').find(({ organ_full }) => organ_full?.endsWith('大兴区财政局'));
  expect(late).toMatchObject({ year: '2022', status: 'late', published_on: '2023-02-10' });
});

it('says what is new since the release before: organs, years, numbers', async () => {
  const data = corpus((put) => put(DAXING, 2021, 10));
  const first = join(data, 'first');
  await nianbao('release', first, '--data', data);
  grow(data, (put) => {
    put(DAXING, 2021, 11, '2022-06-01');
    put(DAXING, 2022, 12);
    put(FINANCE, 2022, 5);
  });
  const second = join(data, 'second');
  const { out } = await nianbao('release', second, '--since', first, '--data', data);
  expect(out).toContain('2 reports added, 1 revised, 0 withdrawn');
  const changes = readFileSync(join(second, 'CHANGES.md'), 'utf8');
  expect(changes).toContain(`- ${DAXING} 2021`);
  expect(changes).toContain('New organs 新增机关: 1. New years 新增年度: 2022.');
  expect(rows(second, 'nianbao-revisions.csv')).toMatchObject([
    { revision: 'changed', cell: 'applications/new_received/total', before_value: '10', after_value: '11' },
  ]);
});

it('never changes a release, and names a folder that is none', async () => {
  const data = corpus((put) => put(DAXING, 2021, 10));
  expect(await nianbao('release', data, '--data', data)).toMatchObject({
    code: 2,
    err: expect.stringContaining('is there already'),
  });
  const folder = join(data, 'new');
  const wrong = await nianbao('release', folder, '--since', data, '--data', data);
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('is no release: it has no contents.json') });
  expect(existsSync(folder)).toBe(false);
});
