import { describe, expect, it } from 'vitest';
import {
  arabicDates,
  isDay,
  yearOfPeriod,
  yearOfTitle,
  yearsMentioned,
  yearsNamed,
} from '../../src/vocabulary/years.ts';

const NUMERALS = [...'〇一二三四五六七八九'];
const ZEROS = [...'〇零○◯OoОо0'];

describe('years', () => {
  it('reads each year from 2000 to 2039 in numerals, whatever is typed for its zeros', () => {
    for (let year = 2000; year < 2040; year++)
      for (const zero of ZEROS) {
        const spelt = [...String(year)].map((digit) => (digit === '0' ? zero : NUMERALS[Number(digit)])).join('');
        expect([spelt, yearsNamed(`清溪县${spelt}年政府信息公开年报`)]).toEqual([spelt, [year]]);
        expect(yearOfTitle(`清溪县水利局${spelt}年度报告`)).toBe(year);
        expect(arabicDates(`${spelt}年`)).toBe(`${year}年`);
      }
  });

  it.each([
    ['二ОО九年', [2009]],
    ['２０２３年'.normalize('NFKC'), [2023]],
    ['二〇十二年', [2012]],
    ['2〇23年', [2023]],
    ['某局2023年年报', [2023]],
    ['2024年发布的2023年度报告', [2024, 2023]],
    ['2021-2022学年', [2021, 2022]],
    ['年报2024-01-31', []],
    ['2024年1月31日', []],
    ['2024.01.31', []],
    ['二〇二四年一月三十一日', []],
    ['编号120231', []],
    ['第2023001号', []],
  ])('%s names %j', (text, years) => expect(yearsNamed(text)).toEqual(years));

  it.each([
    ['云州大学2021-2022学年信息公开工作年度报告', 2022],
    ['云州大学2021—2022学年信息公开工作年度报告', 2022],
    ['云州大学2021至2022学年信息公开工作年度报告', 2022],
    ['2022年1月1日至12月31日政府信息公开年度报告', 2022],
    ['2022年1月1日至2023年3月31日政府信息公开年度报告', null],
    ['政府信息公开年度报告', null],
  ])('%s is about %j', (title, year) => expect(yearOfTitle(title)).toBe(year));

  it.each([
    ['统计期限为2023年1月1日至12月31日', 2023],
    ['自2023年1月1日起至2023年12月31日止', 2023],
    ['2023年1月—12月', 2023],
    ['2023.1.1-2023.12.31', 2023],
    ['二〇二三年一月一日至十二月三十一日', 2023],
    ['2022年1月1日至2023年12月31日', null],
    ['2023年1月1日至6月30日', null],
  ])('the period %s is the year %j', (text, year) => expect(yearOfPeriod(text)).toBe(year));

  it('counts mentions in running text by their 年, and no days', () => {
    expect(yearsMentioned('2023年，公开2016件；2023年12月1日印发，二〇二二年结转。')).toEqual([2023, 2022]);
  });

  it('knows a day', () => {
    for (const day of ['2024年1月31日', '二〇二四年一月三十一日', '二○二四年十二月三十一日'])
      expect(isDay(day)).toBe(true);
    for (const text of ['2024年1月', '于2024年1月31日', '2024年']) expect(isDay(text)).toBe(false);
  });
});
