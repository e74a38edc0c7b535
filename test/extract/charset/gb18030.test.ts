import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeGb18030 } from '../../../src/extract/charset/gb18030.ts';

const byLibrary = (bytes: readonly number[]): string =>
  iconv.decode(Buffer.from(bytes), 'gb18030', { stripBOM: false });

test('every pair of bytes is decoded as the library does, between others and at the end', () => {
  const differing: number[][] = [];
  for (let pair = 0x8000; pair <= 0xffff; pair++) {
    const bytes = [pair >> 8, pair & 0xff];
    for (const one of [bytes, [0x61, ...bytes, 0xd5, 0xfe, 0x0a]])
      if (decodeGb18030(Uint8Array.from(one)) !== byLibrary(one)) differing.push(one);
  }
  expect(differing).toEqual([]);
});

test('characters of four bytes and those cut by the end are left to the library', () => {
  for (const text of ['政府𠮷信息', 'ǹ', '一䶵二']) expect(decodeGb18030(iconv.encode(text, 'gb18030'))).toBe(text);
  expect(decodeGb18030(Uint8Array.from([0xd5, 0xfe, 0xb8]))).toBe(byLibrary([0xd5, 0xfe, 0xb8]));
});
