import { describe, expect, it } from 'vitest';
import {
  hasOrdinal,
  isOrdinal,
  ordinalOf,
  ordinalOfHeading,
  withoutOrdinal,
  withoutUnmarkedOrdinal,
} from '../../src/vocabulary/ordinals.ts';

describe('ordinals', () => {
  it.each([
    ['一、总体情况', 'chinese', 1],
    ['十二．其他', 'chinese', 12],
    ['第三部分 附件', 'part', 3],
    ['（一）予以公开', 'chinese_bracketed', 1],
    ['（七）、总计', 'chinese_bracketed', 7],
    ['一）予以公开', 'chinese_bracketed', 1],
    ['1.属于国家秘密', 'arabic', 1],
    ['１、其他', 'arabic', 1],
    ['12, 其他', 'arabic', 12],
    ['(3) 其他', 'arabic_bracketed', 3],
    ['3）其他', 'arabic_bracketed', 3],
    ['①条例', 'circled', 1],
    ['⒓条例', 'circled', 12],
  ] as const)('%s is %s %d', (text, style, number) => {
    expect(ordinalOf(text)).toMatchObject({ style, number });
    expect(hasOrdinal(text)).toBe(true);
    expect(withoutOrdinal(text)).toMatch(/^\p{Script=Han}+$/u);
  });

  it.each([
    '1.5',
    '1,234',
    '12',
    '12件',
    '一般',
    '一',
    '三安全一稳定',
    '十堰市',
    '2023.',
    '2023年',
    '第二十 条第（五）项',
    '规章（一）',
    '',
  ])('%j begins with no number of an item', (text) => {
    expect(ordinalOf(text)).toBe(null);
    expect(withoutOrdinal(text)).toBe(text);
  });

  it('tells a number that stands alone', () => {
    for (const text of ['一、', '（一）', '1.', '①', ' (3) ']) expect([text, isOrdinal(text)]).toEqual([text, true]);
    expect(isOrdinal('一、总体情况')).toBe(false);
  });

  it('takes a space for the mark of a heading only', () => {
    expect(ordinalOfHeading('一 总体情况')).toMatchObject({ style: 'chinese', number: 1, printed: '一 ' });
    expect(ordinalOfHeading('2\u3000总体情况')).toMatchObject({ style: 'arabic', number: 2 });
    expect(ordinalOfHeading('（一）总体情况')).toMatchObject({ style: 'chinese_bracketed' });
    expect(ordinalOf('一 总体情况')).toBe(null);
  });

  it('takes a number off a label that lost its punctuation', () => {
    expect(withoutUnmarkedOrdinal('一总体情况')).toBe('总体情况');
    expect(withoutUnmarkedOrdinal('(一)予以公开')).toBe('予以公开');
    expect(withoutUnmarkedOrdinal('3.其他')).toBe('其他');
    expect(withoutUnmarkedOrdinal('其他')).toBe('其他');
  });
});
