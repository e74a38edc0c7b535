import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WARCParser } from 'warcio';
import { ENCODINGS, generateReport, layoutNamed, renderReport, type SampleReport } from '../../generator/index.ts';
import type { CrawlResult } from '../../src/crawlers/run.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { temporaryFolder, testCrawl } from '../support/crawling.ts';
import { type Handler, startServer, type TestServer } from '../support/server.ts';

const GBK = ENCODINGS.find(({ name }) => name === 'gbk-unlabelled');
const report = (seed: number, organ: string, year: number): SampleReport =>
  generateReport(seed, { organ, year, form: '2021', variety: 'plain', title: 'usual' });
const render = (sample: SampleReport) =>
  Buffer.from(renderReport(sample, layoutNamed('html-clean'), GBK === undefined ? {} : { encoding: GBK }).bytes);

const good = report(1, '清溪县教育局', 2023);
const late = report(2, '清溪县财政局', 2023);
const moved = report(3, '清溪县水利局', 2023);
const short = report(4, '清溪县民政局', 2023);
const framed = report(5, '清溪县司法局', 2023);
const title = (sample: SampleReport) => sample.truth.title;

const folder = temporaryFolder();
let server: TestServer;
let elsewhere: TestServer;
let result: CrawlResult;
let store: Store;

const links = (rows: readonly (readonly [string, string])[]) =>
  `<html><head><title>政府信息公开年报</title></head><body><ul>${rows
    .map(([href, text]) => `<li><a href="${href}">${text}</a><span>2024-01-31</span></li>`)
    .join('')}</ul></body></html>`;

function handlers(): Record<string, Handler | string | Buffer> {
  let calls = 0;
  return {
    '/nb/': (_, response) => {
      const html = links([
        ['good.html', title(good)],
        ['late.html', title(late)],
        ['moved.html', title(moved)],
        ['short.html', title(short)],
        ['framed.html', title(framed)],
        ['loop.html', '甲局2023年政府信息公开年报'],
        ['hang.html', '乙局2023年政府信息公开年报'],
        ['soft.html', '丙局2023年政府信息公开年报'],
        ['index-instead.html', '丁局2023年政府信息公开年报'],
        ['endless.html', '戊局2023年政府信息公开年报'],
        ['private.html', '己局2023年政府信息公开年报'],
        ['off-site.html', '庚局2023年政府信息公开年报'],
        ['gone.html', '辛局2023年政府信息公开年报'],
        ['forbidden.html', '壬局2023年政府信息公开年报'],
        ['good.html', '再次链接'],
        ['explained.html', '一图读懂清溪县2023年政府信息公开年报'],
        ['http://spam.example.com/x.html', '癸局2023年政府信息公开年报'],
        ['/admin/report.html', '某局2023年政府信息公开年报'],
      ]);
      // Good manners are not assumed of a list either.
      response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    },
    '/robots.txt': (_, response) => response.end('User-agent: *\nDisallow: /admin/\n'),
    '/nb/good.html': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(render(good)),
    '/nb/late.html': (_, response) => {
      calls++;
      if (calls <= 2) response.writeHead(503, calls === 1 ? { 'retry-after': '1' } : {}).end('busy');
      else response.writeHead(200, { 'content-type': 'text/html' }).end(render(late));
    },
    '/nb/moved.html': (_, response) => response.writeHead(302, { location: 'shell.html' }).end(),
    '/nb/shell.html': '<html><head><meta http-equiv="refresh" content="0; url=js.html"></head></html>',
    '/nb/js.html': '<script>window.location.href="2023/moved-here.html";</script>',
    '/nb/2023/moved-here.html': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(render(moved)),
    '/nb/short.html': (_, response) => {
      const body = render(short);
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length + 50 }).write(body);
      response.socket?.end();
    },
    '/nb/framed.html': `<html><head><title>年报</title></head><body><div class="content"><iframe src="frame/body.html" width="100%" height="900"></iframe></div></body></html>`,
    '/nb/frame/body.html': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(render(framed)),
    '/nb/loop.html': (_, response) => response.writeHead(302, { location: 'loop2.html' }).end(),
    '/nb/loop2.html': (_, response) => response.writeHead(302, { location: 'loop.html' }).end(),
    '/nb/hang.html': () => undefined,
    '/nb/soft.html': '<html><head><title>404</title></head><body>您访问的页面不存在</body></html>',
    '/nb/index-instead.html': links([
      ['/', '首页'],
      ['/nb/', '政府信息公开年报'],
    ]).replace('<title>政府信息公开年报', '<title>清溪县人民政府'),
    '/nb/endless.html': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('<p>x</p>'.repeat(4000)), 5);
      response.on('close', () => clearInterval(timer));
    },
    '/nb/private.html': (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/secret' }).end(),
    '/nb/off-site.html': (_, response) =>
      response.writeHead(302, { location: `${elsewhere.url.replace('127.0.0.1', '127.0.0.2')}/x` }).end(),
    '/nb/forbidden.html': (_, response) => response.writeHead(403).end('no'),
  };
}

/** One page never answers. */
const options = { limits: { idleMs: 2000, connectMs: 20_000, totalMs: 20_000, maxBytes: 300_000 } };

beforeAll(async () => {
  elsewhere = await startServer({ '*': 'never asked' });
  server = await startServer(handlers());
  result = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], options });
  store = openStore(folder.path, { readonly: true });
});

afterAll(async () => {
  store?.close();
  await server?.close();
  await elsewhere?.close();
  folder.remove();
});

describe('a portal that misbehaves', () => {
  test('gives every report that can be had, with every number', () => {
    const rows = store.all<{ organ: string; year: number; id: number }>(
      'SELECT organ, year, id FROM current_report ORDER BY organ',
    );
    const samples = [good, late, moved, short, framed];
    expect(rows.map(({ organ, year }) => `${organ} ${year}`).sort()).toEqual(
      samples.map(({ truth }) => `${truth.organ} ${truth.year}`).sort(),
    );
    for (const { truth } of samples) {
      const id = rows.find(({ organ }) => organ === truth.organ)?.id ?? 0;
      const figures = store.all<{ row: string; col: string; value: number | null }>(
        "SELECT row_key AS row, column_key AS col, value FROM figure WHERE report_id = ? AND table_key = 'applications'",
        id,
      );
      const found = Object.fromEntries(figures.map(({ row, col, value }) => [`${row}.${col}`, value]));
      const expected = Object.entries(truth.applications ?? {}).flatMap(([row, cells]) =>
        Object.entries(cells).map(([channel, value]) => [`${row}.${channel}`, value] as const),
      );
      expect(expected.length).toBeGreaterThan(100);
      for (const [key, value] of expected) expect(found[key] ?? null, `${truth.organ} ${key}`).toBe(value);
    }
  });

  test.each([
    ['loop.html', 'redirect_loop'],
    ['hang.html', 'timeout'],
    ['soft.html', 'soft_error'],
    ['index-instead.html', 'soft_error'],
    ['endless.html', 'too_large'],
    ['private.html', 'redirect_off_site'],
    ['off-site.html', 'redirect_off_site'],
    ['gone.html', 'not_found'],
    ['forbidden.html', 'refused'],
    ['/admin/report.html', 'robots'],
  ])('%s fails as %s', (name, failure) => {
    const row = store.get<{ failure: string; state: string }>(
      'SELECT failure, state FROM request WHERE url LIKE ?',
      `%${name}`,
    );
    expect(row).toEqual({ failure, state: 'failed' });
    expect(result.summary.failures.some((line) => line.url.endsWith(name) && line.failure === failure)).toBe(true);
  });

  test('says why the others were left', () => {
    const rows = store.all<{ url: string; reason: string }>('SELECT url, reason FROM skipped');
    const reasons = Object.fromEntries(rows.map(({ url, reason }) => [url.replace(server.url, ''), reason]));
    expect(reasons).toEqual({ '/nb/explained.html': 'interpretation', 'http://spam.example.com/x.html': 'off_site' });
  });

  test('never asks what it must not', () => {
    const asked = server.log.map(({ line }) => line);
    expect(asked.filter((line) => /admin|explained/.test(line))).toEqual([]);
    expect(elsewhere.log).toEqual([]);
    expect(asked.filter((line) => line.endsWith('/nb/good.html'))).toHaveLength(1);
  });

  test('waits as long as Retry-After asks', () => {
    const times = server.log.filter(({ line }) => line.endsWith('late.html')).map(({ at }) => at);
    expect(times).toHaveLength(3);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('the run ends with failures listed', () => {
    expect(result.outcome).toBe('failures');
    expect(result.summary.reports_new).toBe(5);
    expect(result.summary.failed).toBe(10);
  });

  test('the cut-off page was read, with a warning', () => {
    const warning = store.get<{ message: string }>(
      "SELECT message FROM warning WHERE code = 'truncated' AND place LIKE '%short.html'",
    );
    expect(warning?.message).toContain('broke off');
  });

  test('warcio reads every exchange back, hop by hop', async () => {
    const records = await readArchive(folder.path);
    const responses = records.filter(({ type }) => type === 'response' || type === 'revisit');
    expect(responses).toHaveLength(store.get<{ n: number }>('SELECT count(*) AS n FROM capture')?.n ?? 0);
    const path = ['moved.html', 'shell.html', 'js.html', 'moved-here.html'];
    for (const name of path)
      expect(
        responses.some(({ uri }) => uri?.endsWith(name)),
        name,
      ).toBe(true);
    expect(responses.filter(({ uri, status }) => uri?.endsWith('late.html') && status === 503)).toHaveLength(2);
    const page = responses.find(({ uri }) => uri?.endsWith('/good.html'));
    expect(page?.payload.equals(render(good))).toBe(true);
  });

  test('the second crawl stores nothing but revisits', async () => {
    const before = server.log.length;
    store.close();
    const again = await testCrawl({ dataDir: folder.path, urls: [`${server.url}/nb/`], options });
    store = openStore(folder.path, { readonly: true });
    expect(server.log.length).toBeGreaterThan(before);
    expect(again.summary.reports_new + again.summary.reports_changed).toBe(0);
    expect(again.summary.reports_unchanged).toBe(5);
    expect(store.get<{ n: number }>('SELECT count(*) AS n FROM report')?.n).toBe(5);
    // Empty redirects are no content that could be held already.
    const fresh = store.all<{ url: string; status: number }>(
      "SELECT url, status FROM capture WHERE run_id = 2 AND record_type = 'response' AND status = 200 AND truncated IS NULL",
    );
    expect(fresh).toEqual([]);
  });
});

interface ReadRecord {
  readonly type: string | undefined;
  readonly uri: string | undefined;
  readonly status: number | undefined;
  readonly payload: Buffer;
}

async function readArchive(dataDir: string): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  for (const file of readdirSync(join(dataDir, 'warc')).sort()) {
    for await (const record of new WARCParser(createReadStream(join(dataDir, 'warc', file)))) {
      const payload = Buffer.from(await record.readFully(true));
      records.push({
        type: record.warcType ?? undefined,
        uri: record.warcTargetURI ?? undefined,
        status: record.httpHeaders ? Number(record.httpHeaders.statusCode) : undefined,
        payload,
      });
    }
  }
  return records;
}
