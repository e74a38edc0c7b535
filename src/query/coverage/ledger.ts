import type { Store } from '../../store/store.ts';
import { yearsNamed } from '../../vocabulary/years.ts';
import { knownPlaces, type PlaceFilter } from '../filter.ts';
import { type Publisher, type Publishers, publishers } from './publishers.ts';

/** What became of a report that ought to be there. A closed list. */
export const STATUSES = {
  published: 'published in time, or on a day that is not known',
  late: 'published after its day: 31 January of the next year, 31 March for a government',
  withdrawn: 'published, and taken back',
  unreadable: 'a file of that year is there, and no reader could read it',
  refused: 'the host refuses us',
  not_known: 'not found, in lists that were not read to their end',
  none: 'not in any list, and all were read to their end',
  not_looked_for: 'no portal was visited that would have it',
} as const;
export type Status = keyof typeof STATUSES;

/** One report that ought to be there. */
export interface LedgerEntry {
  readonly publisher: Publisher;
  readonly year: number;
  readonly status: Status;
  readonly published_on: string | null;
  /** Of the report, or of the file that cannot be read. */
  readonly url: string | null;
}

export interface LedgerFilter extends Omit<PlaceFilter, 'province'> {
  /** Null: organs whose province is not certain. */
  readonly province?: string | null;
  readonly years?: readonly [from: number, to: number];
}

/**
 * Every publisher and year, in the order of divisions; years in which nobody has published yet are left out.
 * @throws QueryError for a province, level or kind that there is not
 */
export function* ledger(store: Store, asked: LedgerFilter = {}): Generator<LedgerEntry> {
  const { province, ...others } = asked;
  const filter: LedgerFilter =
    province === null
      ? { ...knownPlaces(store, others), province }
      : knownPlaces(store, province === undefined ? others : { ...others, province });
  const everyone = publishers(store);
  const evidence = new Evidence(store, everyone, filter.province);
  const years = yearsOf(store, filter);
  for (const publisher of everyone.all)
    if (passes(publisher, filter)) for (const year of years) yield { publisher, year, ...evidence.of(publisher, year) };
}

function passes({ province, level, kind }: Publisher, filter: LedgerFilter): boolean {
  if (filter.province !== undefined && filter.province !== province) return false;
  return (filter.level ?? level) === level && (filter.kind ?? kind) === kind;
}

function yearsOf(store: Store, { years }: LedgerFilter): number[] {
  const known = store.get<{ first: number | null; last: number | null }>(
    `SELECT (SELECT min(year) FROM report WHERE is_current = 1) AS first, (SELECT max(year) FROM report WHERE is_current = 1) AS last`,
  );
  const from = Math.max(years?.[0] ?? 0, known?.first ?? 0);
  const to = Math.min(years?.[1] ?? 9999, known?.last ?? 0);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

interface Published {
  /** Of its first edition: one that is corrected after its day was in time. */
  readonly publishedOn: string | null;
  readonly url: string;
  readonly withdrawn: boolean;
  /** An edition before the current one stands on a day that nobody knows. */
  readonly undated: boolean;
}

interface LastVisit {
  readonly refused: boolean;
  readonly whole: boolean;
}

/** All that the database knows of who has published. */
class Evidence {
  /** By publisher's key and year. */
  readonly #reports = new Map<string, Map<number, Published>>();
  readonly #unreadable = new Map<string, string>();
  readonly #portals = new Map<string, LastVisit>();

  constructor(store: Store, { byOrgan }: Publishers, province: string | null | undefined) {
    const withdrawn = new Set(
      store
        .all<{ id: number }>('SELECT report_id AS id FROM withdrawn_report WHERE restored_on IS NULL')
        .map(({ id }) => id),
    );
    const within = `AND organ_id IN (SELECT organ.id FROM organ LEFT JOIN division ON code = division_code WHERE province IS ?)`;
    const reports = `SELECT id, organ_id, year, published_on, url, is_current FROM report WHERE 1 ${province === undefined ? '' : within} ORDER BY is_current DESC, id`;
    const rows = store.db
      .prepare<(string | null)[], [number, number, number, string | null, string, 0 | 1]>(reports)
      .raw()
      .all(...(province === undefined ? [] : [province]));
    for (const [id, organ, year, day, url, isCurrent] of rows) {
      const key = byOrgan.get(organ)?.key ?? '';
      const own = this.#reports.get(key) ?? new Map<number, Published>();
      if (own.size === 0) this.#reports.set(key, own);
      const known = own.get(year);
      if (known === undefined && isCurrent === 1) {
        own.set(year, { publishedOn: day, url, withdrawn: withdrawn.has(id), undated: false });
        continue;
      }
      // The same report on two portals: the earlier one was in time, and one that stays is not withdrawn.
      const before = known?.publishedOn ?? null;
      own.set(year, {
        publishedOn: before === null || (day !== null && day < before) ? day : before,
        url: known?.url ?? url,
        withdrawn: isCurrent === 1 ? withdrawn.has(id) && (known?.withdrawn ?? true) : known?.withdrawn === true,
        undated: known?.undated === true || (isCurrent === 0 && day === null),
      });
    }
    for (const { portal, title, url } of store.all<{ portal: string; title: string; url: string }>(UNREADABLE_FILES))
      for (const year of yearsNamed(title)) this.#unreadable.set(`${portal} ${year}`, url);
    for (const { id, refused, doubtful, channels } of store.all<{
      id: string;
      refused: number;
      doubtful: number;
      channels: number;
    }>(PORTALS))
      this.#portals.set(id, { refused: refused > 0, whole: channels > 0 && doubtful === 0 });
  }

  of(publisher: Publisher, year: number): Omit<LedgerEntry, 'publisher' | 'year'> {
    const report = this.#reports.get(publisher.key)?.get(year);
    if (report !== undefined) {
      const { url, withdrawn, undated } = report;
      const looksLate = isLate(publisher, year, report.publishedOn);
      const published_on = looksLate && undated ? null : report.publishedOn;
      return { status: withdrawn ? 'withdrawn' : looksLate && !undated ? 'late' : 'published', published_on, url };
    }
    const nothing = { published_on: null, url: null };
    for (const portal of publisher.portals) {
      const url = this.#unreadable.get(`${portal} ${year}`);
      if (url !== undefined) return { ...nothing, status: 'unreadable', url };
    }
    const states = publisher.portals.flatMap((portal) => this.#portals.get(portal) ?? []);
    if (states.length === 0) return { ...nothing, status: 'not_looked_for' };
    if (states.some(({ refused }) => refused)) return { ...nothing, status: 'refused' };
    return { ...nothing, status: states.every(({ whole }) => whole) ? 'none' : 'not_known' };
  }
}

/** Regulations, articles 49 and 50: organs by 31 January; governments, which sum up their departments, by 31 March. */
function isLate({ kind }: Publisher, year: number, publishedOn: string | null): boolean {
  return publishedOn !== null && publishedOn > `${year + 1}-${kind === 'government' ? '03-31' : '01-31'}`;
}

/** Files that no reader could read, with what led to them. */
const UNREADABLE_FILES = `SELECT request.portal_id AS portal, request.url,
    coalesce(json_extract(request.details, '$.hints.title'), '') || ' ' || coalesce(json_extract(request.details, '$.hints.name'), '') AS title
  FROM payload JOIN capture ON capture.payload_id = payload.id JOIN request ON request.id = capture.request_id
  WHERE payload.state = 'unreadable'`;

/** What the last visit of each portal came to. */
const PORTALS = `SELECT portal.id,
    (SELECT count(*) FROM request WHERE request.portal_id = portal.id AND state = 'failed' AND failure = 'refused') AS refused,
    (SELECT count(*) FROM channel WHERE channel.portal_id = portal.id AND coalesce(completeness, '') <> 'complete') AS doubtful,
    (SELECT count(*) FROM channel WHERE channel.portal_id = portal.id) AS channels
  FROM portal`;
