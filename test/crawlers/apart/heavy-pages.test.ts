import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adHocPortal, DEFAULTS } from '../../../src/config/index.ts';
import { type HeavyLimits, HeavyPages } from '../../../src/crawlers/apart/heavy-pages.ts';
import { isHeavy, weigh } from '../../../src/crawlers/http/weight.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';
import { addBrokenPage, openStore, startRun } from '../../../src/store/index.ts';
import { temporaryFolder, testCrawl } from '../../support/crawling.ts';
import { startServer } from '../../support/server.ts';

const MEGABYTE = 1024 ** 2;
const URL = 'http://www.qx.gov.cn/nb/';

describe('weigh', () => {
  it.each([
    ['<table><tr><td>1<td>2</table><p>a<p>b', 6, 1],
    ['<div><DIV><span/></div></div>', 3, 3],
    ['a < b <3 <!-- x --> <?php', 0, 0],
    ['</div></div><b>', 1, 1],
  ])('%s', (html, elements, depth) => {
    expect(weigh(Buffer.from(html))).toEqual({ bytes: html.length, elements, depth });
  });

  it.each([
    ['a list of a thousand rows', `<ul>${'<li><a href="a.html">报告</a><span>2024</span></li>'.repeat(1000)}`, false],
    ['elements', '<b></b>'.repeat(40_000), true],
    ['depth', '<div>'.repeat(300), true],
    ['length', 'a'.repeat(3 * MEGABYTE), true],
    ['rows without ends', `<ul>${'<li>'.repeat(1000)}`, false],
  ])('%s', (_, html, heavy) => {
    expect(isHeavy(Buffer.from(html))).toBe(heavy);
  });
});

const LIST_ROW = '<li><a href="a.html">清溪县2023年政府信息公开工作年度报告</a><span>2024-01-31</span></li>';

const page = (html: string) => {
  const bytes = Buffer.from(html);
  return { url: URL, status: 200, contentType: 'text/html', bytes, text: () => html };
};

/** Remembers what broke in `broken`. */
function planner(limits?: HeavyLimits, broken = new Map<string, string>()) {
  const heavy = new HeavyPages(
    { known: (sha256) => broken.get(sha256) ?? null, add: (sha256, message) => void broken.set(sha256, message) },
    limits,
  );
  onTestFinished(() => heavy.close());
  const visit = new PortalVisit(adHocPortal(URL), DEFAULTS);
  const queued = { kind: 'list', url: URL, details: detailsWith() } as const;
  return (html: string, seen: readonly string[] = []) =>
    heavy.plan(page(html), { visit, queued, channel: { url: URL, title: null }, seen });
}

describe('a heavy page', () => {
  it('is read as any other', async () => {
    const row = (year: number) =>
      `<li><a href="${year}.html">${year}年政府信息公开工作年度报告</a><span>2024-01-31</span></li>`;
    const plan = await planner()(`<ul>${row(2021)}${row(2022)}${row(2023)}</ul>${' '.repeat(3 * MEGABYTE)}`, [
      `${URL}2022.html`,
    ]);
    expect(plan.requests.map(({ url }) => url)).toEqual([`${URL}2021.html`, `${URL}2023.html`]);
  });

  it.each([
    [
      'memory',
      // Elements side by side: nested ones take the parser seconds before they take memory.
      '<p>a'.repeat(1_000_000),
      { timeMs: 60_000, residentBytes: 150 * MEGABYTE },
      /twice: .*more than 150 MB/,
    ],
    ['time', '<table>'.repeat(250_000), { timeMs: 1, residentBytes: 600 * MEGABYTE }, /twice: not read after/],
  ])('that takes too much %s is left after two attempts, and the next is read', async (_, html, limits, message) => {
    const plan = planner(limits);
    const failure = { code: 'unreadable', message: expect.stringMatching(message), retry: false };
    expect((await plan(html)).failure).toMatchObject(failure);
  });

  it('that broke its process is left by later nights, until its bytes change', async () => {
    const broken = new Map<string, string>();
    // Seconds of work: whatever the machine, it is seen at it.
    const html = '<table>'.repeat(250_000);
    await planner({ timeMs: 1, residentBytes: 600 * MEGABYTE }, broken)(html);
    const next = planner(undefined, broken);
    expect((await next(html)).failure?.message).toMatch(/twice: not read after .*; left until its bytes change/);
    const changed = `<ul>${LIST_ROW}</ul>${' '.repeat(3 * MEGABYTE)}`;
    expect((await next(changed)).requests).toHaveLength(1);
  });

  it('is not even tried where it is larger than anything that was ever published', async () => {
    expect((await planner()(' '.repeat(65 * MEGABYTE))).failure).toMatchObject({
      message: expect.stringContaining('65.0 MB'),
    });
  });
});

it('a crawl neither stops nor stalls for a list that unpacks to 100 MB of tables, nor for one of endless text', async () => {
  const bomb = gzipSync(Buffer.alloc(100 * MEGABYTE, '<table>'), { level: 1 });
  const server = await startServer({
    '/bomb/': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb),
    '/text/': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.alloc(66 * MEGABYTE, '年报 ')),
    '/nb/': `<ul>${LIST_ROW}</ul>`,
  });
  const folder = temporaryFolder();
  onTestFinished(async () => {
    await server.close();
    folder.remove();
  });
  const limits = { maxBytes: 100 * MEGABYTE, idleMs: 30_000, totalMs: 60_000 };
  const urls = ['/bomb/', '/text/', '/nb/'].map((path) => server.url + path);
  await testCrawl({ dataDir: folder.path, urls, settings: { browser: 'never' }, options: { limits } });
  const store = openStore(folder.path, { readonly: true });
  const rows = store.all<{ url: string; message: string }>(
    "SELECT url, message FROM request WHERE kind = 'channel' AND state = 'failed'",
  );
  store.close();
  expect(rows.map(({ url }) => url.replace(server.url, '')).sort()).toEqual(['/bomb/', '/text/']);
  for (const { message } of rows) expect(message).toMatch(/too large to be taken apart \((?:100|66)\.0 MB\)/);
  expect(server.log.map(({ line }) => line)).toContain('GET /nb/a.html');
});

it('a page that broke its process is tried again by --retry-failed', async () => {
  const html = `<ul>${LIST_ROW}</ul>${'<b></b>'.repeat(31_000)}`;
  const server = await startServer({ '/nb/': html });
  const folder = temporaryFolder();
  onTestFinished(async () => {
    await server.close();
    folder.remove();
  });
  const store = openStore(folder.path);
  const sha256 = createHash('sha256').update(html).digest('hex');
  addBrokenPage(store, sha256, 'it broke its process twice: memory', startRun(store, 'a night before'));
  store.close();
  const crawl = (retryFailed: boolean) =>
    testCrawl({
      dataDir: folder.path,
      urls: [`${server.url}/nb/`],
      settings: { browser: 'never' },
      options: { retryFailed },
    });
  const asked = () => server.log.some(({ line }) => line === 'GET /nb/a.html');
  await crawl(false);
  expect(asked()).toBe(false);
  await crawl(true);
  expect(asked()).toBe(true);
});
