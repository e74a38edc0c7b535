import { memoize } from '../../codebook/memoize.ts';

/** A printed cell read as a number: the number, or why there is none. */
export type ParsedValue =
  | { readonly kind: 'number'; readonly value: number }
  /** Nothing was printed, or a sign for nothing (— / 无). */
  | { readonly kind: 'blank' }
  /**
   * Digits broken by a line end (a number wrapped in a narrow cell, or two numbers), or beside a `?` that a lossy conversion left for a
   * character it did not know (mostly a blank, perhaps a sign). Only a sum can tell.
   */
  | { readonly kind: 'doubtful'; readonly value: number }
  | { readonly kind: 'unreadable'; readonly why: string };

export type ValueUnit = '万元' | '件' | '项' | '个';

const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?$/;
const PLAIN = /^(?:0|[1-9]\d{0,14})$/;
/** Signs that organs print for "nothing": dashes, slashes, 无, 不涉及. */
const NOTHING = /^(?:[-—–―─_~/\\|*·.、]+|无|暂无|没有|不涉及|未涉及|不适用|N\/?A|空)$/i;
const COUNT_UNIT = /(?:件|条|项|个|次|份|宗|起|人|家|篇|例|类){1,2}$/;
/** Superscripts and circled figures become plain digits under NFKC: 10² would be read as 102. */
const NOT_PLAIN_DIGITS = /[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u2776-\u2793]/;

/**
 * Reads one printed cell by the rules of the report specification ("Values"). Never guesses: what is not clearly a number is
 * `unreadable`. Amounts printed in 元 or 亿元 under a 万元 column are converted to 万元.
 */
export function parseValue(raw: string, unit: ValueUnit = '件'): ParsedValue {
  // Nearly every cell of a report: no need to look for anything else.
  if (PLAIN.test(raw)) return { kind: 'number', value: Number(raw) };
  if (NOT_PLAIN_DIGITS.test(raw)) return unreadable('superscript or circled digits');
  const whole = tidy(raw);
  const text = whole.replace(/^[?\s]+|[?\s]+$/g, '');
  const lossy = /\?/.test(whole) && /\d/.test(text);
  if (text === '' || NOTHING.test(text.replace(/\s/g, ''))) return { kind: 'blank' };
  const compact = stripRemark(withUnit(text.replace(/\s/g, '')), unit);
  const number = parseAmount(compact, unit);
  if (number === null) return unreadable(`"${compact}" is no number`);
  if (number === 'leading_zero') return unreadable(`"${compact}" begins with a zero: several numbers in one cell?`);
  return lossy || isBroken(text) ? { kind: 'doubtful', value: number } : { kind: 'number', value: number };
}

/** Digits with white space between them: a wrapped or spaced number, or two. Only a long fraction goes over a line end for sure. */
function isBroken(text: string): boolean {
  return /[\d.,]\s+[\d.,]/.test(text) && !/^[^\s]{3,}\.\d+[^\S\n]*\n\s*\d+$/.test(text);
}

/** True where a cell can only be a value (or blank), never a label. */
export const looksLikeValue = (raw: string): boolean => PLAIN.test(raw) || readsLikeValue(raw);

const readsLikeValue = memoize((raw) => {
  if (parseValue(raw, '件').kind !== 'unreadable') return true;
  // Only an amount ends in one of these.
  const isAmount = /[万亿元]/.test(raw) && parseValue(raw, '万元').kind !== 'unreadable';
  return isAmount || /^[^\p{Script=Han}]*\d[^\p{Script=Han}]*$/u.test(raw.normalize('NFKC'));
});

const unreadable = (why: string): ParsedValue => ({ kind: 'unreadable', why });

function tidy(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[−﹣‐‑‒]/g, '-')
    .replace(/[﹢]/g, '+')
    .replace(/，/g, ',')
    .trim();
}

/** `251000(单位:元)` is `251000元`: a bracket that holds a unit is no remark. */
const withUnit = (compact: string): string => compact.replace(/(?<=\d)[(（](?:单位[:：]?)?([亿万千]?元)[)）]$/, '$1');

/** `22(其中修订16件)` is 22; the remark stays in raw. Also a full stop after the number. A remark in 元 leaves the amount's own unit open. */
function stripRemark(compact: string, unit: ValueUnit): string {
  if (unit === '万元' && /\d[([（][^元]*\d元/.test(compact)) return compact;
  return compact
    .replace(/^([+-]?[\d,.]*\d(?:万?元|件|项|条|个)?)[([（].*[)\]）]$/, '$1')
    .replace(/(?<=\d)[。;；、,.]$/, '');
}

const SCALES: ReadonlyArray<readonly [RegExp, number]> = [
  [/亿元?$/, 1e4],
  [/万元?$/, 1],
  [/千元$/, 0.1],
  [/元$/, 1e-4],
];

function parseAmount(compact: string, unit: ValueUnit): number | 'leading_zero' | null {
  if (unit === '万元') {
    for (const [suffix, scale] of SCALES) {
      if (suffix.test(compact)) return scaled(plain(compact.replace(suffix, '')), scale);
    }
    return plain(compact);
  }
  const signed = compact.replace(/^(?:增加?|净增|新增)(?=\d)/, '+').replace(/^(?:减少?|净减)(?=\d)/, '-');
  // 1.234 pieces are 1234 to somebody, and nothing at all to others.
  return /\.\d{3}$/.test(signed) ? null : plain(signed.replace(COUNT_UNIT, ''));
}

function plain(text: string): number | 'leading_zero' | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (/^0\d/.test(whole)) return 'leading_zero';
  const value = Number(whole.replaceAll(',', '') + fraction);
  return sign === '-' && value !== 0 ? -value : value;
}

/** Decimal shift without binary dust: 251000 元 is 25.1 万元, not 25.100000000000001. */
function scaled(value: number | 'leading_zero' | null, scale: number): number | 'leading_zero' | null {
  return typeof value === 'number' ? Number((value * scale).toPrecision(15)) : value;
}
