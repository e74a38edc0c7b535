import { amountIn, withoutCountUnit } from './units.ts';

/** What a printed number says; null for what is none. 0012 may be several numbers without a gap, 1.234 thousands or a fraction. */
export type Amount = number | 'leading_zero' | 'thousands_or_fraction' | null;

const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?$/;

/** A count, in digits of one width and without white space: 12件, +410, 增加3, 22(其中修订16件). */
export function countOf(compact: string): Amount {
  const signed = withoutRemark(compact.replace(UNIT_IN_BRACKETS, '$1'))
    .replace(/^(?:增加?|净增|新增)(?=\d)/, '+')
    .replace(/^(?:减少?|净减)(?=\d)/, '-');
  const number = digitsOf(withoutCountUnit(signed));
  return typeof number === 'number' && /\.\d{3}$/.test(signed) ? 'thousands_or_fraction' : number;
}

/** An amount in 万元: 251000元, 1.2亿元, 25.1; a remark in 元 leaves the amount's own unit open. */
export function amountOf(compact: string): Amount {
  const whole = compact.replace(UNIT_IN_BRACKETS, '$1');
  const { digits, scale } = amountIn(/\d[([（][^元]*\d元/.test(whole) ? whole : withoutRemark(whole));
  const value = digitsOf(digits);
  // A decimal shift without binary dust: 251000 元 is 25.1 万元, not 25.100000000000001.
  return typeof value === 'number' && scale !== 1 ? Number((value * scale).toPrecision(15)) : value;
}

/** `251000(单位:元)` is `251000元`: a bracket that holds a unit is no remark. */
const UNIT_IN_BRACKETS = /(?<=\d)[(（](?:单位[:：]?)?([亿万千]?元)[)）]$/;

/** `22(其中修订16件)` is 22; the remark stays in the cell's raw text. Also a full stop after the number. */
const withoutRemark = (compact: string): string =>
  compact.replace(/^([+-]?[\d,.]*\d(?:万?元|件|项|条|个)?)[([（].*[)\]）]$/, '$1').replace(/(?<=\d)[。;；、,.]$/, '');

function digitsOf(text: string): Amount {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (/^0\d/.test(whole)) return 'leading_zero';
  const value = Number(whole.replaceAll(',', '') + fraction);
  return sign === '-' && value !== 0 ? -value : value;
}
