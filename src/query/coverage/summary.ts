import type { Store } from '../../store/store.ts';
import { type LedgerFilter, ledger, STATUSES, type Status } from './ledger.ts';

/** By what a summary groups. */
export const GROUPS = ['province', 'city', 'level', 'kind', 'year'] as const;
export type Grouping = (typeof GROUPS)[number];

/** How many reports of a group came to what. */
export interface CoverageRow {
  /** Null: where that is not certain. */
  readonly group: string | null;
  readonly counts: Readonly<Record<Status, number>>;
  /** Reports that ought to be there. */
  readonly total: number;
  /** Of these, how many are in the corpus (published or late), 0 to 1. */
  readonly share: number;
}

/** Counts the ledger by group, in the order of divisions or years. */
export function coverage(store: Store, filter: LedgerFilter, by: Grouping): CoverageRow[] {
  const groups = new Map<string | null, Record<Status, number>>();
  for (const { publisher, year, status } of ledger(store, filter)) {
    const group = by === 'year' ? String(year) : publisher[by];
    const counts = groups.get(group) ?? noCounts();
    counts[status]++;
    groups.set(group, counts);
  }
  const rows = [...groups].map(([group, counts]) => {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { group, counts, total, share: total === 0 ? 0 : (counts.published + counts.late) / total };
  });
  return by === 'year' ? rows.sort((a, b) => Number(a.group) - Number(b.group)) : rows;
}

const noCounts = (): Record<Status, number> =>
  Object.fromEntries(Object.keys(STATUSES).map((status) => [status, 0])) as Record<Status, number>;
