import type { Store } from '../store/store.ts';

/** How a number of the forms is spread over the current reports. */
export interface Distribution {
  /** Reports that print the cell. */
  readonly printed: number;
  /** Of these, blank or not to be read with certainty. */
  readonly empty: number;
  readonly zeros: number;
  /** Least, quartiles, greatest, of what is there; null where nothing is. */
  readonly quantiles: readonly [number, number, number, number, number] | null;
  readonly mean: number | null;
  /** Numbers above zero by powers of ten: from `from` (included) to ten times as much. */
  readonly decades: readonly { readonly from: number; readonly count: number }[];
}

/** A printed value, or null, and how many of the current reports have it: the least first. */
type Count = [value: number | null, reports: number];

// Both by an index that has all that they ask for, in its order: nothing is read of the numbers themselves, and nothing sorted.
const OF_CURRENT = 'report_id NOT IN (SELECT id FROM report WHERE is_current = 0)';
const CELLS = `SELECT value, count(*) FROM cell WHERE key_id = ? AND ${OF_CURRENT} GROUP BY value ORDER BY value`;
const INDICATORS = `SELECT number, count(*) FROM indicator WHERE key = ? AND ${OF_CURRENT} GROUP BY number ORDER BY number`;

/** The spread of a number by its export name (`app_new_received_total`, `ind_received`); null where there is no such number. */
export function distributionOf(store: Store, exportName: string): Distribution | null {
  const id = store.get<{ id: number }>('SELECT id FROM figure_key WHERE export_name = ?', exportName)?.id;
  const key = store.get<{ key: string }>('SELECT key FROM indicator_key WHERE export_name = ?', exportName)?.key;
  if (id === undefined && key === undefined) return null;
  const counts = store.prepare(id === undefined ? INDICATORS : CELLS).raw();
  return spread(counts.all(id ?? key ?? null) as Count[]);
}

/** Printings of a row of the lists of 2008 to 2018, the most frequent first. */
export function printedAs(store: Store, key: string, limit: number): { readonly label: string; readonly n: number }[] {
  const sql =
    'SELECT indicator AS label, count(*) AS n FROM indicator WHERE key = ? GROUP BY indicator ORDER BY n DESC, indicator LIMIT ?';
  return store.all(sql, key, limit);
}

function spread(counts: readonly Count[]): Distribution {
  const numbers = counts.filter((count): count is [number, number] => count[0] !== null);
  const sum = (some: readonly Count[], of: (value: number) => number = () => 1): number =>
    some.reduce((total, [value, n]) => total + n * of(value ?? 0), 0);
  const there = sum(numbers);
  const decades = new Map<number, number>();
  for (const [value, n] of numbers) {
    if (value <= 0) continue;
    const from = decadeOf(value);
    decades.set(from, (decades.get(from) ?? 0) + n);
  }
  const at = (share: number): number => valueAt(numbers, Math.round((there - 1) * share));
  return {
    printed: sum(counts),
    empty: sum(counts) - there,
    zeros: sum(numbers.filter(([value]) => value === 0)),
    quantiles: there === 0 ? null : [at(0), at(0.25), at(0.5), at(0.75), at(1)],
    mean: there === 0 ? null : sum(numbers, (value) => value) / there,
    decades: [...decades].sort(([a], [b]) => a - b).map(([from, count]) => ({ from, count })),
  };
}

/** The value at a place, from 0, of all that are counted. */
function valueAt(numbers: readonly (readonly [number, number])[], place: number): number {
  let before = 0;
  for (const [value, n] of numbers) {
    before += n;
    if (before > place) return value;
  }
  return 0;
}

/** 1000 for 1234; by its print, since logarithms are rounded. */
const decadeOf = (value: number): number => Number(`1e${value.toExponential().split('e')[1]}`);
