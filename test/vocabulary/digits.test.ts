import { describe, expect, it } from 'vitest';
import { arabicDigits, asciiDigits, CHINESE_NUMERALS, chineseNumber, digitValue } from '../../src/vocabulary/digits.ts';

/** A number below 100,000 as Chinese print spells it. */
function spelt(number: number): string {
  if (number >= 10_000) {
    const low = number % 10_000;
    return `${spelt(Math.floor(number / 10_000))}万${low === 0 ? '' : (low < 1000 ? '零' : '') + spelt(low)}`;
  }
  let text = '';
  for (const [place, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(number / place) % 10;
    if (digit > 0) text += `${CHINESE_NUMERALS[digit]}${name}`;
    else if (text !== '' && !text.endsWith('零') && number % place > 0) text += '零';
  }
  return number >= 10 && number < 20 ? text.slice(1) : text;
}

describe('digits', () => {
  it('of every script have the value that Unicode gives them', () => {
    expect(asciiDigits('１３６ ١٣٦ ۱۳۶ १३६ 𝟏𝟑𝟔 𝟷𝟹𝟼 136 件')).toBe('136 136 136 136 136 136 136 件');
    expect(arabicDigits('٢٠٢٣')).toBe('2023');
  });

  it('reads every number below 100,000 that is spelt out', () => {
    for (let number = 1; number < 100_000; number += number < 2000 ? 1 : 37)
      expect([spelt(number), chineseNumber(spelt(number))]).toEqual([spelt(number), number]);
  });

  it.each(['一二', '百', '百二', '十百', '二百三', '一万二', '二十十', '人', '', '万'])(
    '%j spells no certain number',
    (text) => expect(chineseNumber(text)).toBe(null),
  );

  it('knows formal numerals and the zeros that are typed', () => {
    expect(chineseNumber('贰佰零伍')).toBe(205);
    expect(arabicDigits('二〇二三')).toBe('2023');
    for (const zero of '〇零○◯OoОо0０') expect(digitValue(zero)).toBe(0);
    expect(digitValue('七')).toBe(7);
    expect(digitValue('７')).toBe(7);
    expect(digitValue('件')).toBe(null);
  });
});
