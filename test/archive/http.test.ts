import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeEntity, entityOf, parseHead, payloadOf, splitMessage } from '../../src/archive/http.ts';

const chunked = [['transfer-encoding', 'chunked']] as const;
const coded = (coding: string) => [['content-encoding', coding]] as const;

describe('splitMessage', () => {
  it.each([
    ['CRLF', 'HTTP/1.1 200 OK\r\nA: 1\r\n\r\nbody\n\n'],
    ['LF only', 'HTTP/1.1 200 OK\nA: 1\n\nbody\n\n'],
    ['LF, then CRLF', 'HTTP/1.1 200 OK\nA: 1\r\n\r\nbody\n\n'],
    ['CRLF, then LF', 'HTTP/1.1 200 OK\r\nA: 1\r\n\nbody\n\n'],
  ])('cuts at the first blank line: %s', (_name, message) => {
    const { head, block } = splitMessage(Buffer.from(message));
    expect(block.toString()).toBe('body\n\n');
    expect(head.toString() + block.toString()).toBe(message);
  });

  it('takes a message without a blank line for a head', () => {
    expect(splitMessage(Buffer.from('HTTP/1.0 200 OK\r\nA: 1')).block).toHaveLength(0);
  });
});

describe('parseHead', () => {
  it('joins folded lines and leaves out lines without a colon', () => {
    const head = Buffer.from('HTTP/1.1 304\r\nA: 1\r\n  2\r\nnonsense\r\nB:\r\n\r\n');
    expect(parseHead(head)).toMatchObject({
      status: 304,
      headers: [
        ['a', '1 2'],
        ['b', ''],
      ],
    });
  });
});

describe('entityOf', () => {
  it.each([
    ['extensions and trailers', '3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n', 'abcde'],
    ['LF only', '3\nabc\n0\n\n', 'abc'],
    ['padded sizes', '0003 \r\nabc\r\n0\r\n\r\n', 'abc'],
    ['a chunk that is cut off', '3\r\nabc\r\n9\r\nde', 'abcde'],
    ['no last chunk', '3\r\nabc\r\n', 'abc'],
    ['a label without chunks', '<html>not chunked</html>', '<html>not chunked</html>'],
    ['rubbish after the first chunk', '3\r\nabc\r\nrubbish', 'abc'],
  ])('undoes chunks: %s', (_name, block, entity) => {
    expect(entityOf(Buffer.from(block), chunked).toString()).toBe(entity);
  });
});

describe('payloadOf', () => {
  const text = '政府信息公开'.repeat(200);

  it('undoes codings that were applied one after the other', () => {
    expect(payloadOf(gzipSync(gzipSync(text)), coded('gzip, gzip')).toString()).toBe(text);
  });

  it('gives what a cut-off stream holds', () => {
    const noise = Array.from({ length: 5000 }, (_, index) => (index * 7919).toString(36)).join();
    const part = payloadOf(gzipSync(noise).subarray(0, 4000), coded('gzip')).toString();
    expect(part.length).toBeGreaterThan(1000);
    expect(noise.startsWith(part)).toBe(true);
  });

  it.each([
    ['a wrong checksum', (gzip: Buffer) => Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(4), gzip.subarray(-4)])],
    ['a wrong length', (gzip: Buffer) => Buffer.concat([gzip.subarray(0, -4), Buffer.alloc(4, 1)])],
    ['bytes behind it', (gzip: Buffer) => Buffer.concat([gzip, Buffer.from('\r\n<!-- cached -->')])],
    ['no trailer', (gzip: Buffer) => gzip.subarray(0, -8)],
  ])('unpacks a gzip stream with %s, and says so', (_name, spoil) => {
    const { bytes, fault } = decodeEntity(spoil(gzipSync(text)), coded('gzip'));
    expect(bytes.toString()).toBe(text);
    expect(fault).toMatch(/^gzip: /);
  });

  it('has nothing to say of a whole stream', () => {
    expect(decodeEntity(gzipSync(text), coded('gzip')).fault).toBeNull();
  });

  it.each(['gzip', 'deflate', 'br', 'zstd', 'identity'])('leaves bytes alone that are not %s as labelled', (coding) => {
    expect(payloadOf(Buffer.from('<p>plain</p>'), coded(coding)).toString()).toBe('<p>plain</p>');
  });

  it('refuses a bomb', () => {
    expect(() => payloadOf(gzipSync(Buffer.alloc(1_000_000)), coded('gzip'), 100_000)).toThrow(RangeError);
  });
});
