import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../generator/index.ts';
import { runImport } from '../../src/import/run.ts';
import { readRecords } from '../../src/import/warc/records.ts';
import { segmentsOf } from '../../src/import/warc/segments.ts';
import { dataFolder } from '../support/data-folder.ts';
import { workers } from '../support/workers.ts';
import { htmlOf, sample, sizeOf } from './brought.ts';

/** A record as wget writes it. */
function record(url: string, body: string | Buffer): Buffer {
  const block = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'), Buffer.from(body)]);
  const head = [
    'WARC/1.0',
    'WARC-Type: response',
    `WARC-Target-URI: <${url}>`,
    'WARC-Date: 2024-02-03T04:05:06Z',
    'Content-Type: application/http;msgtype=response',
    `Content-Length: ${block.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]);
}

/** A member whose header carries a name and an extra field, as wget's do. */
function namedMember(bytes: Buffer): Buffer {
  const member = gzipSync(bytes);
  const extra = Buffer.from([8, 0, 0x73, 0x6c, 4, 0, 1, 2, 3, 4]);
  const header = Buffer.from(member.subarray(0, 10));
  header[3] = 4 | 8;
  return Buffer.concat([header, extra, Buffer.from('name\0'), member.subarray(10)]);
}

/** The addresses of the whole records in a file, and what is wrong with it. */
async function readBytes(bytes: Buffer): Promise<{ urls: string[]; damages: string[] }> {
  const path = join(dataFolder(), 'a.warc.gz');
  writeFileSync(path, bytes);
  const urls: string[] = [];
  const damages: string[] = [];
  for await (const segment of segmentsOf(Buffer.from(path), () => undefined)) {
    for await (const part of readRecords(segment, () => true)) {
      if (part.kind === 'damage') damages.push(part.message);
      else urls.push(part.headers['warc-target-uri'] ?? '');
    }
  }
  return { urls, damages };
}

const noise = (seed: number, length: number): string => {
  const random = randomFrom(seed);
  return Array.from({ length }, () => String.fromCharCode(random.int(33, 120))).join('');
};
const url = (index: number) => `<http://a.gov.cn/${index}>`;
const records = Array.from({ length: 8 }, (_, index) => record(`http://a.gov.cn/${index}`, noise(index, 60_000)));

describe('reading WARC files of other tools', () => {
  it('gives every record before and behind a break once, over many chunks', async () => {
    const members = records.map(namedMember);
    const [broken] = members.splice(3, 1);
    const torn = [...members.slice(0, 3), broken?.subarray(0, 20_000) ?? Buffer.alloc(0), ...members.slice(3)];
    const { urls, damages } = await readBytes(Buffer.concat(torn));
    expect(urls).toEqual([0, 1, 2, 4, 5, 6, 7].map(url));
    expect(damages).toHaveLength(1);
  });

  it('leaves a record whose checksum is wrong, and goes on behind it', async () => {
    const members = records.slice(0, 3).map((bytes) => gzipSync(bytes));
    const second = members[1] ?? Buffer.alloc(8);
    second[second.length - 8] = 1 + (second[second.length - 8] ?? 0);
    const { urls, damages } = await readBytes(Buffer.concat(members));
    expect(urls).toEqual([url(0), url(2)]);
    expect(damages).toHaveLength(1);
  });

  it('ends, without an error, on whatever bytes it is given', async () => {
    const whole = Buffer.concat(records.slice(0, 4).map((bytes) => gzipSync(bytes.subarray(0))));
    const plain = Buffer.concat(records.slice(0, 4));
    for (let seed = 0; seed < 60; seed++) {
      const random = randomFrom(seed);
      const bytes = Buffer.from(seed % 2 === 0 ? whole : plain);
      for (let change = 0; change <= seed % 5; change++) bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
      const { urls } = await readBytes(bytes.subarray(0, random.int(10, bytes.length)));
      expect(new Set(urls).size).toBe(urls.length);
    }
  });

  it('goes on with a file in which it was interrupted', async () => {
    const path = join(dataFolder(), 'a.warc');
    const files = Array.from({ length: 150 }, (_, index) =>
      record(`http://a.gov.cn/${index}.html`, htmlOf(sample(index))),
    );
    writeFileSync(path, Buffer.concat(files));
    const data = dataFolder();
    const run = (signal: AbortSignal, onWritten?: () => void) =>
      runImport({
        dataDir: data,
        command: 'import',
        paths: [Buffer.from(path)],
        portal: { id: 'import', name: null, code: null },
        organ: null,
        signal,
        pool: workers,
        ...(onWritten && { onWritten }),
      });
    const stop = new AbortController();
    const first = await run(stop.signal, () => stop.abort());
    expect(first.outcome).toBe('interrupted');
    // One batch is written, however fast its documents are read.
    expect(first.summary.records_new).toBe(64);
    const second = await run(new AbortController().signal);
    expect(second.outcome).toBe('ok');
    expect(second.summary.reports_new + second.summary.reports_unchanged).toBe(150);
    expect(sizeOf(data)).toMatchObject({ capture: 150, report: 150, imported: 151 });
  });
});
