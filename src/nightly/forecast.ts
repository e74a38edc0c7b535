import type { PortalToCrawl } from '../crawlers/crawl.ts';
import { hostOf } from '../crawlers/http/scope.ts';
import { isList, type RequestKind } from '../crawlers/queue/request.ts';
import { parseDetails } from '../crawlers/queue/request-details.ts';
import { isDue, REMEMBERED, type RememberedRequest } from '../crawlers/queue/rotation.ts';
import { bytesFree } from '../query/nights/index.ts';
import type { Store } from '../store/store.ts';

/** What a night would ask a host. */
export interface HostForecast {
  /** `name:port`. */
  readonly host: string;
  readonly lists: number;
  /** Pages and files whose turn it is, and those that could not be had. */
  readonly pages: number;
  /** At its pace, milliseconds. */
  readonly ms: number;
}

/** Without a single request: what a run would ask for, as far as the last visits tell. What lists name anew comes on top. */
export interface Forecast {
  readonly portals: number;
  /** The slowest first. */
  readonly hosts: readonly HostForecast[];
  readonly requests: number;
  /** Until the slowest host is done, milliseconds. */
  readonly ms: number;
  /** Bytes of archive and database; null for a night, which brings little. */
  readonly bytes: number | null;
  /** Bytes; null where the system does not tell. */
  readonly free: number | null;
}

/** Requests of a portal that nobody has visited yet: list, a report a year and organ, its files. */
const UNKNOWN_REQUESTS = 80;
/** Bytes that a request adds to archive and database, where none was made yet. */
const UNKNOWN_BYTES = 40_000;
/** What an answer takes on the way, milliseconds. */
const ROUND_TRIP_MS = 400;

interface Counts {
  lists: number;
  pages: number;
  delay: number;
}

/** What a night on a day would ask for. `store`: null where nothing was crawled yet. */
export function forecastNight(
  store: Store | null,
  portals: readonly PortalToCrawl[],
  context: { readonly day: string; readonly dataDir: string },
): Forecast {
  const hosts = new Map<string, Counts>();
  for (const { config, settings } of portals) {
    const asked = new Set<string>();
    const add = (host: string, what: 'lists' | 'pages') => count(hosts, host, settings.delay)[what]++;
    for (const row of store === null ? [] : remembered(store, config.id)) {
      if (isList(row.kind)) {
        asked.add(row.url);
        add(row.host, 'lists');
      } else if (isDue(row, parseDetails(row.details).hints, context.day)) add(row.host, 'pages');
    }
    for (const { url } of config.channels) if (!asked.has(url)) add(hostOf(url), 'lists');
  }
  return summed(hosts, portals, { parallel: parallelOf(portals), bytes: null, free: bytesFree(context.dataDir) });
}

/** What visiting portals whole would take, or what is left of it: by what is known of them, else by what the others took. */
export function forecastBackfill(
  store: Store | null,
  portals: readonly PortalToCrawl[],
  { dataDir }: { readonly dataDir: string },
): Forecast {
  const usual = store === null ? UNKNOWN_REQUESTS : usualRequests(store);
  const hosts = new Map<string, Counts>();
  let requests = 0;
  for (const { config, settings } of portals) {
    const [first] = config.channels;
    if (first === undefined) continue;
    const { known, more } = store === null ? { known: [], more: usual } : toAsk(store, config.id, usual);
    for (const { kind, host } of known) count(hosts, host, settings.delay)[isList(kind) ? 'lists' : 'pages']++;
    if (more > 0) {
      const entry = count(hosts, hostOf(first.url), settings.delay);
      const lists = known.length === 0 ? config.channels.length : 0;
      entry.lists += lists;
      entry.pages += Math.max(0, more - lists);
    }
    requests += known.length + more;
  }
  const bytes = requests * (store === null ? UNKNOWN_BYTES : usualBytes(store));
  return summed(hosts, portals, { parallel: parallelOf(portals), bytes, free: bytesFree(dataDir) });
}

const parallelOf = (portals: readonly PortalToCrawl[]): number => portals[0]?.settings.parallel ?? 1;

interface Remembered extends RememberedRequest {
  readonly kind: RequestKind;
  readonly host: string;
  readonly url: string;
}

function remembered(store: Store, portalId: string): Remembered[] {
  return store.all<Remembered>(
    `${REMEMBERED.replace('key,', 'key, request.url,')} WHERE request.portal_id = ?`,
    portalId,
  );
}

const WAITING = new Set(['pending', 'active']);

/** The requests of a visit that are known, and how many more its lists may bring. Of one that was cut short, what waits. */
function toAsk(store: Store, portalId: string, usual: number): { known: Remembered[]; more: number } {
  const all = remembered(store, portalId);
  const sql = 'SELECT 1 AS yes FROM portal WHERE id = ? AND visit_run_id IS NOT NULL';
  if (store.get(sql, portalId) === undefined) return { known: all, more: all.length === 0 ? usual : 0 };
  const known = all.filter(({ state }) => WAITING.has(state));
  const isListed = !known.some(({ kind }) => isList(kind));
  return { known, more: isListed ? 0 : Math.max(0, usual - all.length) };
}

function count(hosts: Map<string, Counts>, host: string, delay: number): Counts {
  const known = hosts.get(host) ?? { lists: 0, pages: 0, delay };
  known.delay = Math.max(known.delay, delay);
  hosts.set(host, known);
  return known;
}

function summed(
  counts: ReadonlyMap<string, Counts>,
  portals: readonly PortalToCrawl[],
  rest: { readonly parallel: number; readonly bytes: number | null; readonly free: number | null },
): Forecast {
  const hosts = [...counts]
    .map(([host, { lists, pages, delay }]) => ({
      ...{ host, lists, pages },
      ms: (lists + pages) * Math.max(delay, ROUND_TRIP_MS),
    }))
    .sort((a, b) => b.ms - a.ms || a.host.localeCompare(b.host));
  const requests = hosts.reduce((sum, { lists, pages }) => sum + lists + pages, 0);
  const ms = Math.max(hosts[0]?.ms ?? 0, (requests * ROUND_TRIP_MS) / rest.parallel);
  return { portals: portals.length, hosts, requests, ms, bytes: rest.bytes, free: rest.free };
}

/** Requests that a portal's whole visit took, on average. */
function usualRequests(store: Store): number {
  const sql = `SELECT count(*) AS requests, count(DISTINCT portal_id) AS portals FROM request`;
  const row = store.get<{ requests: number; portals: number }>(sql);
  return row === undefined || row.portals === 0 ? UNKNOWN_REQUESTS : Math.ceil(row.requests / row.portals);
}

function usualBytes(store: Store): number {
  const archive = store.get<{ n: number }>('SELECT coalesce(sum(size), 0) AS n FROM warc_file')?.n ?? 0;
  const requests = store.get<{ n: number }>('SELECT count(*) AS n FROM request')?.n ?? 0;
  const database =
    Number(store.db.pragma('page_size', { simple: true })) * Number(store.db.pragma('page_count', { simple: true }));
  return requests < 100 ? UNKNOWN_BYTES : (archive + database) / requests;
}
