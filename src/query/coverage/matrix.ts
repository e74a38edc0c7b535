import type { Store } from '../../store/store.ts';
import { type LedgerEntry, type LedgerFilter, ledger, type Status } from './ledger.ts';

/** Reports of a group in a year: how many ought to be there, and what became of them. */
export interface MatrixCell {
  readonly total: number;
  readonly held: number;
  readonly counts: Readonly<Partial<Record<Status, number>>>;
}

export interface CoverageMatrix {
  readonly years: readonly number[];
  /** In the order of divisions; null: where that is not certain. */
  readonly rows: readonly { readonly group: string | null; readonly cells: ReadonlyMap<number, MatrixCell> }[];
}

export interface MatrixFilter extends LedgerFilter {
  readonly city?: string;
}

/** Of the publishers that a filter means, what became of each year's report. */
export function* entriesOf(store: Store, { city, ...filter }: MatrixFilter): Generator<LedgerEntry> {
  for (const entry of ledger(store, filter)) if (city === undefined || entry.publisher.city === city) yield entry;
}

/** The ledger as a table: provinces or cities down, years across. */
export function coverageMatrix(store: Store, filter: MatrixFilter, by: 'province' | 'city'): CoverageMatrix {
  const rows = new Map<
    string | null,
    Map<number, { total: number; held: number; counts: Partial<Record<Status, number>> }>
  >();
  const years = new Set<number>();
  for (const { publisher, year, status } of entriesOf(store, filter)) {
    years.add(year);
    const group = publisher[by];
    const row = rows.get(group) ?? new Map();
    rows.set(group, row);
    const cell = row.get(year) ?? { total: 0, held: 0, counts: {} };
    row.set(year, cell);
    cell.total++;
    if (status === 'published' || status === 'late') cell.held++;
    cell.counts[status] = (cell.counts[status] ?? 0) + 1;
  }
  return { years: [...years].sort((a, b) => a - b), rows: [...rows].map(([group, cells]) => ({ group, cells })) };
}
