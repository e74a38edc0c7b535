import { FORMS, isKnownPhrase, normaliseLabel, withoutOrdinal } from '../../../../codebook/index.ts';

/** The labels in front of numbers that the forms print, without white space and punctuation, with and without their ordinals. */
const LABELS: ReadonlySet<string> = new Set(
  [
    ...[FORMS.tables.disclosure, FORMS.tables.applications].flatMap(({ rows }) =>
      rows.flatMap(({ label, variants }) => [label, ...variants]),
    ),
    ...FORMS.forms.flatMap(({ lists }) => lists.flatMap(({ lines }) => lines.map(({ label }) => label))),
  ]
    .map(normaliseLabel)
    .flatMap((label) => [label, withoutOrdinal(label)])
    .filter((label) => label.length > 1),
);

const BEGINNINGS: ReadonlySet<string> = new Set(
  [...LABELS].flatMap((label) => [...label].map((_, index) => label.slice(0, index + 1))),
);

const ENDS: ReadonlySet<string> = new Set(
  [...LABELS].flatMap((label) => [...label].map((_, index) => label.slice(index))),
);

/** Whether a text is the whole label of a row. */
export const isRowLabel = (text: string): boolean => LABELS.has(normaliseLabel(text));

/** Whether a label begins, or is, so. */
export const beginsRowLabel = (text: string): boolean => BEGINNINGS.has(normaliseLabel(text));

/** Whether a label ends, or is, so. */
export const endsRowLabel = (text: string): boolean => ENDS.has(normaliseLabel(text));

/** Whether a text stands somewhere in a label. */
export function isInRowLabel(text: string): boolean {
  const part = normaliseLabel(text);
  return [...LABELS].some((label) => label.includes(part));
}

const HOLDS = ['name', 'unit', 'value', 'cumulative'] as const;

/** Whether a text is a word that the forms print, as their headers are, or the year over a column. */
export const isHeaderWord = (text: string): boolean =>
  isKnownPhrase(text) || HOLDS.some((holds) => FORMS.isListHeader(holds, normaliseLabel(text)));

const HEADER_WORDS: readonly string[] = [
  ...new Set(
    Object.values(FORMS.tables).flatMap(({ columns }) =>
      columns.flatMap(({ label, variants }) => [label, ...variants].map(normaliseLabel)),
    ),
  ),
];

/** Whether a text stands somewhere in the header of a column. */
export function isInHeaderWord(text: string): boolean {
  const part = normaliseLabel(text);
  return part !== '' && HEADER_WORDS.some((word) => word.includes(part));
}

/** The labels of each column of applicants, from left to right. */
const APPLICANTS: readonly ReadonlySet<string>[] = FORMS.tables.applications.columns.map(
  ({ label, variants }) => new Set([label, ...variants].map(normaliseLabel)),
);

export const applicants = APPLICANTS.length;

/** Which column of applicants a text is the header of, from 0; -1 for none. */
export const applicantOf = (text: string): number => APPLICANTS.findIndex((labels) => labels.has(normaliseLabel(text)));

/** Whether texts are the header of the applicants but the first and the last one (自然人, 总计), which stand higher in some forms. */
export const isInnerHeader = (texts: readonly string[]): boolean =>
  texts.length === applicants - 2 && texts.every((text, index) => applicantOf(text) === index + 1);
