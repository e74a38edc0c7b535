import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/sample/random.ts';
import { openStore } from '../../src/store/store.ts';
import { verify } from '../../src/verify/verify.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';
import { nianbao } from '../support/cli.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { file } from '../support/filed.ts';
import { flipBits } from '../support/flip-bits.ts';
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

/** As no nianbao does. */
function change(data: string, sql: string): void {
  const db = new Database(join(data, 'nianbao.sqlite'));
  db.pragma('foreign_keys = OFF');
  db.unsafeMode(true);
  db.exec(sql);
  db.close();
}

const middle = ({ places: [, , third] }: Folder) => Math.floor((third?.offset ?? 0) + (third?.length ?? 0) / 2);

it('what is gone is told also where a run is to be quiet, and costs no report once it stands in another file', async () => {
  const data = dataFolder();
  const folder = put(dataFolder(), { 'a.html': htmlOf(sample(1)), 'b.html': htmlOf(sample(2)) });
  await importPaths(data, folder);
  rmSync(join(data, 'warc'), { recursive: true });
  expect(full(data)).toMatchObject({
    findings: [{ what: 'the file is gone' }],
    costs: [{ year: 2023 }, { year: 2023 }],
  });
  const again = await nianbao('import', join(folder, 'a.html'), '--data', data, '--quiet');
  expect(again).toMatchObject({ code: 0, err: expect.stringMatching(/is gone: 2 records/) });
  const { findings, costs } = full(data);
  expect(findings.map(({ what }) => what)).toEqual(['the file is gone']);
  expect(costs.map(({ organ }) => organ)).toEqual([expect.stringContaining('第2街道')]);
});

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
      'a file of another name',
      ({ path }) => copyFileSync(path, path.replace('/nianbao-2', '/old-2')),
      /by its name it is no file of this program/,
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

  it('names the report whose rows are not as they were written, which SQLite itself does not notice', () => {
    const data = dataFolder();
    const store = openStore(data);
    file(store, { 'applications/new_received/total': 1 });
    store.close();
    change(data, "UPDATE cell SET source_row = 9; UPDATE text SET content = content || '.'");
    const changed = ['rows of 清河区人民政府 2023 are not as they were written', 'rows of text (0) are not as'];
    expect(full(data).findings.map(({ what }) => what)).toEqual(changed.map((what) => expect.stringContaining(what)));
  });

  it('names numbers that are of no report, or of no key', () => {
    const data = dataFolder();
    const store = openStore(data);
    file(store, { 'applications/new_received/total': 1, 'applications/granted/total': 1 });
    store.close();
    change(data, 'UPDATE cell SET key_id = 99999 WHERE key_id = (SELECT max(key_id) FROM cell)');
    expect(full(data).findings.map(({ what }) => what)).toContain(
      '1 numbers of reports, or under keys, that are not there',
    );
  });

  it('names changed reports at a night’s end, when it is their turn', () => {
    const data = dataFolder();
    const store = openStore(data);
    for (const organ of ['清河区人民政府', '清河区教育局', '清河区民政局'])
      file(store, { 'applications/new_received/total': 1 }, { organ });
    store.close();
    change(data, "UPDATE section SET heading = '' WHERE report_id = 2");
    const nights = [1, 2, 3].map((day) => new Date(Date.UTC(2026, 0, day)));
    const found = nights.map((now) => verify({ dataDir: data, sample: 1, database: false, now }).findings);
    expect(found.flat().map(({ what }) => what)).toEqual([expect.stringMatching(/^rows of 清河区教育局 2023/)]);
  });

  it.each([
    ["UPDATE section SET text = '别的'", 'a section'],
    ['UPDATE section_search_docsize SET sz = zeroblob(2)', 'a length'],
    ["UPDATE section_search_data SET block = unhex(replace(hex(block), hex('总体'), hex('总休')))", 'a word'],
    ["UPDATE section_search_data SET block = x'050510' WHERE id = 1", 'the totals'],
  ])('names a search index that is not that of the sections: %s', (sql) => {
    const data = dataFolder();
    const store = openStore(data);
    file(store, { 'applications/new_received/total': 1 }, {}, '清河区人民政府的网站');
    store.close();
    expect(full(data).findings).toEqual([]);
    change(data, sql);
    expect(full(data).findings.map(({ what }) => what)).toContain('the search index is not that of the sections');
  });

  it('names a definition that is another', async () => {
    const { data } = await crawledFolder();
    change(
      data,
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'denied_share', 'denied_shbre') WHERE name = 'rate'",
    );
    expect(full(data).findings.map(({ what }) => what)).toEqual(['the definition of the view rate is another']);
  });

  it('notices any bit that flips in database and archive, but where nothing reads it', async () => {
    const { data, path } = await crawledFolder();
    const store = openStore(data);
    file(store, { 'applications/new_received/total': 1 }, {}, '清河区人民政府的网站');
    store.close();
    const database = flipBits(data, 'nianbao.sqlite', 25, randomFrom(1));
    expect(database).toMatchObject({ unnoticed: [] });
    expect(database.noticed).toBeGreaterThan(5);
    const archive = flipBits(data, path.slice(data.length + 1), 25, randomFrom(1));
    expect(archive).toMatchObject({ unnoticed: [] });
    expect(archive.noticed).toBeGreaterThan(20);
  });

  it.each([
    "UPDATE division SET city = '许昌專' WHERE code = '411002'",
    "UPDATE figure_key SET row_english = 'Not procezzed' WHERE id = 9",
    "DELETE FROM series_part WHERE part = 1 AND series_key = 'denied'",
  ])('names what the program itself has written otherwise: %s', async (sql) => {
    const { data } = await crawledFolder();
    change(data, sql);
    const table = /(?:UPDATE|FROM) (\w+)/.exec(sql)?.[1];
    const found = full(data).findings.map(({ what }) => what);
    expect(found.filter((what) => what.startsWith(`${table} does not hold [`)).length).toBeGreaterThan(0);
  });

  it('names another digest of a revisit in the index', async () => {
    const data = dataFolder();
    const crawled = new Crawled(data);
    for (const page of [1, 2]) await crawled.add(exchange(`http://a.gov.cn/${page}`, 'the same page'));
    await crawled.close();
    change(data, "UPDATE capture SET payload_digest = 'sha256:00' WHERE record_type = 'revisit'");
    expect(full(data).findings.map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/a\.gov\.cn\/2: .*another digest/),
    );
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

it.each(['document', 'report', 'payload', 'warc_file', 'capture'])(
  'says what it can where the pages of %s are gone, and ends with no error',
  async (table) => {
    const data = dataFolder();
    await importPaths(data, put(dataFolder(), { 'a.html': htmlOf(sample(1)), 'b.html': htmlOf(sample(2)) }));
    const path = join(data, 'nianbao.sqlite');
    const db = new Database(path);
    const page = db.pragma('page_size', { simple: true }) as number;
    const root =
      db.prepare<[string], number>('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(table) ?? 0;
    db.close();
    const bytes = readFileSync(path);
    bytes.fill(0, (root - 1) * page, root * page);
    writeFileSync(path, bytes);
    // Also with something to find in the archive, whose costs are then asked for.
    const [archive = ''] = readdirSync(join(data, 'warc'));
    flipByte(join(data, 'warc', archive), Math.floor(statSync(join(data, 'warc', archive)).size / 2));
    for (const sampled of [null, 100]) {
      const { findings } = verify({ dataDir: data, sample: sampled, database: true });
      expect(findings).toContainEqual(
        expect.objectContaining({ kind: 'database', todo: expect.stringContaining('rebuild') }),
      );
    }
  },
);
