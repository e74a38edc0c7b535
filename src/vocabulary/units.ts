import { simplified } from './simplified.ts';

/** What documents, requests, meetings and people are counted in. */
const COUNTED = '件条项个次份宗起人家篇例类期种部场名户批';
/** 件 · 人次. */
const COUNT = `(?:[件人期个家条篇份场批]次|[${COUNTED}])`;

/** What reports count in, as a part of a pattern: 件, 条, 人次, 万元. */
export const UNIT = `(?:[亿万千]?元|${COUNT})`;

const WHOLE_UNIT = new RegExp(`^(?:${UNIT}|%)$`);
/** Whether a text is a unit and nothing else, as a column of units prints it. */
export const isUnit = (text: string): boolean => WHOLE_UNIT.test(simplified(text));

const COUNT_BEHIND = new RegExp(`(?<=\\d)[${COUNTED}]{1,2}$`);
/** `12人次` without its unit; amounts keep theirs. */
export const withoutCountUnit = (text: string): string => text.replace(COUNT_BEHIND, '');

const IN_BRACKETS = new RegExp(`[(（](?:单位[:：]?)?(${UNIT})[)）]$`);
/** The unit in brackets behind a label, 行政事业性收费（元）, or null. */
export const unitInBrackets = (label: string): string | null => IN_BRACKETS.exec(simplified(label))?.[1] ?? null;

/** Units of money behind an amount, and how many 万元 one is. */
const SCALES: ReadonlyArray<readonly [RegExp, number]> = [
  [/亿元?$/, 1e4],
  [/万元?$/, 1],
  [/千元$/, 0.1],
  [/元$/, 1e-4],
];

/** An amount's digits and what its unit makes of them in 万元; without a unit it is in 万元 already. */
export function amountIn(text: string): { readonly digits: string; readonly scale: number } {
  const found = SCALES.find(([suffix]) => suffix.test(text));
  return found ? { digits: text.replace(found[0], ''), scale: found[1] } : { digits: text, scale: 1 };
}
