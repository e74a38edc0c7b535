import { FORMS, normaliseLabel, SECTIONS, withoutOrdinal } from '../../../codebook/index.ts';
import { memoize } from '../../../vocabulary/memoize.ts';
import { ordinalOfHeading } from '../../../vocabulary/ordinals.ts';

/**
 * What only the text of a report holds: its section headings and the labels of its tables. Short and common names (规章, 行政许可, 其他)
 * stand in every portal's menus and prove nothing.
 */
const { disclosure, applications, review_litigation: review } = FORMS.tables;
const entries = [...disclosure.columns, ...applications.rows, ...review.rows.slice(1), ...review.columns.slice(0, 4)];

const labelsOf = (entry: { readonly label: string; readonly variants: readonly string[] }): string[] =>
  [entry.label, ...entry.variants].flatMap((label) => [normaliseLabel(label), withoutOrdinal(normaliseLabel(label))]);

/** Shortest label that counts: `予以公开` and `结果维持` have 4 characters, names of menus have 2 to 4. */
const LEAST_LENGTH = 4;

const TABLE_LABELS: ReadonlySet<string> = new Set(
  [
    ...entries.flatMap(labelsOf),
    ...['统计指标', '三本年度办理结果', '本年度办理结果', '申请人情况', '法人或其他组织', '社会公益组织'],
    ...['自然人', '商业企业', '科研机构', '法律服务机构', '未经复议直接起诉', '复议后起诉'],
  ].filter((label) => label.length >= LEAST_LENGTH || label === '自然人'),
);

/** Wordings of lists that are kept row by row. */
const LIST_ANCHORS = FORMS.forms.flatMap(({ lists }) => lists.flatMap(({ anchors }) => anchors));

const LONGEST_LABEL = 60;
const LONGEST_HEADING = 40;

export type Signal = 'table' | 'section';

/** What a piece of text (a cell, a line) is a sign of; null for most. */
export const signalOf = (text: string): Signal | null =>
  text.length < 3 || text.length > LONGEST_LABEL * 2 ? null : readSignal(text);

const readSignal = memoize((text): Signal | null => {
  const label = normaliseLabel(text);
  if (label.length > LONGEST_LABEL) return null;
  const bare = withoutOrdinal(label);
  if (TABLE_LABELS.has(label) || TABLE_LABELS.has(bare) || LIST_ANCHORS.some((anchor) => bare.startsWith(anchor)))
    return 'table';
  return isSectionHeading(text) ? 'section' : null;
});

/** A numbered line that names one of the six sections. */
export function isSectionHeading(text: string): boolean {
  const line = text.trim();
  if (line.length > LONGEST_HEADING || ordinalOfHeading(line) === null) return false;
  const name = withoutOrdinal(normaliseLabel(line));
  return SECTIONS.some((section) => section.pattern.test(name));
}
