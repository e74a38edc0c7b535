/** Any digit of any script in which numbers are printed: 0, ０. */
export const DIGIT = /\p{Nd}/u;

/** A digit of any script, as its value: Unicode keeps the ten of each script in order. */
function decimalValue(digit: string): number {
  const code = digit.normalize('NFKC').codePointAt(0) ?? 0;
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}

/** The text with the digits of all scripts in those of ASCII: ١٣٦ is 136. */
export const asciiDigits = (text: string): string =>
  text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(decimalValue(digit)));

/** Chinese numerals by value, as the calendar and item numbers print them. */
export const CHINESE_NUMERALS = '〇一二三四五六七八九';
/** What is printed and typed for the round zero of 二〇二三: circles, the letters O and o of three alphabets, 零. */
export const ZEROS = '〇零○◯OoОоΟο0０';
/** Numerals of contracts and cheques. */
const FORMAL = '零壹贰叁肆伍陆柒捌玖';

const VALUES: ReadonlyMap<string, number> = new Map([
  ...[...ZEROS].map((zero): [string, number] => [zero, 0]),
  ...[...CHINESE_NUMERALS].map((numeral, value): [string, number] => [numeral, value]),
  ...[...FORMAL].map((numeral, value): [string, number] => [numeral, value]),
  ['两', 2],
]);

/** The value of one digit or numeral, or null. A letter O counts as a zero: ask only where a number stands. */
export function digitValue(character: string): number | null {
  const value = VALUES.get(character);
  if (value !== undefined) return value;
  return DIGIT.test(character) ? decimalValue(character) : null;
}

/** A row of digits and numerals as Arabic digits, one by one: 二〇二三 is 2023. */
export const arabicDigits = (text: string): string =>
  [...text].map((character) => digitValue(character) ?? character).join('');

const PLACES: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);

/** The number that Chinese numerals with their places spell: 十二, 一百零六, 三万二千. Null for anything else, 一二 too. */
export function chineseNumber(text: string): number | null {
  const at = text.indexOf('万');
  if (at < 0) return belowTenThousand(text);
  const [high, behind] = [belowTenThousand(text.slice(0, at)), text.slice(at + 1)];
  const low = behind === '' ? 0 : belowTenThousand(behind.replace(/^[零〇]/, ''));
  // 一万二 is 12000 to whoever says it.
  if (high === null || low === null || (low > 0 && low < 1000 && !/^[零〇]/.test(behind))) return null;
  return high * 10_000 + low;
}

/** 二千三百零六; the first 一 of 一十二 may be left out. */
function belowTenThousand(text: string): number | null {
  if (!/^[一二三四五六七八九壹贰叁肆伍陆柒捌玖两零〇十拾百佰千仟]*$/u.test(text) || text === '') return null;
  let total = 0;
  let digit: number | null = null;
  let lowest = 10_000;
  for (const character of text) {
    const place = PLACES.get(character);
    if (place === undefined) {
      const value = digitValue(character);
      if (digit !== null && digit !== 0) return null;
      digit = value;
      continue;
    }
    // Places fall from left to right; 百二 and 十百 are no numbers.
    if (place >= lowest || (digit === null && !(place === 10 && total === 0))) return null;
    total += (digit ?? 1) * place;
    [digit, lowest] = [null, place];
  }
  // 二百三 is 230 to whoever says it, and 203 to whoever writes it.
  if (digit !== null && digit !== 0 && lowest > 10 && lowest < 10_000 && !/[零〇].$/u.test(text)) return null;
  return digit === null ? total : total + digit;
}
