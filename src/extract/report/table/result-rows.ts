import { type FormRegistry, normaliseLabel, type RowEntry, withoutOrdinal } from '../../../codebook/index.ts';
import { onceFor } from '../../../vocabulary/memoize.ts';

/** What the forms say about the rows that add up to a total (办理结果, 总计), for labels that only their place tells apart. */
export interface ResultRows {
  /** Key of the row that is the sum. */
  readonly total: string;
  /** The group that holds all results, without its ordinal. */
  readonly group: string;
  /** Keys of the results that can be the last one above the total. */
  readonly last: ReadonlySet<string>;
}

export const resultRowsOf = onceFor((forms: FormRegistry): ResultRows => {
  const sums = forms.rules.flatMap((rule) => forms.checksOf(rule)).filter(({ open }) => open);
  const total = sums[0]?.right[0] ?? '';
  return {
    total,
    group: bareName(forms.row('applications', total)?.groups[0] ?? ''),
    last: new Set(forms.forms.flatMap(({ tables }) => lastResults(tables.applications?.rows ?? [], total))),
  };
});

/** The last group of results before the total, or the last result where it is in none; and what stands before that. */
function lastResults(rows: readonly RowEntry[], total: string): string[] {
  const results = rows.slice(
    0,
    rows.findIndex(({ key }) => key === total),
  );
  const last = results.at(-1);
  const group = last?.groups.join('/');
  const start = results.findLastIndex((row) => row.groups.join('/') !== group || row.groups.length < 2);
  const from = start === results.length - 1 ? start - 1 : start;
  return results.slice(Math.max(from, 0)).map(({ key }) => key);
}

/** A label without its ordinal, as it is compared. */
export const bareName = (label: string): string => withoutOrdinal(normaliseLabel(label));
