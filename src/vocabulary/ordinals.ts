import { chineseNumber } from './digits.ts';

/** How an item is numbered: 一、 · （一） · 1. · （1） · ① · 第一部分. */
export type OrdinalStyle = 'chinese' | 'chinese_bracketed' | 'arabic' | 'arabic_bracketed' | 'circled' | 'part';

/** The number in front of an item. */
export interface Ordinal {
  readonly style: OrdinalStyle;
  readonly number: number;
  /** As printed, with its mark and the white space around it. */
  readonly printed: string;
}

const CHINESE = '[一二三四五六七八九十]{1,3}';
const FORMS: readonly (readonly [OrdinalStyle, RegExp])[] = [
  // 第二十 条 is an article, whose name a line's end or a wide gap has cut.
  ['part', new RegExp(`^\\s*第(${CHINESE})(?:(?:部分|章|节)\\s*[、．.，,：:\\s]|\\s*[、．.，,：:])\\s*`, 'u')],
  ['chinese', new RegExp(`^\\s*(${CHINESE})\\s*[、．.，,：:]\\s*`, 'u')],
  ['chinese_bracketed', new RegExp(`^\\s*(?:[（(〔【\\[]\\s*)?(${CHINESE})\\s*[）)〕】\\]]\\s*[、．.，,]?\\s*`, 'u')],
  // 1.5 and 1,234 are numbers; so is 2023. at a sentence's end.
  ['arabic', /^\s*(\p{Nd}{1,2})\s*(?:[、．.：:]|[，,](?!\p{Nd}{3}(?!\p{Nd})))(?!\p{Nd})\s*/u],
  ['arabic_bracketed', /^\s*(?:[（(〔【[]\s*)?(\p{Nd}{1,2})\s*[）)〕】\]]\s*[、．.，,]?\s*/u],
  ['circled', /^\s*([①-⑳⑴-⒇⒈-⒛❶-❿])\s*[、．.，,]?\s*/u],
];

/** Most texts begin with a word, which is told by its first character. */
const NO_BEGINNING = /^[a-z\u4e00-\u9fff](?<![第一二三四五六七八九十])/i;

/** The number that a text begins with, or null: 一、总体情况, （一）予以公开, 1.其他, ①条例. A bare 12 or 一 is no item's number. */
export function ordinalOf(text: string): Ordinal | null {
  if (NO_BEGINNING.test(text)) return null;
  for (const [style, form] of FORMS) {
    const found = form.exec(text);
    if (found) return { style, number: numberOf(found[1] ?? ''), printed: found[0] };
  }
  return null;
}

const numberOf = (printed: string): number =>
  chineseNumber(printed) ?? Number(printed.normalize('NFKC').replace(/\P{Nd}/gu, ''));

const SPACED = new RegExp(`^\\s*(${CHINESE}|\\p{Nd}{1,2})\\s+(?=\\S)`, 'u');

/** The same for a heading, whose number may be set apart by no more than a space: 一 总体情况. */
export function ordinalOfHeading(text: string): Ordinal | null {
  const found = SPACED.exec(text);
  if (!found) return ordinalOf(text);
  const style = /\p{Nd}/u.test(found[0]) ? 'arabic' : 'chinese';
  return ordinalOf(text) ?? { style, number: numberOf(found[1] ?? ''), printed: found[0] };
}

/** Whether a text begins with an item's number. */
export const hasOrdinal = (text: string): boolean => ordinalOf(text) !== null;

/** Whether a text is an item's number alone: 一、 · （一） · 1. · ①. */
export const isOrdinal = (text: string): boolean => ordinalOf(text)?.printed.length === text.length;

/** A text without the number in front of it. */
export const withoutOrdinal = (text: string): string => text.slice(ordinalOf(text)?.printed.length ?? 0);

/** A numeral that lost its mark together with all punctuation (一总体情况), too: for labels reduced to what identifies them. */
const UNMARKED = new RegExp(
  `^(?:\\(?${CHINESE}\\)|${CHINESE}(?=[^一二三四五六七八九十])|\\(?\\d{1,2}\\)|\\d{1,2}[.．])`,
);
/** A label without white space and punctuation, without the number in front of it. */
export const withoutUnmarkedOrdinal = (label: string): string => label.replace(UNMARKED, '').replace(/^[.．]/, '');
