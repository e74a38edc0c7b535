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

/** The whole country at one pass, from which the table of provinces and those of their cities are taken. */
export interface CountryCoverage {
  readonly years: readonly number[];
  readonly cities: readonly {
    readonly province: string | null;
    readonly city: string | null;
    readonly cells: ReadonlyMap<number, MatrixCell>;
  }[];
}

interface CountedCell {
  total: number;
  held: number;
  readonly counts: Partial<Record<Status, number>>;
}

/** Counts the ledger by cities and years; a place does not limit it. */
export function countryCoverage(store: Store, { province: _p, city: _c, ...filter }: MatrixFilter): CountryCoverage {
  const cities = new Map<string, { province: string | null; city: string | null; cells: Map<number, CountedCell> }>();
  const years = new Set<number>();
  for (const { publisher, year, status } of ledger(store, filter)) {
    years.add(year);
    const { province, city } = publisher;
    const key = `${province}/${city}`;
    const row = cities.get(key) ?? { province, city, cells: new Map<number, CountedCell>() };
    cities.set(key, row);
    add(cellOf(row.cells, year), { total: 1, held: isHeld(status) ? 1 : 0, counts: { [status]: 1 } });
  }
  return { years: [...years].sort((a, b) => a - b), cities: [...cities.values()] };
}

const isHeld = (status: Status): boolean => status === 'published' || status === 'late';

/** Provinces down, or the cities of one; years across. */
export function matrixOf({ years, cities }: CountryCoverage, province?: string): CoverageMatrix {
  const rows = new Map<string | null, Map<number, CountedCell>>();
  for (const { province: own, city, cells } of cities) {
    if (province !== undefined && own !== province) continue;
    const group = province === undefined ? own : city;
    const row = rows.get(group) ?? new Map<number, CountedCell>();
    rows.set(group, row);
    for (const [year, cell] of cells) add(cellOf(row, year), cell);
  }
  return { years, rows: [...rows].map(([group, cells]) => ({ group, cells })) };
}

function cellOf(row: Map<number, CountedCell>, year: number): CountedCell {
  const known = row.get(year);
  if (known !== undefined) return known;
  const cell = { total: 0, held: 0, counts: {} };
  row.set(year, cell);
  return cell;
}

function add(cell: CountedCell, { total, held, counts }: MatrixCell): void {
  cell.total += total;
  cell.held += held;
  for (const [status, n] of Object.entries(counts) as [Status, number][])
    cell.counts[status] = (cell.counts[status] ?? 0) + n;
}
