import { CHINESE_NUMERALS } from '../../../vocabulary/digits.ts';
/** Numbering formats of Word in the order of their codes in DOC and RTF (MSONFC, 0 to 40); the names are those of DOCX. */
export const NUMBER_FORMATS: readonly string[] = [
  ...['decimal', 'upperRoman', 'lowerRoman', 'upperLetter', 'lowerLetter', 'ordinal', 'cardinalText', 'ordinalText'],
  ...['hex', 'chicago', 'ideographDigital', 'japaneseCounting', 'aiueo', 'iroha', 'decimalFullWidth'],
  ...['decimalHalfWidth', 'japaneseLegal', 'japaneseDigitalTenThousand', 'decimalEnclosedCircle'],
  ...['decimalFullWidth2', 'aiueoFullWidth', 'irohaFullWidth', 'decimalZero', 'bullet', 'ganada', 'chosung'],
  ...['decimalEnclosedFullstop', 'decimalEnclosedParen', 'decimalEnclosedCircleChinese', 'ideographEnclosedCircle'],
  ...['ideographTraditional', 'ideographZodiac', 'ideographZodiacTraditional', 'taiwaneseCounting'],
  ...['ideographLegalTraditional', 'taiwaneseCountingThousand', 'taiwaneseDigital', 'chineseCounting'],
  ...['chineseLegalSimplified', 'chineseCountingThousand', 'decimalChinese'],
];

const LEGAL_CHINESE_NUMERALS = '零壹贰叁肆伍陆柒捌玖';

/** A list number as Word prints it; formats that no Chinese report uses are printed as decimals, bullets as nothing. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return counting(value, CHINESE_NUMERALS, ['', '十', '百', '千'], true);
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
    case 'japaneseLegal':
      return counting(value, LEGAL_CHINESE_NUMERALS, ['', '拾', '佰', '仟'], false);
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return String(value).replace(/\d/g, (digit) => CHINESE_NUMERALS.charAt(Number(digit)));
    case 'ideographTraditional':
      return cycled(value, '甲乙丙丁戊己庚辛壬癸');
    case 'ideographZodiac':
    case 'ideographZodiacTraditional':
      return cycled(value, '子丑寅卯辰巳午未申酉戌亥');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return enclosed(value, 0x2460, 20);
    case 'decimalEnclosedParen':
      return enclosed(value, 0x2474, 20);
    case 'decimalEnclosedFullstop':
      return enclosed(value, 0x2488, 20);
    case 'ideographEnclosedCircle':
      return enclosed(value, 0x3220, 10);
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'upperLetter':
      return letters(value);
    case 'lowerLetter':
      return letters(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    default:
      return String(value);
  }
}

/** 一, 十, 十一, 二十, 一百〇五; with `short`, ten is 十 and not 一十. */
function counting(value: number, digits: string, units: readonly string[], short: boolean): string {
  if (value <= 0 || value > 9999) return String(value);
  const parts = [...String(value)].map((digit, index, all) => {
    const unit = units[all.length - 1 - index] ?? '';
    return digit === '0' ? digits.charAt(0) : digits.charAt(Number(digit)) + unit;
  });
  const zero = digits.charAt(0);
  const text = parts
    .join('')
    .replace(new RegExp(`${zero}+`, 'g'), zero)
    .replace(new RegExp(`${zero}$`), '');
  return short && value >= 10 && value < 20 ? text.slice(1) : text;
}

function cycled(value: number, signs: string): string {
  return value > 0 ? signs.charAt((value - 1) % signs.length) : String(value);
}

function enclosed(value: number, first: number, count: number): string {
  return value > 0 && value <= count ? String.fromCharCode(first + value - 1) : String(value);
}

/** A to Z, then AA, BB…, as Word does. */
function letters(value: number): string {
  if (value <= 0 || value > 780) return String(value);
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  if (value <= 0 || value > 3999) return String(value);
  const signs: readonly (readonly [number, string])[] = [
    ...([
      [1000, 'M'],
      [900, 'CM'],
      [500, 'D'],
      [400, 'CD'],
      [100, 'C'],
      [90, 'XC'],
      [50, 'L'],
      [40, 'XL'],
    ] as const),
    ...([
      [10, 'X'],
      [9, 'IX'],
      [5, 'V'],
      [4, 'IV'],
      [1, 'I'],
    ] as const),
  ];
  let rest = value;
  let text = '';
  for (const [amount, sign] of signs) for (; rest >= amount; rest -= amount) text += sign;
  return text;
}
