import type { Store } from '../../store/store.ts';
import { type LedgerEntry, type LedgerFilter, ledger, type Status } from './ledger.ts';
import type { Publisher } from './publishers.ts';

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
  /** Null: organs that belong to no city, or of which it is not certain. */
  readonly city?: string | null;
}

/** Of the publishers that a filter means, what became of each year's report. */
export function* entriesOf(store: Store, { city, ...filter }: MatrixFilter): Generator<LedgerEntry> {
  for (const entry of ledger(store, filter)) if (city === undefined || city === entry.publisher.city) yield entry;
}

/** The whole ledger at one pass, from which every table of shares is taken. */
export interface CountryCoverage {
  /** Years in which anybody has published, without gaps. */
  readonly years: readonly number[];
  /** Publishers that are alike in all that a table may be limited to. */
  readonly groups: readonly (Pick<Publisher, 'province' | 'city' | 'level' | 'kind'> & {
    readonly cells: ReadonlyMap<number, MatrixCell>;
  })[];
}

interface CountedCell {
  total: number;
  held: number;
  readonly counts: Partial<Record<Status, number>>;
}

/** Counts the ledger. */
export function countryCoverage(store: Store): CountryCoverage {
  const groups = new Map<string, CountryCoverage['groups'][number] & { readonly cells: Map<number, CountedCell> }>();
  const groupOf = ({ province, city, level, kind }: Publisher): Map<number, CountedCell> => {
    const key = `${province}/${city}/${level}/${kind}`;
    const group = groups.get(key) ?? { province, city, level, kind, cells: new Map<number, CountedCell>() };
    groups.set(key, group);
    return group.cells;
  };
  const years = new Set<number>();
  let [last, cells] = [null as Publisher | null, new Map<number, CountedCell>()];
  for (const { publisher, year, status } of ledger(store)) {
    years.add(year);
    // A publisher's years stand one behind the other.
    if (publisher !== last) cells = groupOf(publisher);
    last = publisher;
    const cell = cellOf(cells, year);
    cell.total++;
    if (isHeld(status)) cell.held++;
    cell.counts[status] = (cell.counts[status] ?? 0) + 1;
  }
  return { years: [...years].sort((a, b) => a - b), groups: [...groups.values()] };
}

const isHeld = (status: Status): boolean => status === 'published' || status === 'late';

/** Provinces down, or the cities of one; years across. */
export function matrixOf(
  country: CountryCoverage,
  { province, level, kind, years: asked }: MatrixFilter,
): CoverageMatrix {
  const years = country.years.filter((year) => asked === undefined || (year >= asked[0] && year <= asked[1]));
  const rows = new Map<string | null, Map<number, CountedCell>>();
  for (const group of country.groups) {
    if ((province ?? group.province) !== group.province) continue;
    if ((level ?? group.level) !== group.level || (kind ?? group.kind) !== group.kind) continue;
    const name = province === undefined ? group.province : group.city;
    const row = rows.get(name) ?? new Map<number, CountedCell>();
    rows.set(name, row);
    for (const year of years) {
      const cell = group.cells.get(year);
      if (cell !== undefined) add(cellOf(row, year), cell);
    }
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
