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

const CELLS = `SELECT cell.value FROM report JOIN cell ON cell.report_id = report.id AND cell.key_id = ? WHERE is_current = 1`;
const INDICATORS = `SELECT coalesce(indicator.value, this_year) AS value FROM report JOIN indicator ON indicator.report_id = report.id
  WHERE is_current = 1 AND indicator.key = ?`;

/** The spread of a number by its export name (`app_new_received_total`, `ind_received`); null where there is no such number. */
export function distributionOf(store: Store, exportName: string): Distribution | null {
  const id = store.get<{ id: number }>('SELECT id FROM figure_key WHERE export_name = ?', exportName)?.id;
  const key = store.get<{ key: string }>('SELECT key FROM indicator_key WHERE export_name = ?', exportName)?.key;
  if (id === undefined && key === undefined) return null;
  // A hundred thousand values: no object for each of them.
  const values = store.prepare(id === undefined ? INDICATORS : CELLS).pluck();
  return spread(values.all(id ?? key ?? null) as (number | null)[]);
}

/** Printings of a row of the lists of 2008 to 2018, the most frequent first. */
export function printedAs(store: Store, key: string, limit: number): { readonly label: string; readonly n: number }[] {
  const sql =
    'SELECT indicator AS label, count(*) AS n FROM indicator WHERE key = ? GROUP BY indicator ORDER BY n DESC LIMIT ?';
  return store.all(sql, key, limit);
}

function spread(values: readonly (number | null)[]): Distribution {
  const numbers = Float64Array.from(values.filter((value) => value !== null)).sort();
  const at = (share: number): number => numbers[Math.round((numbers.length - 1) * share)] ?? 0;
  const decades = new Map<number, number>();
  for (const value of numbers) {
    if (value <= 0) continue;
    const from = 10 ** Math.floor(Math.log10(value));
    decades.set(from, (decades.get(from) ?? 0) + 1);
  }
  return {
    printed: values.length,
    empty: values.length - numbers.length,
    zeros: numbers.filter((value) => value === 0).length,
    quantiles: numbers.length === 0 ? null : [at(0), at(0.25), at(0.5), at(0.75), at(1)],
    mean: numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length,
    decades: [...decades].sort(([a], [b]) => a - b).map(([from, count]) => ({ from, count })),
  };
}
