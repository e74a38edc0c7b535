import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { verify } from '../../src/verify/verify.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { file } from '../support/filed.ts';
import { flipByte } from '../support/flip-byte.ts';

interface Folder {
  readonly data: string;
  /** The archive's file. */
  readonly path: string;
  readonly places: readonly { readonly offset: number; readonly length: number }[];
}

async function crawledFolder(): Promise<Folder> {
  const data = dataFolder();
  const crawled = new Crawled(data);
  for (let page = 0; page < 9; page++) await crawled.add(exchange(`http://a.gov.cn/${page}`, `page ${page}`));
  const places = crawled.store.all<Folder['places'][number]>(
    'SELECT warc_offset AS offset, warc_length AS length FROM capture ORDER BY id',
  );
  const { name = '' } = crawled.store.get<{ name: string }>('SELECT name FROM warc_file') ?? {};
  await crawled.close();
  return { data, path: join(data, name), places };
}

const full = (dataDir: string) => verify({ dataDir, sample: null, database: true });

function change(data: string, sql: string): void {
  const store = openStore(data);
  store.db.pragma('foreign_keys = OFF');
  store.db.exec(sql);
  store.close();
}

const middle = ({ places: [, , third] }: Folder) => Math.floor((third?.offset ?? 0) + (third?.length ?? 0) / 2);

describe('nianbao verify', () => {
  it('finds nothing where all is well, and changes nothing', async () => {
    const folder = await crawledFolder();
    const before = readFileSync(folder.path);
    expect(full(folder.data)).toMatchObject({ findings: [], costs: [], files: 1 });
    expect(readFileSync(folder.path)).toEqual(before);
  });

  it.each<[string, (folder: Folder) => void, RegExp]>([
    ['a flipped byte', (folder) => flipByte(folder.path, middle(folder)), /bytes are damaged.*1 indexed records/],
    ['a cut file', ({ path }) => truncateSync(path, statSync(path).size - 700), /has lost its last 700 bytes/],
    ['a deleted file', ({ path }) => rmSync(path), /the file is gone/],
    ['an older copy', ({ path }) => writeFileSync(path, readFileSync(path).subarray(0, 2000)), /has lost its last/],
    [
      'a strange file',
      ({ path }) => copyFileSync(path, path.replace('/nianbao-2', '/nianbao-other-2')),
      /does not know this file/,
    ],
    [
      'a row at another place',
      ({ data }) => change(data, 'UPDATE capture SET warc_offset = warc_offset + 3 WHERE id = 4'),
      /the index has a record here/,
    ],
    [
      'another digest in the index',
      ({ data }) => change(data, "UPDATE capture SET payload_digest = 'sha256:00' WHERE id = 4"),
      /another digest/,
    ],
    [
      'another sha256 in the index',
      ({ data }) => change(data, "UPDATE payload SET sha256 = '00' WHERE id = 4"),
      /another sha256/,
    ],
    ['a lost row', ({ data }) => change(data, 'DELETE FROM capture WHERE id = 4'), /is not in the database/],
    [
      'a loose reference',
      ({ data }) => change(data, 'UPDATE capture SET payload_id = 999 WHERE id = 4'),
      /refers to a row of payload/,
    ],
  ])('names %s, and what to do', async (_name, harm, what) => {
    const folder = await crawledFolder();
    harm(folder);
    const { findings } = full(folder.data);
    expect(findings.map((finding) => finding.what).join('\n')).toMatch(what);
    for (const { place, todo } of findings) expect([place, todo].every((text) => text.length > 10)).toBe(true);
  });

  it('names a number and a text that are not as they were stored, which SQLite itself does not notice', () => {
    const data = dataFolder();
    const store = openStore(data);
    file(store, { 'applications/new_received/total': 1 });
    store.run('UPDATE cell SET value = 9');
    store.run("UPDATE text SET content = content || '.'");
    store.close();
    const found = full(data).findings.map(({ what }) => what);
    expect(found).toEqual([
      // Stored, and as they would be summed up now.
      expect.stringMatching(/^2 sums of series/),
      expect.stringMatching(/^the numbers of 清河区人民政府 2023/),
      expect.stringMatching(/^text \d+ is not/),
    ]);
  });

  it.each([
    "UPDATE division SET city = '许昌專' WHERE code = '411002'",
    "UPDATE figure_key SET row_english = 'Not procezzed' WHERE id = 9",
    "DELETE FROM series_part WHERE part = 1 AND series_key = 'denied'",
  ])('names what the program itself has written otherwise: %s', async (sql) => {
    const { data } = await crawledFolder();
    change(data, sql);
    const table = /(?:UPDATE|FROM) (\w+)/.exec(sql)?.[1];
    const found = full(data).findings;
    expect(found.length).toBeGreaterThan(0);
    for (const { what } of found) expect(what.startsWith(`${table} does not hold [`)).toBe(true);
  });

  it('names another digest of a revisit in the index', async () => {
    const data = dataFolder();
    const crawled = new Crawled(data);
    for (const page of [1, 2]) await crawled.add(exchange(`http://a.gov.cn/${page}`, 'the same page'));
    await crawled.close();
    change(data, "UPDATE capture SET payload_digest = 'sha256:00' WHERE record_type = 'revisit'");
    expect(full(data).findings.map(({ what }) => what)).toEqual([
      expect.stringMatching(/a\.gov\.cn\/2: .*another digest/),
    ]);
  });

  it('names damaged pages of the database', async () => {
    const { data } = await crawledFolder();
    const path = join(data, 'nianbao.sqlite');
    const bytes = readFileSync(path);
    // Not the first page: without it there is no schema to begin with.
    bytes.fill(0xab, bytes.length - 3 * 4096, bytes.length - 4096);
    writeFileSync(path, bytes);
    expect(full(data).findings.some(({ kind, todo }) => kind === 'database' && /rebuild/.test(todo))).toBe(true);
  });

  it('has looked at every record after as many days as it takes', async () => {
    const folder = await crawledFolder();
    flipByte(folder.path, middle(folder));
    const days = [1, 2, 3].map((day) => new Date(Date.UTC(2026, 0, day)));
    const found = days.map((now) => verify({ dataDir: folder.data, sample: 3, database: false, now }));
    expect(found.map(({ records }) => records)).toEqual([3, 3, 3]);
    expect(found.flatMap(({ findings }) => findings)).toHaveLength(1);
  });
});
