import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRevisions } from '../../src/query/revisions.ts';
import { search } from '../../src/query/search.ts';
import { openStore } from '../../src/store/store.ts';
import { type Pages, pagesOf } from '../../src/web/app.ts';
import { RateLimit } from '../../src/web/guard.ts';
import { OPERATIONS } from '../../src/web/openapi.ts';
import { startPages } from '../../src/web/server.ts';
import { receiptOf } from '../../src/why/receipt.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { HOSTILE_ORGAN, ORGAN, truthOf, YEARS } from './corpus.ts';

/** What the pages give to programs, and what they refuse: asked without a network. */
export function interfaceTests(dataDir: () => string): void {
  let pages: Pages;
  beforeAll(() => {
    pages = pagesOf({ dataDir: dataDir(), local: true, readerOf: () => String(reader++) });
  });
  afterAll(() => pages.close());

  /** Everybody is somebody else: pace is tried by itself. */
  let reader = 0;

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> =>
    pages.fetch(
      new Request(`http://127.0.0.1:8080${path}`, { ...init, headers: { host: '127.0.0.1:8080', ...init.headers } }),
    );
  const json = async <T>(path: string): Promise<T> => (await (await ask(path)).json()) as T;
  const of = (organ: string): string => encodeURIComponent(organ);

  it('gives as JSON what the command line gives', async () => {
    const store = openStore(dataDir(), { readonly: true });
    try {
      const found = await json<{ total: number; results: { organ: string; year: number; excerpt: string }[] }>(
        '/index.json?q=网站&order=year',
      );
      const hits = search(store, { words: '网站', order: 'year' });
      expect(found.total).toBe(hits.length);
      expect(found.results.map(({ organ, year, excerpt }) => ({ organ, year, excerpt }))).toEqual(
        hits.map(({ organ, year, excerpt }) => ({ organ, year, excerpt })),
      );
      const id = store.get<{ id: number }>('SELECT id FROM report WHERE organ = ? AND year = 2021', ORGAN)?.id ?? 0;
      const receipt = await json<object>(`/report/${of(ORGAN)}/2021/app_new_received_total.json`);
      const { reread, ...rest } = receipt as { reread: { differences: string[] } };
      expect(rest).toEqual(receiptOf(store, id, 'app_new_received_total'));
      expect(reread.differences).toEqual([]);
      const { revisions } = await json<{ revisions: unknown[] }>('/revisions.json');
      expect(revisions).toEqual(listRevisions(store, { limit: 20 }));
      expect(revisions.length).toBe(1);
    } finally {
      store.close();
    }
  });

  it('shows an organ with its numbers of every year and the years that are missing', async () => {
    const organ = await json<{ missing: number[]; years: { year: number; series: { received: { value: number } } }[] }>(
      `/organ/${of(ORGAN)}.json`,
    );
    expect(organ.missing).toEqual([2022]);
    const [list, ...tables] = organ.years.map(({ year, series }) => [year, series.received.value]);
    expect(list?.[0]).toBe(2018);
    expect(tables).toEqual(YEARS.slice(1).map((year) => [year, truthOf(year)]));
  });

  it('a report leads to the organ’s reports before and after it, and to no year without one', async () => {
    const { years } = await json<{ years: { year: number }[] }>(`/organ/${of(ORGAN)}.json`);
    for (const [at, { year }] of years.entries()) {
      const page = await (await ask(`/report/${of(ORGAN)}/${year}`)).text();
      const led = [...page.matchAll(/<a href="[^"]*\/report\/[^"/]+\/(\d{4})[^"]*" rel="(prev|next)"/g)];
      const beside = [years[at - 1]?.year, years[at + 1]?.year].filter((one) => one !== undefined);
      expect(led.map(([, led]) => Number(led))).toEqual(beside);
    }
  });

  it('gives the original bytes, the archive’s record and a page as a picture', async () => {
    const original = await ask(`/report/${of(ORGAN)}/2024/file`);
    expect(original.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(
      Buffer.from(await original.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const capture = Buffer.from(await (await ask(`/report/${of(ORGAN)}/2021/capture`)).arrayBuffer());
    const { capture: place } = await json<{ capture: { warc_file: string; warc_offset: number; warc_length: number } }>(
      `/report/${of(ORGAN)}/2021/app_new_received_total.json`,
    );
    const archive = readFileSync(join(dataDir(), place.warc_file));
    expect(capture.equals(archive.subarray(place.warc_offset, place.warc_offset + place.warc_length))).toBe(true);
    const picture = await ask(`/report/${of(ORGAN)}/2024/page/1`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await ask(`/report/${of(ORGAN)}/2024/page/99`)).status).toBe(404);
  });

  it('downloads the selection as the export command writes it', async () => {
    const folder = temporaryFolder();
    try {
      await nianbao(
        'export',
        '--shape',
        'series',
        '--format',
        'csv',
        '--years',
        '2021-2023',
        '--data',
        dataDir(),
        '--out',
        folder.path,
      );
      const answer = await ask('/download?shape=series&format=csv&from=2021&to=2023');
      expect(await answer.text()).toBe(readFileSync(join(folder.path, 'nianbao-series.csv'), 'utf8'));
    } finally {
      folder.remove();
    }
  });

  it('downloads what was searched for, not what the filters alone leave', async () => {
    const { results } = await json<{ results: { organ: string; year: number }[] }>('/index.json?q=网站&order=year');
    const found = new Set(results.map(({ organ, year }) => `${organ} ${year}`));
    const lines = (await (await ask('/download?shape=reports&format=jsonl&q=网站')).text()).trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { organ: string; year: number });
    expect(new Set(rows.map(({ organ, year }) => `${organ} ${year}`))).toEqual(found);
    expect(found.size).toBeLessThan(YEARS.length + 2);
    expect(await (await ask('/?q=网站')).text()).toContain('--containing 网站');
  });

  it('opens the organs whose province is not certain from the table of provinces', async () => {
    expect(await (await ask('/coverage')).text()).toContain('href="/coverage?province=none"');
    const { entries } = await json<{ entries: { publisher: { name: string; province: null } }[] }>(
      '/coverage.json?province=none',
    );
    expect(new Set(entries.map(({ publisher }) => publisher.province))).toEqual(new Set([null]));
    expect(entries.map(({ publisher }) => publisher.name)).toContain(ORGAN);
    const own = await json<{ entries: { publisher: { name: string } }[] }>('/coverage.json?province=北京市&city=none');
    expect(own.entries.map(({ publisher }) => publisher.name)).toContain('北京市人民政府');
  });

  it.each(OPERATIONS)('describes $path, and its example answers', async ({ example, types }) => {
    const answer = await ask(encodeURI(example.replace('/2021/page', '/2024/page')));
    expect(answer.status).toBe(200);
    if (types === undefined) expect(await answer.json()).toBeTypeOf('object');
    else expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  it('reads only: no other method, no strange host, no endless address, no haste', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await ask('/', { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(421);
    expect((await ask(`/?q=${'x'.repeat(5000)}`)).status).toBe(414);
    const head = await ask('/download?shape=reports&format=csv', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    let now = 0;
    const pace = new RateLimit(() => now);
    const answers = Array.from({ length: 130 }, () => pace.allows('one'));
    expect([answers.filter(Boolean).length, pace.allows('other')]).toEqual([120, true]);
    now += 1000;
    expect(pace.allows('one')).toBe(true);
  });

  it('says what is wrong with a request that no page ever sees', async () => {
    const server = await startPages({ dataDir: dataDir(), host: '127.0.0.1', port: 0 });
    try {
      const answerTo = async (line: string): Promise<string> => {
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
        socket.end(`${line}\r\nhost: 127.0.0.1\r\n\r\n`);
        return await text(socket);
      };
      expect(await answerTo('GET /?q=网站 HTTP/1.1')).toMatch(/^HTTP\/1\.1 400 .*percent-encoded.*汉字/s);
      expect(await answerTo(`GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}`)).toMatch(/^HTTP\/1\.1 431 .*too long/s);
      expect(await answerTo('你好')).toMatch(/^HTTP\/1\.1 400 .*no request of HTTP/s);
    } finally {
      await server.close();
    }
  });

  it('takes neither a path nor SQL from an address', async () => {
    const tries = [
      '/assets/../package.json',
      '/assets/%2e%2e%2fpackage.json',
      `/report/${of('../../etc/passwd')}/2021`,
      `/report/${of(ORGAN)}/2021/file%2F..%2F..`,
    ];
    for (const path of tries) expect([path, (await ask(path)).status]).toEqual([path, 404]);
    const all = await json<{ total: number }>('/index.json');
    const injected = await json<{ total: number }>(`/index.json?organ=${of("x' OR '1'='1")}&where=1`);
    expect([all.total, injected.total]).toEqual([YEARS.length + 2, 0]);
    for (const path of [
      '/?level=x',
      '/?order=1;DROP',
      '/?from=abc',
      '/?province=nowhere',
      '/?q=网&page=300',
      `/?q=${of('(')}`,
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 400]);
  });

  it('tells what is not there, in both languages, and nothing of its insides', async () => {
    for (const path of [
      '/nothing',
      '/en/nothing',
      `/report/${of(ORGAN)}/1999`,
      `/organ/${of('没有')}`,
      '/codebook/nothing',
    ]) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).not.toMatch(/at .*\.ts|sqlite/i);
    }
  });

  it('keeps every page below 200 kB, with a policy that lets nothing else in', async () => {
    const paths = [
      '/',
      '/?q=网站',
      `/organ/${of(ORGAN)}`,
      `/report/${of(ORGAN)}/2024`,
      `/report/${of(HOSTILE_ORGAN)}/2023`,
      '/coverage',
      '/codebook',
      '/status',
      '/api',
      '/revisions',
    ];
    for (const path of paths) {
      const answer = await ask(path);
      expect([path, answer.status, (await answer.text()).length < 200_000]).toEqual([path, 200, true]);
      expect(answer.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'/,
      );
    }
  });
}
