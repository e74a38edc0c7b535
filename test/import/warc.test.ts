import { once } from 'node:events';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { zipOf } from '../../generator/office-zip.ts';
import { reportPdf } from '../../generator/pdf.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { readWithWarcio } from '../support/warcio.ts';
import { htmlOf, importPaths, put, reading, sample, sizeOf, wrongCells } from './brought.ts';

interface Part {
  readonly url: string;
  readonly body?: string | Uint8Array;
  readonly type?: 'response' | 'resource' | 'metadata' | 'revisit' | 'request';
  readonly status?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly date?: string;
}

/** Records as warcio writes them, an independent writer; packed one by one. */
async function warcio(parts: readonly Part[], gzip = true): Promise<Buffer[]> {
  const members: Buffer[] = [];
  for (const {
    url,
    body = '',
    type = 'response',
    status = '200 OK',
    contentType = 'text/html',
    headers,
    date,
  } of parts) {
    const isMessage = type === 'response' || type === 'revisit';
    async function* content() {
      yield new Uint8Array(Buffer.from(body));
    }
    const record = WARCRecord.create(
      {
        url,
        type,
        date: date ?? '2024-02-03T04:05:06Z',
        warcVersion: 'WARC/1.1',
        ...(isMessage && {
          statusline: `HTTP/1.1 ${status}`,
          httpHeaders: { 'Content-Type': contentType, ...headers },
        }),
        ...(!isMessage && { warcHeaders: { 'Content-Type': contentType } }),
      },
      content(),
    );
    members.push(Buffer.from(await WARCSerializer.serialize(record, { gzip })));
  }
  return members;
}

const SITE = 'http://www.qinghe.gov.cn';
const page = (seed: number): Part => ({ url: `${SITE}/nb/${seed}.html`, body: htmlOf(sample(seed)) });
const stored = (data: string) =>
  reading(data, (store) => store.all('SELECT url, captured_at, status, record_type FROM capture ORDER BY id'));

/** Imports the bytes as a file; the summary. */
async function importBytes(data: string, bytes: Uint8Array, name = 'crawl.warc.gz') {
  const { summary } = await importPaths(data, join(put(dataFolder(), { [name]: bytes }), name));
  return summary;
}

describe('nianbao import of WARC files', () => {
  it('copies the answers that may be reports, with address, date and headers, and leaves the rest with a reason', async () => {
    const members = await warcio([
      page(1),
      { ...page(2), headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(htmlOf(sample(2))) },
      { url: `${SITE}/nb/3.pdf`, body: reportPdf(sample(3)), contentType: 'application/octet-stream' },
      { url: `${SITE}/`, body: '<html><body>欢迎访问</body></html>' },
      { url: `${SITE}/a.css`, body: 'p { color: red }', contentType: 'text/css' },
      { url: `${SITE}/logo.png`, body: Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'), contentType: 'image/png' },
      { url: `${SITE}/old.html`, status: '302 Found', headers: { Location: '/nb/1.html' } },
      { url: `${SITE}/gone.html`, status: '404 Not Found', body: htmlOf(sample(9)) },
      {
        url: `${SITE}/nb/1.html`,
        type: 'request',
        contentType: 'application/http; msgtype=request',
        body: 'GET / HTTP/1.1\r\n\r\n',
      },
      { url: 'urn:pageinfo:x', type: 'resource', contentType: 'application/json', body: '{}' },
      { url: 'dns:www.qinghe.gov.cn', contentType: 'text/dns', body: 'x' },
    ]);
    const data = dataFolder();
    const summary = await importBytes(data, Buffer.concat(members));
    expect(summary).toMatchObject({
      reports_new: 3,
      failed: 0,
      records_new: 3,
      skipped_by_reason: { not_an_answer: 5, page_part: 2, off_subject: 1 },
    });
    for (const seed of [1, 2, 3]) expect(wrongCells(data, sample(seed))).toEqual([]);
    expect(stored(data)).toEqual(
      ['nb/1.html', 'nb/2.html', 'nb/3.pdf'].map((path) => ({
        url: `${SITE}/${path}`,
        captured_at: '2024-02-03T04:05:06.000Z',
        status: 200,
        record_type: 'response',
      })),
    );
    const { name } = reading(data, (store) => store.get<{ name: string }>('SELECT name FROM warc_file')) ?? {
      name: '',
    };
    const copied = (await readWithWarcio(join(data, name))).filter(({ type }) => type !== 'warcinfo');
    expect(copied.map(({ type, url, httpStatus }) => [type, url, httpStatus])).toEqual(
      ['nb/1.html', 'nb/2.html', 'nb/3.pdf'].map((path) => ['response', `${SITE}/${path}`, 200]),
    );
    expect(copied[1]?.payload.equals(htmlOf(sample(2)))).toBe(true);
  });

  it('adds nothing the second time, also where the file was moved', async () => {
    const bytes = Buffer.concat(await warcio([page(1), page(2)]));
    const data = dataFolder();
    const path = join(put(dataFolder(), { 'a.warc.gz': bytes }), 'a.warc.gz');
    await importPaths(data, path);
    const before = sizeOf(data);
    expect((await importPaths(data, path)).summary).toMatchObject({
      files_known: 1,
      records_new: 0,
      reports_unchanged: 2,
    });
    expect(sizeOf(data)).toEqual(before);
    const moved = await importBytes(data, bytes, 'b.warc.gz');
    expect(moved).toMatchObject({ records_new: 0, records_known: 2, reports_new: 0, reports_unchanged: 2 });
    expect(sizeOf(data)).toEqual({ ...before, imported: (before.imported ?? 0) + 1 });
  });

  it('reads a WARC file of our own archive, redirects and revisits in it', async () => {
    const crawled = new Crawled(dataFolder());
    await crawled.add(exchange(`${SITE}/1.html`, htmlOf(sample(1))));
    await crawled.add(exchange(`${SITE}/copy.html`, htmlOf(sample(1))));
    await crawled.add(exchange(`${SITE}/moved`, '', 'HTTP/1.1 301 Moved\r\nLocation: /1.html\r\n\r\n'), {
      content: null,
    });
    const { name } = crawled.store.get<{ name: string }>('SELECT name FROM warc_file') ?? { name: '' };
    const path = join(crawled.store.dataDir, name);
    await crawled.close();
    const data = dataFolder();
    const { summary } = await importPaths(data, path);
    expect(summary).toMatchObject({ reports_new: 1, records_new: 1, skipped_by_reason: { not_an_answer: 5 } });
    const [original] = (await readWithWarcio(path)).filter(({ type }) => type === 'response');
    const own = reading(data, (store) => store.get<{ name: string }>('SELECT name FROM warc_file'))?.name ?? '';
    const [copy] = (await readWithWarcio(join(data, own))).filter(({ type }) => type === 'response');
    for (const header of [
      'warc-target-uri',
      'warc-date',
      'warc-ip-address',
      'warc-payload-digest',
      'warc-block-digest',
    ])
      expect([header, copy?.headers.get(header)]).toEqual([header, original?.headers.get(header)]);
  });

  it('keeps an address captured twice with other numbers as two editions, the later one current', async () => {
    const changed = htmlOf(sample(1)).toString().replace('<td>0</td>', '<td>4</td>');
    const undated = (html: string) => html.replaceAll(/\d{4}-\d\d-\d\d/g, '');
    const members = await warcio([
      { url: `${SITE}/1.html`, body: undated(changed), date: '2024-03-01T00:00:00Z' },
      { url: `${SITE}/1.html`, body: undated(htmlOf(sample(1)).toString()), date: '2024-02-01T00:00:00Z' },
    ]);
    const data = dataFolder();
    expect(await importBytes(data, Buffer.concat(members))).toMatchObject({ records_new: 2, reports_new: 1 });
    const editions = reading(data, (store) =>
      store.all('SELECT is_current, current_because FROM report ORDER BY edition'),
    );
    expect(editions).toMatchObject([
      { is_current: 0 },
      { is_current: 1, current_because: expect.stringContaining('2024-03-01 against 2024-02-01') },
    ]);
  });

  it.each([
    ['packed as a whole', async (parts: Part[]) => gzipSync(Buffer.concat(await warcio(parts, false)))],
    ['not packed', async (parts: Part[]) => Buffer.concat(await warcio(parts, false))],
    [
      'by wget, with brackets around addresses',
      async (parts: Part[]) =>
        Buffer.from(
          Buffer.concat(await warcio(parts, false))
            .toString('latin1')
            .replace(/(WARC-Target-URI: )(\S+)/g, '$1<$2>'),
          'latin1',
        ),
    ],
    [
      'with blank lines between its records',
      async (parts: Part[]) =>
        Buffer.concat((await warcio(parts, false)).flatMap((record) => [record, Buffer.from('\r\n\n')])),
    ],
    [
      'as a WACZ package',
      async (parts: Part[]) =>
        zipOf([
          { name: 'datapackage.json', content: '{}' },
          { name: 'archive/data.warc.gz', content: Buffer.concat(await warcio(parts)), stored: true },
        ]),
    ],
  ])('reads a file %s', async (manner, write) => {
    const data = dataFolder();
    const name = manner.includes('WACZ') ? 'a.wacz' : 'a.warc';
    const summary = await importBytes(data, await write([page(1), page(2)]), name);
    expect(summary).toMatchObject({ reports_new: 2, records_new: 2, failed: 0 });
    expect(stored(data).map((row) => Reflect.get(Object(row), 'url'))).toEqual([
      `${SITE}/nb/1.html`,
      `${SITE}/nb/2.html`,
    ]);
  });

  it('goes on behind a torn record, and says what it lost', async () => {
    const [first, second, third] = await warcio([page(1), page(2), page(3)]);
    if (first === undefined || second === undefined || third === undefined) throw new RangeError('three records');
    const torn = second.subarray(0, second.length / 2);
    const data = dataFolder();
    const summary = await importBytes(data, Buffer.concat([first, torn, third, first.subarray(0, 300)]));
    expect(summary).toMatchObject({ reports_new: 2, records_new: 2 });
    expect(summary.failures.map(({ reason }) => reason)).toEqual(['damaged_record', 'damaged_record']);
    expect(wrongCells(data, sample(3))).toEqual([]);
    expect(wrongCells(data, sample(2))).toBeNull();
  });

  it('goes on behind a record with a wrong length', async () => {
    const [first, second] = await warcio([page(1), page(2)], false);
    if (first === undefined || second === undefined) throw new RangeError('two records');
    const lying = first
      .toString('latin1')
      .replace(/Content-Length: (\d+)(?=\r\n\r\nHTTP)/, (_, length) => `Content-Length: ${Number(length) - 40}`);
    const data = dataFolder();
    const summary = await importBytes(data, Buffer.concat([Buffer.from(lying, 'latin1'), second]), 'a.warc');
    expect(summary.records_new).toBe(2);
    expect(summary.failures).toMatchObject([
      { reason: 'damaged_record', message: expect.stringContaining('bytes between') },
    ]);
  });

  it('passes over a record of any size without holding it', async () => {
    const path = join(dataFolder(), 'large.warc');
    const size = 260 * 1024 * 1024;
    const [small] = await warcio([page(1)], false);
    const file = createWriteStream(path);
    file.write(
      `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${SITE}/film.mp4\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: ${size}\r\n\r\n`,
    );
    const block = Buffer.alloc(4 * 1024 * 1024, 'x');
    for (let written = 0; written < size; written += block.length) if (!file.write(block)) await once(file, 'drain');
    file.end(Buffer.concat([Buffer.from('\r\n\r\n'), small ?? Buffer.alloc(0)]));
    await once(file, 'close');
    const data = dataFolder();
    const { summary, code } = await importPaths(data, path);
    expect(summary).toMatchObject({ reports_new: 1, skipped_by_reason: { too_large: 1 } });
    expect(summary.failures[0]?.message).toMatch(/^260 MB, and at most 200 MB are read; unpack or split it/);
    expect(code).toBe(1);
  });

  it('takes a packed file that is no WARC as a file', async () => {
    const data = dataFolder();
    const folder = dataFolder();
    writeFileSync(join(folder, 'a.html.gz'), gzipSync(htmlOf(sample(1))));
    const { summary } = await importPaths(data, folder);
    expect(summary.failures).toMatchObject([{ reason: 'unsupported', message: expect.stringContaining('unpack it') }]);
    expect(readFileSync(join(folder, 'a.html.gz')).length).toBeGreaterThan(0);
  });
});
