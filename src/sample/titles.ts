import type { Random } from './random.ts';

/** A title as printed, line by line, and whether it names the organ and the year; what it does not name, the text must. */
export interface PrintedTitle {
  readonly lines: readonly string[];
  readonly namesOrgan: boolean;
  readonly namesYear: boolean;
}

/** 二〇一八 or 二○一八: both zeros are printed. */
const hanYear = (year: number): string =>
  [...String(year)]
    .map((digit) => (year % 2 === 0 ? '〇一二三四五六七八九' : '○一二三四五六七八九')[Number(digit)])
    .join('');

type TitleMaker = (organ: string, year: number) => string;

const USUAL: readonly TitleMaker[] = [
  (organ, year) => `${organ}${year}年政府信息公开工作年度报告`,
  (organ, year) => `${organ}${year}年度政府信息公开工作年度报告`,
  (organ, year) => `${organ}${year}年政府信息公开年度报告`,
];
const UNUSUAL: readonly TitleMaker[] = [
  (organ, year) => `${organ}(${year}年)政府信息公开工作年度报告`,
  (organ, year) => `${organ}（${year}年）政府信息公开年度报告`,
  (organ, year) => `${year}年${organ}政府信息公开工作年度报告`,
  (organ, year) => `${year}年度${organ}政府信息公开工作年度报告`,
  (organ, year) => `${organ}政府信息公开工作${year}年度报告`,
  (organ, year) => `${organ}${year}年信息公开工作年度报告`,
  (organ, year) => `${organ}${year}年政府信息公开工作年报`,
  (organ, year) => `${organ}政府信息公开工作年度报告（${year}年度）`,
  (organ, year) => `${organ}${hanYear(year)}年政府信息公开工作年度报告`,
  (organ, year) => `${organ}关于${year}年度政府信息公开工作的年度报告`,
];
const WITHOUT_ORGAN: readonly TitleMaker[] = [
  (_organ, year) => `政府信息公开工作${year}年度报告`,
  (_organ, year) => `${year}年度政府信息公开年度报告`,
  (_organ, year) => `${year}年政府信息公开工作年度报告`,
];

export function makeTitle(organ: string, year: number, random: Random): PrintedTitle {
  const kind = random.next();
  if (kind < 0.08) return { lines: [random.pick(WITHOUT_ORGAN)(organ, year)], namesOrgan: false, namesYear: true };
  if (kind < 0.11) return { lines: [`${organ}年度信息公开年报`], namesOrgan: true, namesYear: false };
  const title = random.pick(kind < 0.6 ? USUAL : UNUSUAL)(organ, year);
  return { lines: breakTitle(title, organ, random), namesOrgan: true, namesYear: true };
}

function breakTitle(title: string, organ: string, random: Random): string[] {
  const kind = random.next();
  if (kind < 0.55) return [title];
  if (kind < 0.8 && title.startsWith(organ)) return [organ, title.slice(organ.length)];
  if (kind < 0.9 && title.startsWith(organ)) return [`${organ} ${title.slice(organ.length)}`];
  // Centred titles break wherever the line is full.
  const at = random.int(Math.floor(title.length / 2), title.length - 4);
  return /\d/.test(title.slice(at - 1, at + 1)) ? [title] : [title.slice(0, at), title.slice(at)];
}

/** The title on one line, white space removed: what a reader reports. */
export const titleText = (title: PrintedTitle): string => title.lines.join('').replace(/\s/g, '');
