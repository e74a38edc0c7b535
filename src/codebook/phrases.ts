import { withoutOrdinal as withoutOrdinalMark } from '../vocabulary/ordinals.ts';
import { FORMS } from './forms/index.ts';
import type { PrintedEntry } from './model.ts';
import { normaliseLabel, withoutOrdinal } from './normalise.ts';

/* What reports print in their tables: labels of rows, columns, groups and lists, with their variants. */

/** Rows and columns of all tables. */
export const TABLE_ENTRIES: readonly PrintedEntry[] = Object.values(FORMS.tables).flatMap(({ rows, columns }) => [
  ...rows,
  ...columns,
]);

/** Printed beside the codebook's rows and columns. */
const OTHER_PHRASES = [
  '信息内容',
  '申请人情况',
  '法人或其他组织',
  '行政复议',
  '行政诉讼',
  '未经复议直接起诉',
  '复议后起诉',
  '统计指标',
  '统计数',
  '指标名称',
  '计量单位',
  '历年累计',
  '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
] as const;

/** A label that reports print. */
interface FormPhrase {
  /** As the form prints it. */
  readonly printed: string;
  readonly normal: string;
}

/** All labels, each with and without its ordinal. */
export const PHRASES: readonly FormPhrase[] = phrases();
const BY_NORMAL: ReadonlyMap<string, FormPhrase> = new Map(PHRASES.map((phrase) => [phrase.normal, phrase]));

function phrases(): FormPhrase[] {
  const labels = [
    ...TABLE_ENTRIES.flatMap((entry) => [entry.label, ...entry.variants]),
    ...Object.values(FORMS.tables).flatMap(({ rows }) => rows.flatMap(({ groups }) => groups)),
    ...FORMS.forms.flatMap(({ lists }) => lists.flatMap(({ lines }) => lines.map(({ label }) => label))),
    ...OTHER_PHRASES,
  ];
  const found = new Map<string, FormPhrase>();
  for (const printed of labels) {
    const normal = normaliseLabel(printed);
    const bare = withoutOrdinal(normal);
    if (!found.has(normal)) found.set(normal, { printed, normal });
    if (bare.length > 1 && !found.has(bare)) found.set(bare, { printed: withoutOrdinalMark(printed), normal: bare });
  }
  return [...found.values()];
}

/** The label whose normalised text this is. */
export const phraseOf = (normal: string): FormPhrase | undefined => BY_NORMAL.get(normal);

/** Whether a text is a label that reports print, whatever its punctuation. */
export const isKnownPhrase = (text: string): boolean => text.length > 1 && BY_NORMAL.has(normaliseLabel(text));

const STARTS: ReadonlySet<string> = new Set(
  PHRASES.flatMap(({ normal }) => [...normal].map((_, index) => normal.slice(0, index + 1))),
);

/** Whether a label that reports print begins so. */
export const beginsKnownPhrase = (text: string): boolean => STARTS.has(normaliseLabel(text));
