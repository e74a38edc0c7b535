import { arabicDigits, CHINESE_NUMERALS, chineseNumber, ZEROS } from './digits.ts';
import { memoize } from './memoize.ts';

/** One place of a year in numerals; 二〇十二 is printed for 2012, too. */
const PLACE = `[${CHINESE_NUMERALS}${ZEROS}十1-9１-９]`;
/** 二〇二三, 二o二三, 二ОО九, 二0二三, 2〇23: a year of this century in numerals, or in a mixture. */
const SPELT = new RegExp(`[二2２贰](?<!${PLACE}.)[${ZEROS}]${PLACE}{2}(?!${PLACE})`, 'gu');
/** Months behind a year, and those of a period's end: 至十二月三十一日. */
const SPELT_MONTH = /(?<=\d年|[至到\-—–~])([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?/gu;

/** A text with the years and days that it spells as Arabic digits: 二〇二三年十月一日 is 2023年10月1日. A title is asked about a dozen times. */
export const arabicDates: (text: string) => string = memoize((text) =>
  text
    .replace(SPELT, (year) => arabicDigits(year.replaceAll('十', '一')))
    .replace(SPELT_MONTH, (spelt, month: string, day: string | undefined) => {
      const [inYear, inMonth] = [chineseNumber(month), day === undefined ? null : chineseNumber(day)];
      if (inYear === null || (day !== undefined && inMonth === null)) return spelt;
      return `${inYear}月${inMonth === null ? '' : `${inMonth}日`}`;
    }),
);

const YEAR = '(?<!\\d)((?:199|20\\d)\\d)(?!\\d)';
/** A year that a day follows is no year of a report: 2024年1月31日, 2024-01-31, 2024.1. */
const NO_DAY = '(?!年\\d{1,2}月)(?![-/.]\\d{1,2}(?!\\d))';
const NAMED = new RegExp(`${YEAR}${NO_DAY}`, 'g');
/** In running text, where 2016 may be a number of things. */
const MARKED = new RegExp(`${YEAR}年(?!\\d{1,2}月\\d)`, 'g');
/** 2021-2022学年: the year in which it ends is the one reported on. */
const SPAN = new RegExp(`${YEAR}年?[-—–~至]+${YEAR}`);

/** The years that a short text names, in its order, each once; years of days are none of them. Give the text without white space. */
export const yearsNamed = (text: string): number[] => [...new Set(yearsBy(NAMED, text))];

/** Every mention of a year with its 年 in running text, in order. */
export const yearsMentioned = (text: string): number[] => yearsBy(MARKED, text);

const yearsBy = (pattern: RegExp, text: string): number[] =>
  [...arabicDates(text).matchAll(pattern)].map(([, year]) => Number(year));

/** The year that a title is about: the first it names, of a span the last, else that of the period it names. */
export function yearOfTitle(text: string): number | null {
  const span = SPAN.exec(arabicDates(text));
  const [first] = yearsNamed(text);
  if (span && (first === undefined || first === Number(span[1]))) return Number(span[2]);
  return first ?? yearOfPeriod(text);
}

const TO = '(?:起)?[至到\\-—–~]+';
/** 2023年1月1日至12月31日, 2023年1月—12月, 2023.1.1-2023.12.31. */
const PERIODS = [
  new RegExp(`(?<begin>20\\d\\d)年0?1月(?:0?1日)?${TO}(?:(?<end>20\\d\\d)年)?12月(?:31日)?`),
  new RegExp(`(?<begin>20\\d\\d)(?<mark>[-./])0?1\\k<mark>0?1${TO}(?:(?<end>20\\d\\d)\\k<mark>)?12\\k<mark>31(?!\\d)`),
];

/** The one whole year whose first and last day a text names; null where it names none or a longer period. */
export function yearOfPeriod(text: string): number | null {
  const arabic = arabicDates(text);
  const { begin, end } = PERIODS.map((period) => period.exec(arabic)?.groups).find((groups) => groups) ?? {};
  return begin !== undefined && (end === undefined || end === begin) ? Number(begin) : null;
}

/** Whether a text is a day and nothing else: 2024年1月31日, 二〇二四年一月三十一日. */
export const isDay = (text: string): boolean => /^(?:199|20\d)\d年\d{1,2}月\d{1,2}日$/.test(arabicDates(text));
