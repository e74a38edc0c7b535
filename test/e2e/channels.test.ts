import { afterEach, beforeEach, expect, test } from 'vitest';
import { ENCODINGS, generateReport, layoutNamed, renderReport } from '../../generator/index.ts';
import { openStore } from '../../src/store/store.ts';
import { type TestCrawl, temporaryFolder, testCrawl } from '../support/crawling.ts';
import { type Handler, startServer, type TestServer } from '../support/server.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: TestServer;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await server?.close();
  folder.remove();
});

const UTF8 = ENCODINGS.find(({ name }) => name === 'utf8');
function report(seed: number, organ: string, year: number): { title: string; page: Handler } {
  const sample = generateReport(seed, { organ, year, form: '2021', variety: 'plain', title: 'usual' });
  const bytes = Buffer.from(
    renderReport(sample, layoutNamed('html-clean'), UTF8 === undefined ? {} : { encoding: UTF8 }).bytes,
  );
  return {
    title: sample.truth.title,
    page: (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(bytes),
  };
}

const frame =
  (title: string, body: string): Handler =>
  (_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<html><head><title>${title}</title></head><body><div class="header"><a href="/">首页</a></div>${body}</body></html>`,
      );
const rows = (links: readonly (readonly [string, string])[]) =>
  `<ul>${links.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join('')}</ul>`;

async function crawlNb(more: Partial<TestCrawl> = {}) {
  const { summary } = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], ...more });
  const store = openStore(folder.path, { readonly: true });
  try {
    const reports = store.all<{ organ: string; year: number }>(
      'SELECT organ, year FROM current_report ORDER BY organ, year',
    );
    const skipped = store.all<{ url: string; reason: string }>('SELECT url, reason FROM skipped ORDER BY url');
    const channels = store.all<{ url: string; stop: string; items: number; pages: number }>(
      'SELECT url, stop_reason AS stop, items, pages FROM channel ORDER BY id',
    );
    const warnings = store.all<{ code: string; message: string }>(
      'SELECT code, message FROM warning WHERE report_id IS NULL AND document_id IS NULL',
    );
    return {
      summary,
      warnings,
      reports: reports.map(({ organ, year }) => `${organ} ${year}`),
      skipped: skipped.map(({ url, reason }) => `${url.replace(server.url, '')} ${reason}`),
      channels: channels.map(
        ({ url, stop, items, pages }) => `${url.replace(server.url, '')} ${stop} ${items} ${pages}`,
      ),
    };
  } finally {
    store.close();
  }
}

test('years, then organs by name, then their reports; a compilation is read for its links', async () => {
  const [one, two, three, four] = [
    report(1, '清溪县教育局', 2023),
    report(2, '清溪县财政局', 2022),
    report(3, '柳林镇人民政府', 2023),
    report(4, '清溪县水利局', 2023),
  ];
  server = await startServer({
    '/nb/': frame(
      '政府信息公开年报',
      rows([
        ['2023/', '2023年'],
        ['2022/', '2022年'],
        ['all.html', '2023年各部门政府信息公开年度报告汇总'],
      ]),
    ),
    '/nb/2023/': frame(
      '2023年政府信息公开年报',
      rows([
        ['/jyj/', '教育局'],
        ['/llz/', '柳林镇'],
      ]),
    ),
    '/nb/2022/': frame('2022年政府信息公开年报', rows([['czj.html', two?.title ?? '']])),
    '/nb/2022/czj.html': two?.page ?? '',
    '/nb/all.html': frame(
      '2023年各部门政府信息公开年度报告汇总',
      rows([
        ['/slj/2023.html', four?.title ?? ''],
        ['/jyj/2023.html', one?.title ?? ''],
      ]),
    ),
    '/jyj/': frame(
      '教育局',
      rows([
        ['2023.html', one?.title ?? ''],
        ['zn.html', '教育局政府信息公开指南'],
      ]),
    ),
    '/jyj/2023.html': one?.page ?? '',
    '/llz/': three?.page ?? '',
    '/slj/2023.html': four?.page ?? '',
  });
  const found = await crawlNb();
  expect(found.summary.failures).toEqual([]);
  expect(found.reports.sort()).toEqual(
    ['柳林镇人民政府 2023', '清溪县教育局 2023', '清溪县水利局 2023', '清溪县财政局 2022'].sort(),
  );
  expect(found.skipped).toContain('/nb/all.html summary');
  expect(found.skipped).toContain('/jyj/zn.html guide');
  const asked = server.log.map(({ line }) => line);
  expect(new Set(asked).size).toBe(asked.length);
});

test('page 2 is guessed and proved: a wrong template answers another channel, a last page repeats', async () => {
  const samples = Array.from({ length: 12 }, (_, n) => report(10 + n, `清溪县第${n + 1}中学`, 2023));
  const links = (from: number, to: number) =>
    rows(samples.slice(from, to).map(({ title }, n) => [`/nb/r${from + n}.html`, title] as const));
  const pages = Object.fromEntries(samples.map(({ page }, n) => [`/nb/r${n}.html`, page]));
  server = await startServer({
    ...pages,
    '/nb/': frame('政府信息公开年报', links(0, 10)),
    '/nb/index_1.html': frame(
      '通知公告',
      rows(Array.from({ length: 10 }, (_, n) => [`/tzgg/${n}.html`, `关于第${n}件事的通知`] as const)),
    ),
    '/nb/index_2.html': frame('政府信息公开年报', links(10, 12)),
    '/nb/index_3.html': frame('政府信息公开年报', links(10, 12)),
  });
  const found = await crawlNb();
  expect(found.reports).toHaveLength(12);
  expect(found.skipped).toContain('/nb/index_1.html wrong_channel');
  expect(server.log.some(({ line }) => line.includes('/tzgg/'))).toBe(false);
  expect(found.channels[0]).toMatch(/\/nb\/ (no_new_items|last_page|empty_page) 12/);
});

test('a total that the list does not keep is reported', async () => {
  const one = report(1, '清溪县教育局', 2023);
  server = await startServer({
    '/nb/': frame('政府信息公开年报', `${rows([['one.html', one.title]])}<div class="page">共 7 条记录</div>`),
    '/nb/one.html': one.page,
  });
  const found = await crawlNb();
  expect(found.reports).toEqual(['清溪县教育局 2023']);
  expect(found.warnings.map(({ code, message }) => `${code}: ${message}`).join('\n')).toMatch(
    /list_total_mismatch: the list announces 7 entries, 1 were read/,
  );
});

test('years and titles by config', async () => {
  const samples = [2020, 2021, 2022, 2023].map((year) => report(year, '清溪县教育局', year));
  const other = report(9, '清溪县财政局', 2022);
  const all = [...samples, other];
  server = await startServer({
    '/nb/': frame('政府信息公开年报', rows(all.map(({ title }, n) => [`r${n}.html`, title] as const))),
    ...Object.fromEntries(all.map(({ page }, n) => [`/nb/r${n}.html`, page])),
  });
  const found = await crawlNb({ settings: { years: { from: 2021, to: 2022 } }, config: { exclude: [/财政局/u] } });
  expect(found.reports).toEqual(['清溪县教育局 2021', '清溪县教育局 2022']);
  expect(found.skipped).toEqual([
    '/nb/r0.html year_out_of_range',
    '/nb/r3.html year_out_of_range',
    '/nb/r4.html title_excluded',
  ]);
  expect(server.log.filter(({ line }) => line.includes('/nb/r'))).toHaveLength(2);
});

test('fewer reports than the floor are a failure; a channel that is gone is one', async () => {
  server = await startServer({ '/nb/': frame('政府信息公开年报', rows([])) });
  const empty = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], config: { floor: 3 } });
  expect(empty.outcome).toBe('failures');
  expect(empty.summary.under_floor).toEqual([{ portal: expect.any(String), floor: 3, found: 0 }]);
  const gone = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/gone/`] });
  expect(gone.summary.failures.map(({ failure }) => failure)).toEqual(['not_found']);
});

test('a pace is kept over redirects and robots.txt', async () => {
  const samples = [1, 2, 3].map((n) => report(n, `清溪县第${n}小学`, 2023));
  server = await startServer({
    '/nb/': frame('政府信息公开年报', rows(samples.map(({ title }, n) => [`r${n}.html`, title] as const))),
    ...Object.fromEntries(samples.map(({ page }, n) => [`/nb/to${n}.html`, page])),
    ...Object.fromEntries(
      samples.map((_, n) => [
        `/nb/r${n}.html`,
        ((_request, response) => response.writeHead(302, { location: `to${n}.html` }).end()) as Handler,
      ]),
    ),
  });
  const found = await crawlNb({ settings: { delay: 60, concurrency: 2 } });
  expect(found.reports).toHaveLength(3);
  const store = openStore(folder.path, { readonly: true });
  const times = store
    .all<{ at: string }>('SELECT captured_at AS at FROM capture ORDER BY at')
    .map(({ at }) => Date.parse(at));
  store.close();
  const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(59);
  expect(times).toHaveLength(8);
});

test('the same request is asked again with the next visit where it failed for now', async () => {
  const one = report(1, '清溪县教育局', 2023);
  let broken = true;
  server = await startServer({
    '/nb/': frame('政府信息公开年报', rows([['one.html', one.title]])),
    '/nb/one.html': (request, response) => (broken ? response.writeHead(500).end() : one.page(request, response)),
  });
  const first = await crawlNb();
  expect(first.summary.failures.map(({ failure }) => failure)).toEqual(['server_error']);
  broken = false;
  const before = server.log.length;
  const second = await crawlNb({ options: { retryFailed: true } });
  expect(second.reports).toEqual(['清溪县教育局 2023']);
  expect(server.log.slice(before).map(({ line }) => line)).toEqual(['GET /robots.txt', 'GET /nb/one.html']);
});
