import type { Store } from '../store/store.ts';
import type { Failure } from './reasons.ts';
import { hostOf, requestKey } from './scope.ts';
import type { NewRequest, RequestKind, Work } from './work.ts';

/** How a host is to be treated. */
export interface Pace {
  /** Least time from the start of one request to the start of the next, milliseconds. */
  readonly delayMs: number;
  /** Requests in flight at once. */
  readonly parallel: number;
}

/** Requests of portals that are not part of this run wait behind this time (year 2200). */
const PARKED = 7_258_118_400_000;

/** A saturated host is taken out of the queue of due ones until a request of it ends, so that nobody looks at it. */
const SATURATED = PARKED;

/** Lists first: they find the work that other hosts can do meanwhile. */
const PRIORITY: Readonly<Record<RequestKind, number>> = { column: 2, list: 2, detail: 1, attachment: 0 };

interface Row {
  readonly id: number;
  readonly portal_id: string;
  readonly parent_id: number | null;
  readonly column_id: number | null;
  readonly kind: RequestKind;
  readonly url: string;
  readonly host: string;
  readonly attempts: number;
  readonly payload: string;
}

/**
 * The queue of requests, in SQLite, and the timetable of hosts: a request is handed out when its host is due. Taking and ending a
 * request cost the same at any size of the queue. The state changes are to be called inside of the caller's transaction, together with
 * what the request brought.
 */
export class Frontier {
  readonly #store: Store;
  readonly #runId: number;
  /** Of the hosts that this run has met. */
  readonly #paces = new Map<string, Pace>();
  /** Start of the portal's visit: what was wanted since then is not wanted again. */
  readonly #since = new Map<string, number>();
  readonly #open = new Map<string, number>();
  #nextLater = 0;
  #active = 0;
  #handled = 0;

  constructor(store: Store, runId: number) {
    this.#store = store;
    this.#runId = runId;
    store.transaction(() => this.#reopen());
  }

  /** After a crash: what was in flight waits again. Nothing is due until its portal is begun. */
  #reopen(): void {
    this.#store.run(
      `UPDATE request SET state = 'pending', not_before = ? WHERE state IN ('pending', 'active') AND (state = 'active' OR not_before < ?)`,
      PARKED,
      PARKED,
    );
    this.#store.run('UPDATE host SET busy = 0, pending = 0, delay_ms = 0, parallel = 1, penalty = 0');
    this.#store.run('UPDATE host SET next_at = 0 WHERE next_at >= ?', SATURATED);
  }

  /** Begins a visit of a portal, or goes on with one that was cut short: true where it does. */
  begin(portalId: string, pace: (host: string) => Pace): boolean {
    return this.#store.transaction(() => {
      const visit = this.#store.get<{ run: number | null }>(
        'SELECT visit_run_id AS run FROM portal WHERE id = ?',
        portalId,
      );
      const resumed = visit?.run ?? null;
      this.#since.set(portalId, resumed ?? this.#runId);
      this.#open.set(portalId, 0);
      if (resumed === null) {
        this.#store.run('UPDATE portal SET visit_run_id = ? WHERE id = ?', this.#runId, portalId);
        // What nobody will ask for in this visit is not left over for ever.
        this.#store.run(
          "UPDATE request SET state = 'failed' WHERE portal_id = ? AND state IN ('pending', 'active')",
          portalId,
        );
      } else this.#unpark(portalId, pace);
      return resumed !== null;
    });
  }

  #unpark(portalId: string, pace: (host: string) => Pace): void {
    const sql = `UPDATE request SET not_before = 0 WHERE portal_id = ? AND state IN ('pending', 'active') RETURNING host`;
    for (const { host } of this.#store.all<{ host: string }>(sql, portalId)) {
      this.meetHost(host, pace(host));
      this.#waiting(host, 1);
      this.#count(portalId, 1);
    }
  }

  /** Requests that failed in earlier visits, wanted again. Returns how many. */
  retryFailed(portalId: string, pace: (host: string) => Pace, failures?: readonly Failure[]): number {
    return this.#store.transaction(() => {
      const sql = `SELECT id, host FROM request WHERE portal_id = ? AND state = 'failed' AND run_id < ?
        AND (? IS NULL OR failure IN (SELECT value FROM json_each(?)))`;
      const wanted = failures === undefined ? null : JSON.stringify(failures);
      const rows = this.#store.all<{ id: number; host: string }>(sql, portalId, this.since(portalId), wanted, wanted);
      for (const { id, host } of rows) {
        const again = `UPDATE request SET state = 'pending', not_before = 0, attempts = 0, failure = NULL, message = NULL, run_id = ? WHERE id = ?`;
        this.#store.run(again, this.#runId, id);
        this.meetHost(host, pace(host));
        this.#waiting(host, 1);
        this.#count(portalId, 1);
      }
      return rows.length;
    });
  }

  /** The run that began the portal's visit. */
  since(portalId: string): number {
    return this.#since.get(portalId) ?? this.#runId;
  }

  /** Makes a host known; of several portals' paces the slowest counts. */
  meetHost(host: string, pace: Pace): void {
    const known = this.#paces.get(host);
    const slower = {
      delayMs: Math.max(known?.delayMs ?? 0, pace.delayMs),
      parallel: Math.min(known?.parallel ?? Number.POSITIVE_INFINITY, pace.parallel),
    };
    if (known?.delayMs === slower.delayMs && known.parallel === slower.parallel) return;
    this.#paces.set(host, slower);
    this.#store.run(
      `INSERT INTO host (name, delay_ms, parallel) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET delay_ms = excluded.delay_ms, parallel = excluded.parallel`,
      host,
      slower.delayMs,
      slower.parallel,
    );
  }

  /** The pause of a host, milliseconds. */
  delayOf(host: string): number {
    return this.#paces.get(host)?.delayMs ?? 0;
  }

  /** Wants a request made, once in a visit. Returns its id, or null where it was wanted already. */
  want(portalId: string, request: NewRequest, pace: (host: string) => Pace): number | null {
    const host = hostOf(request.url);
    this.meetHost(host, pace(host));
    const sql = `INSERT INTO request (key, portal_id, parent_id, column_id, kind, url, host, priority, payload, run_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET state = 'pending', parent_id = excluded.parent_id, column_id = excluded.column_id,
        kind = excluded.kind, url = excluded.url, host = excluded.host, priority = excluded.priority, payload = excluded.payload,
        not_before = 0, attempts = 0, failure = NULL, message = NULL, run_id = excluded.run_id
      WHERE request.run_id < ? RETURNING id`;
    const row = this.#store.get<{ id: number }>(
      sql,
      keyOf(portalId, request),
      portalId,
      request.parentId,
      request.columnId,
      request.kind,
      request.url,
      host,
      PRIORITY[request.kind],
      JSON.stringify(request.details),
      this.#runId,
      this.since(portalId),
    );
    if (row === undefined) return null;
    this.#waiting(host, 1);
    this.#count(portalId, 1);
    return row.id;
  }

  /** Whether this visit has wanted the address already, as a list or as a document. */
  isWanted(portalId: string, url: string): boolean {
    const sql = 'SELECT 1 FROM request WHERE key IN (?, ?) AND run_id >= ?';
    const [list, document] = (['list', 'detail'] as const).map((kind) =>
      keyOf(portalId, { kind, url, columnId: null, parentId: null, details: {} }),
    );
    return this.#store.get(sql, list ?? '', document ?? '', this.since(portalId)) !== undefined;
  }

  /** Hands out the next request whose host is due, or null. */
  take(now = Date.now()): Work | null {
    return this.#store.transaction(() => {
      this.#wakeLater(now);
      const due = this.#store.get<{ name: string }>(DUE_HOST, now);
      if (due === undefined) return null;
      const row = this.#store.get<Row>(DUE_REQUEST, due.name);
      if (row === undefined) throw new Error(`the frontier's count of requests for ${due.name} is wrong`);
      this.#store.run("UPDATE request SET state = 'active', run_id = ? WHERE id = ?", this.#runId, row.id);
      this.#waiting(due.name, -1);
      this.#start(due.name, now);
      this.#active++;
      return toWork(row);
    });
  }

  /** Whether `take` would hand out a request now. */
  isDue(now = Date.now()): boolean {
    this.#store.transaction(() => this.#wakeLater(now));
    return this.#store.get(DUE_HOST, now) !== undefined;
  }

  /** Milliseconds until something may be due; null where nothing waits. */
  dueIn(now = Date.now()): number | null {
    const host = this.#store.get<{ at: number }>(
      'SELECT next_at AS at FROM host WHERE pending > 0 ORDER BY next_at LIMIT 1',
    );
    const later = this.#nextLater === 0 ? PARKED : this.#nextLater;
    const times = [host?.at ?? PARKED, later].filter((at) => at < PARKED);
    return times.length === 0 ? null : Math.max(0, Math.min(...times) - now);
  }

  /** The request is done: its answer is stored. */
  done(work: Work): void {
    this.#end(work, "UPDATE request SET state = 'done', failure = NULL, message = NULL WHERE id = ?", work.id);
    this.#store.run('UPDATE host SET penalty = 0 WHERE name = ? AND penalty > 0', work.host);
  }

  /** The request brought nothing, and will not in this run. */
  fail(work: Work, failure: Failure, message: string): void {
    const sql = "UPDATE request SET state = 'failed', attempts = attempts + 1, failure = ?, message = ? WHERE id = ?";
    this.#end(work, sql, failure, message, work.id);
  }

  /** Another attempt, not before `at` (milliseconds since the epoch). */
  retry(work: Work, failure: Failure, message: string, at: number): void {
    const sql = `UPDATE request SET state = 'pending', attempts = attempts + 1, failure = ?, message = ?, not_before = ? WHERE id = ?`;
    this.#end(work, sql, failure, message, at, work.id);
    this.#nextLater = this.#nextLater === 0 ? at : Math.min(this.#nextLater, at);
    this.#count(work.portalId, 1);
    this.#handled--;
  }

  /** Gives a request back untouched: the run is being stopped. */
  giveBack(work: Work): void {
    this.#end(work, "UPDATE request SET state = 'pending' WHERE id = ?", work.id);
    this.#waiting(work.host, 1);
    this.#count(work.portalId, 1);
    this.#handled--;
  }

  /**
   * Books the host's next free moment for a further request (a redirect hop, robots.txt) and returns it, milliseconds since the epoch.
   */
  book(host: string, pace: Pace, now = Date.now()): number {
    this.meetHost(host, pace);
    const row = this.#store.get<{ at: number; delay: number }>(
      'SELECT next_at AS at, delay_ms AS delay FROM host WHERE name = ?',
      host,
    );
    const saturated = (row?.at ?? 0) >= SATURATED;
    const at = Math.max(now, saturated ? this.#freeAt(host) : (row?.at ?? 0));
    this.#free.set(host, at + (row?.delay ?? 0));
    if (!saturated) this.#store.run('UPDATE host SET next_at = ? WHERE name = ?', at + (row?.delay ?? 0), host);
    return at;
  }

  /** The host asked to slow down: nothing before `at`. Returns how often in a row it has asked. */
  penalise(host: string, at: number): number {
    this.#free.set(host, Math.max(this.#freeAt(host), at));
    const sql = `UPDATE host SET penalty = penalty + 1, next_at = max(next_at, ?) WHERE name = ? RETURNING penalty`;
    return this.#store.get<{ penalty: number }>(sql, at, host)?.penalty ?? 0;
  }

  penalty(host: string): number {
    return this.#store.get<{ penalty: number }>('SELECT penalty FROM host WHERE name = ?', host)?.penalty ?? 0;
  }

  /** Requests of a portal that are waiting or in flight. */
  open(portalId: string): number {
    return this.#open.get(portalId) ?? 0;
  }

  /** Notes that a portal's visit is complete; the next run begins a new one. */
  finish(portalId: string): void {
    this.#store.run('UPDATE portal SET visit_run_id = NULL WHERE id = ?', portalId);
  }

  get counts(): { readonly open: number; readonly active: number; readonly handled: number } {
    let open = 0;
    for (const count of this.#open.values()) open += count;
    return { open, active: this.#active, handled: this.#handled };
  }

  // The moment at which a host is free again; the table has SATURATED in its place while the host is busy.
  readonly #free = new Map<string, number>();

  #freeAt(host: string): number {
    return this.#free.get(host) ?? 0;
  }

  #start(host: string, now: number): void {
    const { delayMs, parallel } = this.#paces.get(host) ?? { delayMs: 0, parallel: 1 };
    this.#free.set(host, now + delayMs);
    const sql = `UPDATE host SET busy = busy + 1, next_at = CASE WHEN busy + 1 >= ? THEN ? ELSE ? END WHERE name = ?`;
    this.#store.run(sql, parallel, SATURATED, now + delayMs, host);
  }

  #end(work: Work, sql: string, ...values: readonly (string | number)[]): void {
    this.#store.run(sql, ...values);
    const free =
      'UPDATE host SET busy = max(busy - 1, 0), next_at = CASE WHEN next_at >= ? THEN ? ELSE next_at END WHERE name = ?';
    this.#store.run(free, SATURATED, this.#freeAt(work.host), work.host);
    this.#active--;
    this.#handled++;
    this.#count(work.portalId, -1);
  }

  #wakeLater(now: number): void {
    if (this.#nextLater === 0 || this.#nextLater > now) return;
    const woken = this.#store.all<{ host: string }>(WAKE, now);
    for (const { host } of woken) this.#waiting(host, 1);
    const next = this.#store.get<{ at: number }>(NEXT_LATER);
    this.#nextLater = next === undefined || next.at >= PARKED ? 0 : next.at;
  }

  #waiting(host: string, change: 1 | -1): void {
    this.#store.run('UPDATE host SET pending = pending + ? WHERE name = ?', change, host);
  }

  #count(portalId: string, change: 1 | -1): void {
    this.#open.set(portalId, (this.#open.get(portalId) ?? 0) + change);
  }
}

const DUE_HOST =
  'SELECT name FROM host INDEXED BY host_due WHERE pending > 0 AND next_at <= ? ORDER BY next_at LIMIT 1';
const DUE_REQUEST = `SELECT id, portal_id, parent_id, column_id, kind, url, host, attempts, payload FROM request INDEXED BY request_due
  WHERE host = ? AND state = 'pending' AND not_before = 0 ORDER BY priority DESC, id LIMIT 1`;
const WAKE = `UPDATE request SET not_before = 0 WHERE state = 'pending' AND not_before > 0 AND not_before <= ? RETURNING host`;
const NEXT_LATER = `SELECT not_before AS at FROM request WHERE state = 'pending' AND not_before > 0 ORDER BY not_before LIMIT 1`;

/** Lists and columns are one kind of thing, details and attachments another: a file that both a list and a page link is fetched once. */
function keyOf(portalId: string, { kind, url, details }: NewRequest): string {
  const family = kind === 'column' || kind === 'list' ? 'list' : 'document';
  // Some platforms name the category in the fragment: two columns, one page.
  const fragment = kind === 'column' ? new URL(url).hash : '';
  return (
    fragment + requestKey({ portal: portalId, kind: family, method: details.method ?? 'GET', url, body: details.body })
  );
}

function toWork(row: Row): Work {
  return {
    id: row.id,
    portalId: row.portal_id,
    kind: row.kind,
    url: row.url,
    columnId: row.column_id,
    parentId: row.parent_id,
    host: row.host,
    attempts: row.attempts,
    details: JSON.parse(row.payload),
  };
}
