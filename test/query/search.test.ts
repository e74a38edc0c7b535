import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { resolveOrgan } from '../../src/organs/index.ts';
import { QueryError } from '../../src/query/errors.ts';
import { type SearchQuery, search, searchStatement } from '../../src/query/search.ts';
import { readWords } from '../../src/query/words.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { dataFolder } from '../support/data-folder.ts';
import { file } from '../support/filed.ts';

const TEXTS: readonly (readonly [organ: string, year: number, received: number, text: string])[] = [
  ['江苏省淮安市洪泽区人民政府', 2021, 1500, '全面推进政务公开，网站与新媒体一体发展；"一网 通办"更新。'],
  ['江苏省淮安市洪泽区财政局', 2022, 7, '加强网站建设。12345热线接听，行政诉讼一件败诉。'],
  ['北京市大兴区人民政府', 2022, 90, '政务\n公开培训两次，未发生诉讼。'],
  ['广东省水利厅', 2023, 300, '依申請公開平穩，網站瀏覽量增。'],
];

function filled(folder: string): Store {
  const store = openStore(folder);
  for (const [organ, year, received, text] of TEXTS) {
    const resolved = resolveOrgan(organ);
    if (resolved === null) throw new Error(organ);
    const publishedOn = `${year + 1}-01-20`;
    file(store, { 'applications/new_received/total': received }, { organ, year, resolved, publishedOn }, text);
  }
  // An older edition is not found.
  file(
    store,
    { 'applications/new_received/total': 1 },
    { organ: '广东省水利厅', year: 2023, publishedOn: '2023-12-01' },
    '旧版网站',
  );
  return store;
}

const found = (store: Store, words: string, query: Omit<SearchQuery, 'words'> = {}) =>
  search(store, { words, order: 'year', ...query }).map(({ organ }) => organ.replace(/^.*(?=洪泽|大兴|水利)/u, ''));

it('asks once for what stands twice', () => {
  expect(readWords('网站 网站 NOT 诉讼 NOT 诉讼 OR 网站')).toEqual(readWords('网站 NOT 诉讼 OR 网站'));
  expect(readWords('公开 '.repeat(40))).toEqual(readWords('公开'));
});

describe('search', () => {
  const shared = mkdtempSync(join(tmpdir(), 'nianbao-test-'));
  const store = filled(shared);
  afterAll(() => {
    store.close();
    rmSync(shared, { recursive: true });
  });

  it.each([
    ['网站', ['水利厅', '洪泽区财政局', '洪泽区人民政府']],
    ['站', ['水利厅', '洪泽区财政局', '洪泽区人民政府']],
    ['政务公开', ['洪泽区人民政府']],
    ['公开培训两次', ['大兴区人民政府']],
    ['"一网通办"', ['洪泽区人民政府']],
    ['12345', ['洪泽区财政局']],
    ['12345热', ['洪泽区财政局']],
    ['热线接', ['洪泽区财政局']],
    ['网站 诉讼', ['洪泽区财政局']],
    ['培训 OR 新媒体', ['大兴区人民政府', '洪泽区人民政府']],
    ['诉讼 NOT 网站', ['大兴区人民政府']],
    ['诉讼 -败诉', ['大兴区人民政府']],
    ['(培训 OR 接听) 诉讼', ['大兴区人民政府', '洪泽区财政局']],
    ['总体情况 新媒体', ['洪泽区人民政府']],
    ['旧版', []],
    ['站与', ['洪泽区人民政府']],
    ['站新', []],
  ])('%s', (words, organs) => {
    expect(found(store, words)).toEqual(organs);
  });

  it('limits by years, province, level, kind, organ, numbers and section, and orders', () => {
    expect(found(store, '网站', { years: [2021, 2022] })).toEqual(['洪泽区财政局', '洪泽区人民政府']);
    expect(found(store, '网站', { province: '广东' })).toEqual(['水利厅']);
    expect(found(store, '网站', { level: 'county', kind: 'department' })).toEqual(['洪泽区财政局']);
    expect(found(store, '网站', { organ: '财政' })).toEqual(['洪泽区财政局']);
    expect(found(store, '网站', { where: 'applications.new_received.total > 100 AND year < 2023' })).toEqual([
      '洪泽区人民政府',
    ]);
    expect(found(store, '网站', { section: 'problems' })).toEqual([]);
    expect(found(store, '网站', { order: 'app_new_received_total' })).toEqual([
      '洪泽区人民政府',
      '水利厅',
      '洪泽区财政局',
    ]);
    expect(found(store, '网站', { order: 'date', limit: 1, offset: 1 })).toEqual(['洪泽区财政局']);
    expect(found(store, '网站', { failing: true })).toEqual([]);
  });

  it.each([
    ['app_new_received_total > 89', ['水利厅', '大兴区人民政府', '洪泽区人民政府']],
    [
      "app_new_received_total >= 300 AND organ <> '甲 AND app_new_received_total > 1 AND 乙'",
      ['水利厅', '洪泽区人民政府'],
    ],
    ['app_new_received_total = 90', ['大兴区人民政府']],
    ['app_new_received_total = 0', []],
    ['NOT app_new_received_total > 89', ['洪泽区财政局']],
    ['NOT (app_granted_total > 3)', []],
    ["level = 'county' AND app_new_received_total > 89.5", ['大兴区人民政府', '洪泽区人民政府']],
    ['app_new_received_total BETWEEN 80 AND 300', ['水利厅', '大兴区人民政府']],
  ])('where %s', (where, organs) => {
    expect(found(store, '网站 OR 培训', { where })).toEqual(organs);
  });

  it('shows the words where they stand', () => {
    expect(search(store, { words: '败诉' })[0]?.excerpt).toBe('加强网站建设。12345热线接听，行政诉讼一件【败诉】。');
  });

  it('shows traditional characters and widths as they are printed', () => {
    expect(search(store, { words: '网站 浏览' })[0]?.excerpt).toBe('依申請公開平穩，【網站】【瀏覽】量增。');
  });

  it.each([
    ['', {}],
    ['，。', {}],
    ['(网站', {}],
    ['网站)', {}],
    ['网站 OR', {}],
    ['网站', { province: '江' }],
    ['网站', { where: 'applications.new_recieved.total > 1' }],
    ['网站', { where: 'no_column = 1' }],
    ['网站', { where: '1; DROP TABLE report' }],
    ['网站', { order: 'year; DROP TABLE report' }],
  ])('refuses %j with %j', (words, query) => {
    expect(() => search(store, { words, ...query })).toThrow(QueryError);
  });

  it('names the number that was meant', () => {
    const where = 'applications.new_recieved.total > 1';
    expect(() => search(store, { words: '网站', where })).toThrow(/is applications.new_received.total meant/);
  });

  it('gives the SQL that another program finds the same by', () => {
    const folder = dataFolder();
    const own = filled(folder);
    const query = {
      words: '网站 诉讼 OR 新媒体 NOT 疫情',
      province: '江苏',
      where: "level = 'county' AND organ <> '?'",
    };
    const expected = search(own, query).map(({ report_id }) => report_id);
    const sql = searchStatement(own, query);
    own.close();
    const db = new Database(join(folder, 'nianbao.sqlite'), { readonly: true });
    expect(
      db
        .prepare<[], { report_id: number }>(sql)
        .all()
        .map(({ report_id }) => report_id),
    ).toEqual(expected);
    expect(expected).toHaveLength(2);
    db.close();
  });
});
