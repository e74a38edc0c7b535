import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { walkMembers } from '../../src/archive/members.ts';
import { readRecord } from '../../src/archive/read.ts';
import { openStore, recover, type Store } from '../../src/store/index.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { readWithWarcio } from '../support/warcio.ts';

const PAGES = 400;

/** Runs the writer; kills it after `ms`, or lets it end. Returns what it printed. */
function write(folder: string, ms: number | null): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'killed-writer.mjs'), folder, String(PAGES)]);
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
    if (ms !== null && output.includes('recovered')) setTimeout(() => child.kill('SIGKILL'), ms);
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  return new Promise((resolve) => child.on('close', () => resolve(output)));
}

/** Not what was cut off them and kept beside: a kill leaves such a tail now and then. */
const warcFiles = (folder: string) =>
  readdirSync(join(folder, 'warc'))
    .filter((name) => name.endsWith('.warc.gz'))
    .sort()
    .map((name) => join(folder, 'warc', name));

interface Place {
  readonly name: string;
  readonly warc_offset: number;
  readonly warc_length: number;
  readonly payload_digest: string;
}

const places = (store: Store) =>
  store.all<Place>(
    'SELECT name, warc_offset, warc_length, payload_digest FROM capture JOIN warc_file ON warc_file.id = warc_file_id',
  );

describe('recovery', () => {
  it('loses nothing and stores nothing twice, killed again and again in the middle', async () => {
    const folder = dataFolder();
    for (const ms of [15, 40, 25, 60, 35]) expect(await write(folder, ms)).not.toContain('done');
    expect(await write(folder, null)).toMatch(/done\s*$/);

    const records = (await Promise.all(warcFiles(folder).map(readWithWarcio))).flat();
    const responses = records.filter(({ type }) => type === 'response').map(({ url }) => url);
    expect(new Set(responses).size).toBe(PAGES);
    expect(responses.length).toBe(PAGES);
    for (const path of warcFiles(folder)) expect(walkMembers(path, 0, () => undefined).tail).toBe(null);

    const store = openStore(folder, { readonly: true });
    expect(store.get("SELECT count(*) AS n FROM request WHERE state = 'done'")).toEqual({ n: PAGES });
    expect(store.get('SELECT count(*) AS n FROM payload')).toEqual({ n: PAGES });
    expect(store.get("SELECT count(*) AS n FROM capture WHERE record_type = 'response'")).toEqual({ n: PAGES });
    for (const place of places(store)) {
      const record = readRecord(join(folder, place.name), place.warc_offset, place.warc_length);
      expect(record.headers['warc-payload-digest']).toBe(place.payload_digest);
    }
    store.close();
  });

  async function crawledPages(folder: string, pages: number): Promise<string> {
    const crawled = new Crawled(folder);
    for (let index = 0; index < pages; index++)
      await crawled.add(exchange(`http://a.gov.cn/${index}`, `page ${index}`));
    await crawled.close();
    const [path] = warcFiles(folder);
    if (path === undefined) throw new Error('no archive file');
    return path;
  }

  it.each([
    [
      'half a record',
      (path: string) => appendFileSync(path, gzipSync('WARC/1.1\r\nWARC-Type: response\r\n').subarray(0, 20)),
      20,
    ],
    [
      'zeros of a file system that had only grown the file',
      (path: string) => appendFileSync(path, Buffer.alloc(512)),
      512,
    ],
    ['three bytes', (path: string) => appendFileSync(path, Buffer.from([0x1f, 0x8b, 0x08])), 3],
  ])('cuts off %s, and leaves the rest as it was', async (_name, tear, cutBytes) => {
    const folder = dataFolder();
    const path = await crawledPages(folder, 3);
    const before = readFileSync(path);
    tear(path);
    const store = openStore(folder);
    expect(recover(store, 1)).toMatchObject([{ cutBytes, orphans: 0, missingBytes: 0 }]);
    expect(readFileSync(path)).toEqual(before);
    expect(recover(store, 1)).toEqual([]);
    store.close();
  });

  it('indexes whole records that were never committed, and later refers to them', async () => {
    const folder = dataFolder();
    const crawled = new Crawled(folder);
    await crawled.archive.append([exchange('http://a.gov.cn/1', 'written, not committed')]);
    await crawled.close();
    const again = new Crawled(folder);
    expect(recover(again.store, again.runId)).toMatchObject([{ orphans: 1, cutBytes: 0 }]);
    await again.add(exchange('http://a.gov.cn/1', 'written, not committed'));
    expect(again.store.all('SELECT record_type FROM capture ORDER BY id')).toEqual([
      { record_type: 'response' },
      { record_type: 'revisit' },
    ]);
  });

  it('does not index again what was committed before a record in front of it', async () => {
    const folder = dataFolder();
    const crawled = new Crawled(folder);
    await crawled.archive.append([exchange('http://a.gov.cn/early', 'never committed')]);
    await crawled.add(exchange('http://a.gov.cn/late', 'committed'));
    await crawled.close();
    const store = openStore(folder);
    expect(recover(store, 1)).toMatchObject([{ orphans: 1 }]);
    expect(store.all('SELECT url FROM capture ORDER BY url')).toEqual([
      { url: 'http://a.gov.cn/early' },
      { url: 'http://a.gov.cn/late' },
    ]);
    expect(recover(store, 1)).toEqual([]);
    store.close();
  });

  it('indexes the whole archive anew where the database is lost', async () => {
    const folder = dataFolder();
    await crawledPages(folder, 5);
    for (const name of readdirSync(folder))
      if (name.startsWith('nianbao.sqlite')) writeFileSync(join(folder, name), '');
    const crawled = new Crawled(folder);
    expect(recover(crawled.store, crawled.runId)).toMatchObject([{ orphans: 5 }]);
    expect(crawled.store.get('SELECT count(*) AS n FROM capture')).toEqual({ n: 5 });
  });

  it('marks what a shortened file has lost, and takes it when it is fetched again', async () => {
    const folder = dataFolder();
    const path = await crawledPages(folder, 3);
    truncateSync(path, statSync(path).size - 400);
    const crawled = new Crawled(folder);
    const [found] = recover(crawled.store, crawled.runId);
    expect(found).toMatchObject({ lostCaptures: 1, size: statSync(path).size });
    expect(walkMembers(path, 0, () => undefined).tail).toBe(null);
    await crawled.add(exchange('http://a.gov.cn/2', 'page 2'));
    expect(crawled.store.all('SELECT record_type, damaged FROM capture WHERE url LIKE ? ORDER BY id', '%/2')).toEqual([
      { record_type: 'response', damaged: 1 },
      { record_type: 'response', damaged: 0 },
    ]);
  });
});
