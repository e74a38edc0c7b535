import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { isZstd, unzstd } from '../../src/archive/zstd.ts';
import { dataFolder } from '../support/data-folder.ts';
import { htmlOf, importPaths, put, sample } from './brought.ts';

const page = (seed: number): Buffer => htmlOf(sample(seed));

function record(url: string, block: Buffer): Buffer {
  const head = [
    ...['WARC/1.0', 'WARC-Type: response', `WARC-Target-URI: ${url}`, 'WARC-Date: 2024-02-01T00:00:00Z'],
    ...['Content-Type: application/http; msgtype=response', `Content-Length: ${block.length}`, '', ''],
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n')), block, Buffer.from('\r\n\r\n')]);
}

function http(body: Buffer, status = 'HTTP/1.1 200 OK', ...headers: string[]): Buffer {
  return Buffer.concat([
    Buffer.from([status, 'Content-Type: text/html; charset=utf-8', ...headers, '', ''].join('\r\n')),
    body,
  ]);
}

async function zip(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const writer = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) writer.addBuffer(bytes, name);
  writer.end();
  const parts: Buffer[] = [];
  for await (const part of writer.outputStream) parts.push(Buffer.from(part as Buffer));
  return Buffer.concat(parts);
}

const url = (seed: number) => `http://www.qingxi.gov.cn/nb/${seed}.html`;
const two = [1, 2].map((seed) => record(url(seed), http(page(seed))));
const packed = Buffer.concat(two.map((bytes) => gzipSync(bytes)));
const torn = Buffer.concat([packed.subarray(0, packed.length - 400), gzipSync(record(url(3), http(page(3))))]);

function arc(): Buffer {
  const head = Buffer.from(
    'filedesc://a.arc 0.0.0.0 20240201000000 text/plain 76\n1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n',
  );
  const records = [1, 2].map((seed) => {
    const block = http(page(seed));
    const line = `${url(seed)} 10.0.0.1 20240201000000 text/html ${block.length}\n`;
    return Buffer.concat([Buffer.from(line), block, Buffer.from('\n')]);
  });
  return Buffer.concat([head, ...records]);
}

const range = (bytes: Buffer, size: number) => `Content-Range: bytes 0-${bytes.length - 1}/${size}`;
const whole = record(url(1), http(page(1), 'HTTP/1.1 206 Partial Content', range(page(1), page(1).length)));
const part = record(url(1), http(page(1), 'HTTP/1.1 206 Partial Content', range(page(1), page(1).length + 9)));

it.each<[string, string, () => Buffer | Promise<Buffer>, number, string[]]>([
  ['a whole body in a 206', 'a.warc.gz', () => gzipSync(whole), 1, []],
  ['a part of a body', 'a.warc.gz', () => gzipSync(part), 0, ['partial_answer']],
  ['blank lines first', 'a.warc', () => Buffer.concat([Buffer.from('\r\n\r\n'), ...two]), 2, []],
  ['a byte order mark first', 'a.warc', () => Buffer.concat([Buffer.from('\ufeff'), ...two]), 2, []],
  ['a status line without a version', 'a.warc', () => record(url(1), http(page(1), 'HTTP 200 Follows')), 1, []],
  ['ARC', 'old.arc', arc, 2, []],
  ['packed ARC', 'old.arc.gz', () => gzipSync(arc()), 2, []],
  ['WACZ in WACZ', 'a.wacz', async () => zip({ 'b.wacz': await zip({ 'archive/data.warc.gz': packed }) }), 2, []],
  [
    'WACZ in a folder',
    'a.wacz',
    () => zip({ 'x/archive/data.warc.gz': packed, 'datapackage.json': two[0] ?? packed }),
    2,
    [],
  ],
  [
    'WACZ called ZIP',
    'a.zip',
    () => zip({ 'archive/data.warc.gz': packed, 'datapackage.json': Buffer.from('{}') }),
    2,
    [],
  ],
  ['a report beside a WARC in a ZIP', 'a.zip', () => zip({ 'data.warc': two[0] ?? packed, '2.html': page(2) }), 2, []],
  ['a torn WARC in WACZ', 'a.wacz', () => zip({ 'archive/data.warc.gz': torn }), 2, ['damaged_record']],
  ['a WACZ without a WARC', 'a.wacz', () => zip({ 'datapackage.json': Buffer.from('{}') }), 0, ['damaged_record']],
  [
    'an address with a password',
    'a.warc',
    () => record('http://me:pa55word@www.qingxi.gov.cn/1.html', http(page(1))),
    1,
    [],
  ],
])('imports %s, or says what it costs', async (_name, file, bytes, reports, failures) => {
  const folder = dataFolder();
  const { summary } = await importPaths(folder, put(dataFolder(), { [file]: await bytes() }));
  expect(summary.reports_new).toBe(reports);
  const lost = summary.failures.map(({ reason }) => reason).filter((reason) => reason !== 'unknown_format');
  expect([...new Set(lost)]).toEqual(failures);
  expect(readFileSync(`${folder}/nianbao.sqlite`).includes('pa55word')).toBe(false);
});

it('unpacks Zstandard, frame after frame, and no bomb', () => {
  // `printf 年报 | zstd` twice.
  const frame = Buffer.from('28b52ffd0058310000e5b9b4e68aa5', 'hex');
  expect(isZstd(frame)).toBe(true);
  expect(unzstd(Buffer.concat([frame, frame]), 100).toString()).toBe('年报年报');
  expect(() => unzstd(Buffer.concat([frame, frame]), 5)).toThrow(RangeError);
});
