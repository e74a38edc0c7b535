import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readClean } from '../../../src/extract/charset/clean/read.ts';
import { fitDoubleByte } from '../../../src/extract/charset/double-byte.ts';
import { undoMojibake } from '../../../src/extract/charset/mojibake.ts';
import { decodeMixed } from '../../../src/extract/charset/segments.ts';
import { utf8Fit } from '../../../src/extract/charset/utf8.ts';
import { randomFrom } from '../../../src/sample/random.ts';

const PIECES = [
  '<p class="a">',
  '</p>\n',
  'x',
  '政府信息公开',
  '年度报告',
  '·',
  'é',
  '鄞州 溧阳',
  '朱镕基',
  '𠮷',
  '涓鍏鍒',
  'å›½',
  '\u0000',
];

/** Texts of many pieces and few, so that stretches begin and end at every place of a word. */
function texts(count: number): string[] {
  const random = randomFrom(5);
  return Array.from({ length: count }, () =>
    Array.from({ length: random.int(0, 30) }, () => random.pick(PIECES)).join(''),
  );
}

describe.each(['utf8', 'gb18030'] as const)('clean %s', (charset) => {
  test('is read as each of the passes that it stands for reads it', () => {
    for (const text of texts(600)) {
      const bytes = iconv.encode(text, charset);
      const clean = readClean(bytes);
      if (clean === null) continue;
      const slow = decodeMixed(bytes, clean.charset);
      expect(clean.text).toBe(slow.text);
      expect(slow.foreign).toBe(0);
      expect(clean.utf8).toEqual(utf8Fit(bytes));
      if (clean.fits !== null)
        expect(clean.fits).toEqual({ gb18030: fitDoubleByte(bytes, 'gb18030'), big5: fitDoubleByte(bytes, 'big5') });
      if (!clean.mayBeSpoiled) expect(undoMojibake(text).pieces).toBe(0);
    }
  });

  test('is most of what there is', () => {
    const clean = texts(600).filter((text) => readClean(iconv.encode(text.replace(/𠮷|å›½/g, ''), charset)) !== null);
    expect(clean.length).toBeGreaterThan(300);
  });
});

test('GB18030 that its end cuts, or that holds other bytes, is not clean', () => {
  const whole = iconv.encode('<p>政府信息公开年度报告</p>', 'gb18030');
  expect(readClean(whole)?.charset).toBe('gb18030');
  expect(readClean(whole.subarray(0, 6))).toBeNull();
  expect(readClean(iconv.encode('政府𠮷', 'gb18030'))).toBeNull();
  expect(readClean(Buffer.concat([whole, Buffer.from('<p>政府信息</p>')]))).toBeNull();
});
