import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Archived } from '../../src/archive/archived.ts';
import { readRecord } from '../../src/archive/read.ts';
import { WarcArchive } from '../../src/archive/warc-archive.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { readWithWarcio } from '../support/warcio.ts';

const read = (folder: string, record: Archived) => readRecord(join(folder, record.file), record.offset, record.length);

async function archiveOne(folder: string, ...exchanges: Parameters<WarcArchive['append']>[0]) {
  const archive = new WarcArchive(folder);
  const { records } = await archive.append(exchanges);
  await archive.close();
  return records;
}

const first = <T>(values: readonly T[]): T => {
  const [value] = values;
  if (value === undefined) throw new Error('nothing there');
  return value;
};

describe('WarcArchive', () => {
  it('is read by warcio: warcinfo, response, request', async () => {
    const folder = dataFolder();
    const page = exchange('http://a.gov.cn/x', '<p>年报</p>');
    const record = first(await archiveOne(folder, page));
    const records = await readWithWarcio(join(folder, record.file));
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response', 'request']);
    const [info, response, request] = records;
    expect(response).toMatchObject({ url: page.url, httpStatus: 200, offset: record.offset });
    expect(response?.payload.toString()).toBe('<p>年报</p>');
    expect(response?.headers.get('warc-payload-digest')).toBe(record.payloadDigest);
    expect(response?.headers.get('warc-ip-address')).toBe('192.0.2.7');
    expect(response?.headers.get('warc-warcinfo-id')).toBe(info?.headers.get('warc-record-id'));
    expect(request?.headers.get('warc-concurrent-to')).toBe(response?.headers.get('warc-record-id'));
  });

  it('keeps every byte of the message: LF-only heads, odd case and spacing, latin-1 values', async () => {
    const folder = dataFolder();
    const head = 'HTTP/1.0 200 \xcd\xea\xb3\xc9\nserver:IIS\nX-Odd :  a\xe9\nX-Odd: b\n\n';
    const page = exchange('http://a.gov.cn/odd', 'body\n\nwith blank lines', head);
    const record = read(folder, first(await archiveOne(folder, page)));
    expect(record.http?.bytes).toEqual(page.responseHead);
    expect(record.block).toEqual(page.responseBlock);
    expect(record.http?.headers).toEqual([
      ['server', 'IIS'],
      ['x-odd', 'a\xe9'],
      ['x-odd', 'b'],
    ]);
  });

  it.each([
    ['gzip', gzipSync('正文'.repeat(50))],
    ['deflate', deflateRawSync('正文'.repeat(50))],
    ['br', brotliCompressSync('正文'.repeat(50))],
  ])('stores a chunked %s body as received and gives entity and payload back', async (coding, coded) => {
    const folder = dataFolder();
    const block = Buffer.concat([
      Buffer.from(`${(10).toString(16)};x=1\r\n`),
      coded.subarray(0, 10),
      Buffer.from(`\r\n${(coded.length - 10).toString(16)}\r\n`),
      coded.subarray(10),
      Buffer.from(coding === 'gzip' ? '\r\n0\r\n\r\n' : '\r\n0\r\nX-Trailer: 1\r\n\r\n'),
    ]);
    const head = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: ${coding}\r\n\r\n`;
    const page = exchange('http://a.gov.cn/coded', block, head);
    const archived = first(await archiveOne(folder, page));
    const record = read(folder, archived);
    expect(record.block).toEqual(block);
    expect(record.entity).toEqual(coded);
    expect(record.payload.toString()).toBe('正文'.repeat(50));
    const foreign = (await readWithWarcio(join(folder, archived.file)))[1];
    // warcio reads neither trailers nor raw deflate nor Brotli.
    if (coding === 'gzip') expect(foreign?.payload.toString()).toBe('正文'.repeat(50));
  });

  it('refers to equal bytes instead of storing them again, within one batch and over batches', async () => {
    const folder = dataFolder();
    const archive = new WarcArchive(folder);
    const one = await archive.append([exchange('http://a.gov.cn/1', 'same'), exchange('http://a.gov.cn/2', 'same')]);
    const two = await archive.append([exchange('http://b.gov.cn/3', 'same')]);
    await archive.close();
    expect([...one.records, ...two.records].map(({ type }) => type)).toEqual(['response', 'revisit', 'revisit']);
    const records = await readWithWarcio(join(folder, first(one.records).file));
    const revisit = records.filter(({ type }) => type === 'revisit')[1];
    expect(revisit?.headers.get('warc-profile')).toBe(
      'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest',
    );
    expect(revisit?.headers.get('warc-refers-to-target-uri')).toBe('http://a.gov.cn/1');
    expect(revisit?.headers.get('warc-refers-to-date')).toBe(first(one.records).date);
    expect(revisit?.headers.get('warc-payload-digest')).toBe(first(one.records).payloadDigest);
    expect(revisit?.httpStatus).toBe(200);
  });

  it('takes the word of the index for bytes of earlier runs, and never of empty bodies', async () => {
    const folder = dataFolder();
    const asked: string[] = [];
    const archive = new WarcArchive(folder, {
      archived: (digest) => {
        asked.push(digest);
        return { url: 'http://old.gov.cn/', date: '2025-01-31T00:00:00.000Z' };
      },
    });
    const { records } = await archive.append([exchange('http://a.gov.cn/', 'x'), exchange('http://a.gov.cn/empty')]);
    await archive.close();
    expect(records.map(({ type }) => type)).toEqual(['revisit', 'response']);
    expect(asked).toEqual([first(records).payloadDigest]);
  });

  it('writes a 304 as a revisit of what it confirms', async () => {
    const folder = dataFolder();
    const archive = new WarcArchive(folder);
    const held = {
      url: 'http://a.gov.cn/',
      date: '2025-01-31T00:00:00.000Z',
      payloadDigest: `sha256:${'0'.repeat(64)}`,
    };
    const answer = exchange('http://a.gov.cn/', '', 'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n');
    const { records } = await archive.append([answer], { confirms: held });
    await archive.close();
    expect(records).toMatchObject([{ type: 'revisit', payloadDigest: held.payloadDigest }]);
    const foreign = (await readWithWarcio(join(folder, first(records).file)))[1];
    expect(foreign?.headers.get('warc-profile')).toBe('http://netpreserve.org/warc/1.1/revisit/server-not-modified');
    expect(foreign?.headers.get('warc-refers-to-target-uri')).toBe(held.url);
    expect(foreign?.payload.length).toBe(0);
    expect(first(records).length).toBeLessThan(300);
  });

  it('writes what the bytes do not say beside them, and not again where nothing of it has changed', async () => {
    const folder = dataFolder();
    const held = { url: 'http://a.gov.cn/', date: '2025-01-31T00:00:00.000Z', requestId: 7 };
    const archive = new WarcArchive(folder, { archived: () => held });
    const metadata = { url: 'http://a.gov.cn/', facts: { portal: 'p' } };
    const page = exchange('http://a.gov.cn/', 'same');
    await archive.append([page], { metadata });
    await archive.append([page], { metadata: { ...metadata, repeats: { requestId: 8 } } });
    const { records } = await archive.append([page], { metadata: { ...metadata, repeats: { requestId: 7 } } });
    await archive.append([], { metadata });
    await archive.close();
    const all = await readWithWarcio(join(folder, first(records).file));
    expect(all.map(({ type }) => type)).toEqual([
      ...['warcinfo', 'revisit', 'metadata', 'revisit', 'metadata', 'revisit', 'metadata'],
    ]);
    expect(all[2]?.headers.get('warc-concurrent-to')).toBe(all[1]?.headers.get('warc-record-id'));
    expect(JSON.parse(all[2]?.payload.toString() ?? '')).toEqual({ portal: 'p' });
    expect(all[6]?.headers.get('warc-concurrent-to')).toBeUndefined();
  });

  it('goes on with the file of the day, and tells whose records follow', async () => {
    const folder = dataFolder();
    const run = (uid: string) => ({ uid, command: 'nianbao crawl', startedAt: '2026-01-31T00:00:00.000Z' });
    const one = new WarcArchive(folder, { run: run('first') });
    const { records } = await one.append([exchange('http://a.gov.cn/1', 'one')]);
    await one.close();
    const { file } = first(records);
    const size = statSync(join(folder, file)).size;
    const unfinished = () => ({ file, size });
    const two = new WarcArchive(folder, { run: run('second'), unfinished });
    await two.append([exchange('http://a.gov.cn/2', 'two')]);
    await two.close();
    // The index knows less than is there: somebody else wrote, or a crash left something.
    const three = new WarcArchive(folder, { run: run('third'), unfinished });
    expect(first((await three.append([exchange('http://a.gov.cn/3', 'three')])).records).file).not.toBe(file);
    await three.close();
    const infos = (await readWithWarcio(join(folder, file))).filter(({ type }) => type === 'warcinfo');
    expect(infos.map(({ payload }) => /run: (\w+)/.exec(payload.toString())?.[1])).toEqual(['first', 'second']);
  });

  it('says why a body ends early', async () => {
    const folder = dataFolder();
    const record = first(
      await archiveOne(folder, exchange('http://a.gov.cn/', 'half', undefined, { truncated: 'disconnect' })),
    );
    expect(read(folder, record).headers['warc-truncated']).toBe('disconnect');
  });

  it('cannot be made to write a header of its own by an address', async () => {
    const folder = dataFolder();
    const page = { ...exchange('http://a.gov.cn/', 'x'), url: 'http://a.gov.cn/\r\nWARC-Type: resource <b>' };
    const { headers } = read(folder, first(await archiveOne(folder, page)));
    expect(headers['warc-type']).toBe('response');
    expect(headers['warc-target-uri']).toBe('http://a.gov.cn/%0D%0AWARC-Type:%20resource%20%3Cb%3E');
  });

  it('begins a new file, with its own warcinfo, once one is full', async () => {
    const folder = dataFolder();
    const archive = new WarcArchive(folder, { maxFileBytes: 2000 });
    const places: Archived[] = [];
    for (let index = 0; index < 12; index++) {
      const noise = Array.from({ length: 300 }, (_, at) => ((index * 7919 + at * 104729) % 9973).toString(36)).join('');
      places.push(...(await archive.append([exchange(`http://a.gov.cn/${index}`, noise)])).records);
    }
    await archive.close();
    const files = [...new Set(places.map(({ file }) => file.replace('warc/', '')))];
    expect(files).toHaveLength(readdirSync(join(folder, 'warc')).length);
    expect(files.length).toBeGreaterThan(3);
    expect(files.every((name) => /^nianbao-\d{8}-crawl-[\w.]+-[0-9a-f]{8}\.warc\.gz$/.test(name))).toBe(true);
    for (const name of files) {
      const records = await readWithWarcio(join(folder, 'warc', name));
      expect(records[0]?.type).toBe('warcinfo');
      expect(records[0]?.headers.get('warc-filename')).toBe(name);
    }
    for (const [index, place] of places.entries())
      expect(read(folder, place).headers['warc-target-uri']).toBe(`http://a.gov.cn/${index}`);
  });

  it('serialises batches that are written at the same time', async () => {
    const folder = dataFolder();
    const archive = new WarcArchive(folder);
    const batches = await Promise.all(
      Array.from({ length: 40 }, (_, index) => archive.append([exchange(`http://a.gov.cn/${index}`, `body ${index}`)])),
    );
    await archive.close();
    for (const [index, batch] of batches.entries()) {
      expect(read(folder, first(batch.records)).payload.toString()).toBe(`body ${index}`);
    }
  });

  it('holds back the known size while an earlier batch is not committed', async () => {
    const folder = dataFolder();
    const archive = new WarcArchive(folder);
    const early = await archive.append([exchange('http://a.gov.cn/1', 'one')]);
    const late = await archive.append([exchange('http://a.gov.cn/2', 'two')]);
    expect(first(late.goodFiles(1)).size).toBe(first(early.records).offset);
    late.settle();
    expect(first(early.goodFiles(2)).size).toBeGreaterThan(first(late.records).offset);
    await archive.close();
  });

  it('knows all of the batches that are committed together, in whatever order, and none of a transaction that was undone', async () => {
    const archive = new WarcArchive(dataFolder());
    const early = await archive.append([exchange('http://a.gov.cn/1', 'one')]);
    const late = await archive.append([exchange('http://a.gov.cn/2', 'two')]);
    early.goodFiles(1);
    // Undone; tried again without the early one.
    expect(first(late.goodFiles(2)).size).toBe(first(early.records).offset);
    const end = first(late.records).offset + first(late.records).length;
    const sizes = [late, early].map((batch) => first(batch.goodFiles(3)).size);
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(end);
    await archive.close();
  });

  it('names file and place where a record is damaged', async () => {
    const folder = dataFolder();
    const record = first(await archiveOne(folder, exchange('http://a.gov.cn/', 'x')));
    expect(() => readRecord(join(folder, record.file), record.offset + 1, record.length - 1)).toThrow(
      /nianbao-.*no whole record at/,
    );
    expect(() => readRecord(join(folder, record.file), record.offset, record.length + 9999)).toThrow(/too early/);
  });
});
