import { FORMS, normaliseLabel, withoutOrdinal } from '../../../codebook/index.ts';
import { memoize } from '../../../vocabulary/memoize.ts';

/** Every label of every form, of rows, of columns and of the cells that group them. */
const LABELS: ReadonlySet<string> = new Set(
  Object.values(FORMS.tables)
    .flatMap(({ rows, columns, opens }) => [
      ...(opens === null ? [] : [opens]),
      ...[...rows, ...columns].flatMap(({ label, variants, groups }) => [label, ...variants, ...groups]),
    ])
    .concat(
      FORMS.forms.flatMap(({ lists }) =>
        lists.flatMap(({ headers, lines }) => [...headers, ...lines].map(({ label }) => label)),
      ),
    )
    .map(normaliseLabel)
    .flatMap((label) => [label, withoutOrdinal(label)])
    .filter((label) => label.length > 1),
);
const ALL = [...LABELS];

/** True for text that is a label of a form as a whole. */
export const isKnownLabel = memoize((text: string): boolean => {
  const label = normaliseLabel(text);
  return LABELS.has(label) || LABELS.has(withoutOrdinal(label));
});

const ROWS: ReadonlySet<string> = new Set(
  Object.values(FORMS.tables)
    .flatMap(({ rows }) => rows.flatMap(({ label, variants }) => [label, ...variants]))
    .concat(FORMS.forms.flatMap(({ lists }) => lists.flatMap(({ lines }) => lines.map(({ label }) => label))))
    .map(normaliseLabel),
);

/** True for the label of a row, or of a list's line, with its ordinal where the form has one. */
export const isRowLabel = memoize((text: string): boolean => ROWS.has(normaliseLabel(text)));

/** A note that an organ puts behind a label. */
const NOTE = /\([^()]*\)$/;

/** True for a label of a form, its ordinal as the form has it or left out, with or without a note behind it: 9.其他 is none. */
export const isLabelAsPrinted = memoize((text: string): boolean => {
  const label = normaliseLabel(text);
  return LABELS.has(label) || LABELS.has(label.replace(NOTE, ''));
});

/** True for text with which a label begins that goes on. */
export const beginsLabel = memoize((text: string): boolean => {
  const label = normaliseLabel(text);
  return label.length > 1 && ALL.some((known) => known.length > label.length && known.startsWith(label));
});
