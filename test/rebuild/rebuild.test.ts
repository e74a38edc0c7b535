import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { rebuild } from '../../src/rebuild/rebuild.ts';
import { openStore } from '../../src/store/store.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';
import { testCrawl } from '../support/crawling.ts';
import { dataFolder } from '../support/data-folder.ts';
import { dump } from '../support/database-dump.ts';
import { flipByte } from '../support/flip-byte.ts';
import { type Handler, startServer } from '../support/server.ts';
import { workers } from '../support/workers.ts';

const organ = (seed: string | number) => `云山市清河区第${seed}街道办事处`;
const titleOf = (path: string) => `${organ(/\d/.exec(path)?.[0] ?? '')}2023年政府信息公开工作年度报告`;

/** A portal of three reports; each visit sees what `pages` holds then. */
async function portal() {
  const pages = new Map<string, Buffer>([1, 2, 3].map((seed) => [`/nb/${seed}.html`, htmlOf(sample(seed))]));
  const list = (): string => {
    const rows = [...pages.keys()].map(
      (path) => `<li><a href="${path}">${titleOf(path)}</a><span>2024-01-31</span></li>`,
    );
    return `<html><head><title>政府信息公开年报</title></head><body><ul>${rows.join('')}</ul></body></html>`;
  };
  const answer: Handler = (request, response) => {
    const body = request.url === '/nb/' ? Buffer.from(list()) : pages.get(request.url ?? '');
    const etag = `"${body?.length}-${body?.subarray(-900).toString('base64url').slice(0, 40)}"`;
    if (body === undefined) response.writeHead(404).end('not here');
    else if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag }).end(body);
  };
  const server = await startServer({ '/nb/': answer, '*': answer });
  onTestFinished(() => server.close());
  return { pages, url: `${server.url}/nb/` };
}

/** Of the moment: which files may be appended to, and which run happened to read a document first. */
const MOMENT = ['warc_file.closed', 'report.first_run_id'];

const crawl = (dataDir: string, url: string) => testCrawl({ dataDir, urls: [url], settings: { browser: 'never' } });

async function rebuilt(dataDir: string) {
  const before = dump(dataDir, MOMENT);
  const summary = await rebuild({ dataDir, signal: new AbortController().signal, pool: workers });
  expect(summary).toMatchObject({ complete: true, formerDatabase: expect.stringMatching(/before-rebuild/) });
  return { before, after: dump(dataDir, MOMENT), summary };
}

it('makes the same database from the archive alone, after editions, withdrawals, failures and imports', async () => {
  const data = dataFolder();
  const { pages, url } = await portal();
  await crawl(data, url);
  pages.set('/nb/2.html', htmlOf(sample(12, { organ: organ(2) })));
  pages.set('/nb/9.html', Buffer.from('')); // announced, and empty
  await crawl(data, url);
  pages.delete('/nb/3.html');
  await crawl(data, url);
  const folder = put(dataFolder(), { 'a.html': htmlOf(sample(5)), 'copy.html': htmlOf(sample(1)), 'Thumbs.db': 'x' });
  await importPaths(data, folder, '--portal', 'brought', '--code', '410822');
  await importPaths(data, folder, '--portal', 'brought');
  const { before, after, summary } = await rebuilt(data);
  expect(after).toEqual(before);
  expect(summary.damage).toEqual([]);
  expect(before.filter((line) => line.startsWith('report ')).length).toBeGreaterThan(4);

  // Again, and with a further run on top of what was rebuilt.
  await crawl(data, url);
  const again = await rebuilt(data);
  expect(again.after).toEqual(again.before);
});

it('steps over damage, and says what is damaged', async () => {
  const data = dataFolder();
  const { url } = await portal();
  await crawl(data, url);
  const store = openStore(data);
  const place = store.get<{ name: string; at: number }>(
    `SELECT name, warc_offset + warc_length / 2 AS at FROM capture JOIN warc_file ON warc_file.id = warc_file_id
     WHERE url LIKE '%/nb/2.html'`,
  );
  store.close();
  flipByte(join(data, place?.name ?? ''), place?.at ?? 0);
  const { before, after, summary } = await rebuilt(data);
  expect(summary.damage).toEqual([expect.stringMatching(/\d+ bytes at \d+ \(/)]);
  const reports = (lines: readonly string[]) => lines.filter((line) => line.startsWith('report ')).length;
  expect(reports(after)).toBe(reports(before) - 1);
  // Fetched again at the next visit.
  await crawl(data, url);
  expect(reports(dump(data))).toBe(reports(before));
});

it('names a file of the archive that it does not read, since somebody gave it another name', async () => {
  const data = dataFolder();
  await importPaths(data, put(dataFolder(), { 'a.html': htmlOf(sample(5)) }));
  const warc = join(data, 'warc');
  const [name = ''] = readdirSync(warc);
  renameSync(join(warc, name), join(warc, 'backup.warc.gz'));
  const { damage, reports } = await rebuild({ dataDir: data, signal: new AbortController().signal, pool: workers });
  expect(damage).toEqual(['warc/backup.warc.gz: by its name it is no file of this program, and was not read']);
  expect(reports).toBe(0);
});

it('changes nothing where it is interrupted', async () => {
  const data = dataFolder();
  const { url } = await portal();
  await crawl(data, url);
  const before = dump(data);
  const stop = new AbortController();
  const options = { dataDir: data, signal: stop.signal, pool: workers, onReading: () => stop.abort() };
  expect(await rebuild(options)).toMatchObject({ complete: false });
  expect(dump(data)).toEqual(before);
  const { before: former, after } = await rebuilt(data);
  expect(after).toEqual(former);
});
