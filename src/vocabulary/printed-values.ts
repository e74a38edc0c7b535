import { isBlank, plain } from './characters.ts';
import { asciiDigits, chineseNumber, ZEROS } from './digits.ts';
import { memoize } from './memoize.ts';
import { type Amount, amountOf, countOf } from './numbers.ts';
import { simplified } from './simplified.ts';

/** A printed cell read as a number: the number, or why there is none. */
export type ParsedValue =
  /** `note` says how else it is printed, where a careful reader would want to know. */
  | { readonly kind: 'number'; readonly value: number; readonly note?: string }
  /** Nothing was printed, or a sign for nothing (— / 无). */
  | { readonly kind: 'blank' }
  /** One number or several, or one that lost a character: only a sum can tell. */
  | { readonly kind: 'doubtful'; readonly value: number }
  | { readonly kind: 'unreadable'; readonly why: string };

/** What a column counts in: amounts are read as 万元, everything else is counted. */
export type ValueUnit = '万元' | '件' | '项' | '个';

/** A cell's text in the shapes that the forms look at. */
interface Printed {
  readonly raw: string;
  /** Signs and digits in one shape, white space kept. */
  readonly text: string;
  /** `text` without white space and without the `?` that a lossy conversion left around it. */
  readonly compact: string;
  readonly unit: ValueUnit;
}

/** One way in which organs print a value, and how it is read. */
interface PrintedForm {
  /** Cells of this form with what they are read as; an amount stands in a column of 万元. */
  readonly examples: readonly (readonly [raw: string, value: number | null, unit?: '万元'])[];
  readonly english: string;
  /** How it is read, or null for a cell of another form. */
  readonly read: (printed: Printed) => ParsedValue | null;
}

/** A sign or a word for nothing; some fonts print —— as one sign of that length. */
const NOTHING_WORDS =
  '无|暂无|没有|尚无|不涉及|未涉及|不适用|未发生|未产生|未开展|无数据|无此项|无此类|无此情况|N/?A|null|空|空白';
const NOTHING = new RegExp(`^(?:[-—–―─\\u2e3a\\u2e3b_~/\\\\|*·.、…×]+|\\(?(?:${NOTHING_WORDS})\\)?)$`, 'i');
const LOOKS_LIKE_ZERO = new RegExp(`^[${ZEROS.replace(/[\d０]/gu, '')}]$`, 'u');

/** Signs that point to a note; none of them is a digit. A triangle is none: bookkeepers print it for a minus. */
const NOTE_BEHIND = /[*※†‡①-⑳⑴-⒇❶-❿]{1,3}$/u;
const NOTE_BEFORE = /^[*※†‡]{1,3}/u;
/** Superscripts and circled figures become plain digits under NFKC: 10² would be read as 102. */
const NOT_PLAIN_DIGITS = /[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u2776-\u2793]/;

const BLANK: ParsedValue = { kind: 'blank' };
const unreadable = (why: string): ParsedValue => ({ kind: 'unreadable', why });

/** The table of printed values, in the order in which its forms are tried: the first that fits a cell decides. */
export const PRINTED_FORMS: readonly PrintedForm[] = [
  {
    examples: [
      ['', null],
      ['?', null],
    ],
    english: 'blank: nothing is printed, which is never 0',
    read: ({ compact }) => (isBlank(compact) ? BLANK : null),
  },
  {
    examples: ['—', '-', '/', '***', '×', '无', '暂无', '不涉及', '未涉及', '未发生', '不适用', 'N/A', '空'].map(
      (raw) => [raw, null] as const,
    ),
    english: 'a sign or a word for nothing',
    read: ({ compact }) => (NOTHING.test(compact) ? BLANK : null),
  },
  {
    examples: [
      ['零', 0],
      ['〇', 0],
      ['○', 0],
      ['O', 0],
    ],
    english: 'a zero in Chinese, or a circle or letter printed for one, alone in its cell; beside digits they are none',
    read: ({ compact }) => {
      if (!LOOKS_LIKE_ZERO.test(compact)) return null;
      return compact === '零' ? { kind: 'number', value: 0 } : noted(0, `"${compact}" is printed for 0`);
    },
  },
  {
    examples: [
      ['136①', 136],
      ['136*', 136],
      ['※136', 136],
    ],
    english: 'a number beside the mark of a note: a circled figure behind it, an asterisk',
    read: ({ raw, unit }) => {
      const number = withoutNote(raw.trim());
      const value = number === raw.trim() ? null : parseValue(number, unit);
      return value?.kind === 'number' && /\d/.test(number)
        ? noted(value.value, 'the mark of a note stands beside the number')
        : null;
    },
  },
  {
    examples: [
      ['10²', null],
      ['①', null],
      ['①136', null],
    ],
    english: 'raised or circled figures that may be an exponent, a note or the number of an item',
    read: ({ raw }) => (NOT_PLAIN_DIGITS.test(raw) ? unreadable('superscript or circled digits') : null),
  },
  {
    examples: [
      ['（3）', null],
      ['[3]', null],
    ],
    english: 'a number in brackets alone: a negative to bookkeepers, a note, or the number of an item',
    read: ({ compact }) => (/^[([][\d.,]+[)\]]$/.test(compact) ? unreadable('a number in brackets alone') : null),
  },
  {
    examples: [
      ['="3"', 3],
      ["'3", 3],
    ],
    english: 'a number that a spreadsheet was told to take for text',
    read: ({ compact, unit }) => {
      const [, quoted, marked] = /^="([^"]*)"$|^'(.+)$/.exec(compact) ?? [];
      const inside = quoted ?? marked;
      return inside === undefined ? null : parseValue(inside, unit);
    },
  },
  {
    examples: [
      ['一百零六', 106],
      ['三万二千', 32000],
      ['十二', null],
    ],
    english: 'a number spelt in Chinese, from 百 upwards: 十二 may be the number of an item',
    read: ({ compact }) => {
      const value = /[百佰千仟万]/u.test(compact) ? chineseNumber(compact) : null;
      return value === null ? null : noted(value, `"${compact}" spells ${value}`);
    },
  },
  {
    examples: [
      ['1.234', null],
      ['12.000', null],
    ],
    english: 'three figures behind a point in a column of counts: thousands to some, a fraction to others',
    read: (printed) => (numberIn(printed) === 'thousands_or_fraction' ? unreadable('thousands or a fraction?') : null),
  },
  {
    examples: [
      ['007', null],
      ['00', null],
    ],
    english: 'figures that begin with a zero: several numbers in one cell',
    read: (printed) =>
      numberIn(printed) === 'leading_zero'
        ? unreadable(`"${printed.compact}" begins with a zero: several numbers in one cell?`)
        : null,
  },
  {
    examples: [
      ['1 234', null],
      ['3 1', null],
      ['106\n9', null],
      ['?33', null],
    ],
    english:
      'white space or a line end between figures (one number or two?), or the `?` of a lossy conversion beside them: given only where a sum proves the one number',
    read: (printed) => {
      const value = numberIn(printed);
      return typeof value === 'number' && isBroken(printed) ? { kind: 'doubtful', value } : null;
    },
  },
  {
    examples: [
      ['251000元', 25.1, '万元'],
      ['251000（单位：元）', 25.1, '万元'],
      ['5.6万元', 5.6, '万元'],
      ['1.2亿元', 12000, '万元'],
      ['3千元', 0.3, '万元'],
      ['25.1', 25.1, '万元'],
      ['251000（含代收3000元）', null, '万元'],
    ],
    english: 'an amount, converted to 万元 by the unit behind it; a remark in 元 leaves the unit open',
    read: (printed) => (printed.unit === '万元' ? asValue(printed) : null),
  },
  {
    examples: [
      ['0', 0],
      ['1,234', 1234],
      ['1\u2009234', 1234],
      ['１２３', 123],
      ['١٣٦', 136],
      ['+410', 410],
      ['−59', -59],
      ['减少5', -5],
      ['5.6', 5.6],
      ['12件', 12],
      ['12类', 12],
      ['12人次', 12],
      ['22（其中修订16件）', 22],
      ['0。', 0],
      ['约30', null],
      ['12%', null],
      ['见附件', null],
    ],
    english:
      'a number: digits of any width, commas or thin spaces between thousands, a sign, a unit, a remark in brackets or a full stop behind it; anything else is no number',
    read: (printed) => asValue(printed),
  },
];

const noted = (value: number, note: string): ParsedValue => ({ kind: 'number', value, note });

const PLAIN = /^(?:0|[1-9]\d{0,14})$/;

/** The number of a cell that holds nothing but its digits, as nearly every one of a report does; null for all others. */
export const plainNumber = (raw: string): number | null => (PLAIN.test(raw) ? Number(raw) : null);

/** Reads one printed cell by the table above. Never guesses: what is not clearly a number is `unreadable`. */
export function parseValue(raw: string, unit: ValueUnit = '件'): ParsedValue {
  const alone = plainNumber(raw);
  if (alone !== null) return { kind: 'number', value: alone };
  const text = tidy(raw);
  const printed = { raw, text, compact: plain(text.replace(/^[?\s]+|(?<![?\s])[?\s]+$/g, '')), unit };
  for (const { read } of PRINTED_FORMS) {
    const value = read(printed);
    if (value !== null) return value;
  }
  return unreadable(`"${printed.compact}" is no number`);
}

/** Thousands set apart by a space that is thinner than the one between words belong together. */
const THIN_SPACE = /(?<=\d)[\u2009\u202f](?=\d{3}(?!\d))/g;

function tidy(raw: string): string {
  return (
    simplified(asciiDigits(raw.replace(THIN_SPACE, ',').normalize('NFKC')))
      // A stroke of its own through a digit takes it out.
      .replace(/\p{Nd}[\u0335-\u0338]/gu, '')
      .replace(/[−﹣‐‑‒]/g, '-')
      .replace(/﹢/g, '+')
      .replace(/，/g, ',')
      .trim()
  );
}

function withoutNote(text: string): string {
  const number = text.replace(NOTE_BEHIND, '');
  return number === text ? text.replace(NOTE_BEFORE, '') : number;
}

const numberIn = ({ compact, unit }: Printed): Amount => (unit === '万元' ? amountOf(compact) : countOf(compact));

function asValue(printed: Printed): ParsedValue {
  const value = numberIn(printed);
  return typeof value === 'number' ? { kind: 'number', value } : unreadable(`"${printed.compact}" is no number`);
}

/** Digits with white space between them: a wrapped or spaced number, or two. Only a long fraction goes over a line end for sure. */
function isBroken({ text, compact }: Printed): boolean {
  if (text.includes('?') && /\d/.test(compact)) return true;
  return /[\d.,]\s+[\d.,]/.test(text) && !/^[^\s]{3,}\.\d+[^\S\n]*\n\s*\d+$/.test(text);
}

/** A word or a sign that organs print for “nothing”. */
export const isNothing = (text: string): boolean => NOTHING.test(plain(text));

/** 约10, 超过3: what stands in a cell of numbers, and is no label. */
export const isNumberInWords = (text: string): boolean =>
  /^\p{Script=Han}{1,2}\p{Nd}[^\p{Script=Han}]*$/u.test(plain(text));

/** True where a cell can only be a value (or blank), never a label. */
export const looksLikeValue = (raw: string): boolean => PLAIN.test(raw) || readsLikeValue(raw);

const readsLikeValue = memoize((raw) => {
  if (parseValue(raw, '件').kind !== 'unreadable') return true;
  // Only an amount ends in one of these.
  const isAmount = /[万亿元萬億]/.test(raw) && parseValue(raw, '万元').kind !== 'unreadable';
  return isAmount || /^[^\p{Script=Han}]*\d[^\p{Script=Han}]*$/u.test(asciiDigits(raw.normalize('NFKC')));
});
