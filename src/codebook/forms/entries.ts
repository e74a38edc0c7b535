import type { ColumnEntry, ListLine, RowEntry } from '../model.ts';

/* How the forms' files write an entry down: key, short export name, printed label, English name, pattern; the rest where it differs. */

type RowOptions = Partial<Pick<RowEntry, 'variants' | 'groups' | 'columns' | 'needsOrdinal' | 'splits'>>;
type ColumnOptions = Partial<Pick<ColumnEntry, 'variants' | 'groups' | 'unit' | 'open'>>;

export const row = (
  key: string,
  short: string,
  label: string,
  english: string,
  pattern: RegExp,
  options: RowOptions = {},
): RowEntry => ({ key, short, label, english, pattern, variants: [], groups: [], ...options });

export const column = (
  key: string,
  short: string,
  label: string,
  english: string,
  pattern: RegExp,
  options: ColumnOptions = {},
): ColumnEntry => ({ key, short, label, english, pattern, variants: [], groups: [], unit: '件', ...options });

export const line = (depth: number, key: string, label: string, unit: string, english: string): ListLine => ({
  key,
  label,
  unit,
  english,
  heading: false,
  depth,
});
export const heading = (depth: number, label: string): ListLine => ({
  key: null,
  label,
  unit: '——',
  english: null,
  heading: true,
  depth,
});

export const keysOf = (entries: readonly { readonly key: string }[]): string[] => entries.map(({ key }) => key);
