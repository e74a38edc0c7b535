import type { Store } from '../../store/store.ts';
import { type Clock, systemClock } from '../../vocabulary/clock.ts';
import { withoutUserInfo } from '../../vocabulary/user-info.ts';
import { hostOf } from '../http/scope.ts';
import type { FailureCode } from '../reasons.ts';
import { LONGEST_WAIT_MS } from './back-off.ts';
import { HostScheduler, NEVER, type Pace } from './host-scheduler.ts';
import { detailsWith, type NewRequest, type QueuedRequest, type RequestKind } from './request.ts';
import { parseDetails } from './request-details.ts';
import { keyOf } from './request-key.ts';

/** Requests of portals that are not part of this run wait behind this time. */
const PARKED = NEVER;

/** Lists first: they find the work that other hosts can do meanwhile. */
const PRIORITY: Readonly<Record<RequestKind, number>> = { channel: 2, list: 2, detail: 1, attachment: 0 };

interface RequestRow {
  readonly id: number;
  readonly portal_id: string;
  readonly parent_id: number | null;
  readonly channel_id: number | null;
  readonly kind: RequestKind;
  readonly url: string;
  readonly host: string;
  readonly attempts: number;
  readonly details: string;
  readonly referer: string | null;
}

/**
 * The queue of requests, in SQLite: a request is handed out when its host is due. Taking and ending a
 * request cost the same at any size of the queue. The state changes are to be called inside of the caller's transaction, together with
 * what the request brought.
 */
export class Frontier {
  readonly #store: Store;
  readonly #runId: number;
  readonly #clock: Clock;
  /** When each host may be asked again. */
  readonly hosts: HostScheduler;
  /** Start of the portal's visit: what was enqueued since then is not enqueued again. */
  readonly #since = new Map<string, number>();
  readonly #open = new Map<string, number>();
  /** Requests in flight that their hosts are done with. */
  readonly #arrived = new Set<number>();
  #taken = 0;
  #nextLater = 0;
  #active = 0;

  constructor(store: Store, runId: number, clock: Clock = systemClock) {
    this.#store = store;
    this.#clock = clock;
    this.#runId = runId;
    this.hosts = new HostScheduler(store, clock);
    store.transaction(() => this.#reopen());
  }

  /** After a crash: what was in flight waits again. Nothing is due until its portal is begun. */
  #reopen(): void {
    // By portal: SQLite keeps all pages that a statement changes until it is through, in memory.
    const open = "SELECT DISTINCT portal_id AS id FROM request WHERE state IN ('pending', 'active')";
    const park = `UPDATE request SET state = 'pending', not_before = ?
      WHERE portal_id = ? AND state IN ('pending', 'active') AND (state = 'active' OR not_before < ?)`;
    for (const { id } of this.#store.all<{ id: string }>(open)) this.#store.run(park, PARKED, id, PARKED);
    this.hosts.reset();
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
    const open = "portal_id = ? AND state IN ('pending', 'active')";
    this.#store.run(`UPDATE request SET not_before = 0 WHERE ${open}`, portalId);
    const byHost = `SELECT host, count(*) AS requests FROM request WHERE ${open} GROUP BY host`;
    for (const { host, requests } of this.#store.all<{ host: string; requests: number }>(byHost, portalId)) {
      this.hosts.meet(host, pace(host));
      this.hosts.waiting(host, requests);
      this.#count(portalId, requests);
    }
  }

  /** Requests that failed in earlier visits, enqueued again. Returns how many. */
  retryFailed(portalId: string, pace: (host: string) => Pace, failures?: readonly FailureCode[]): number {
    return this.#store.transaction(() => {
      const sql = `SELECT id, host FROM request WHERE portal_id = ? AND state = 'failed' AND run_id < ?
        AND (? IS NULL OR failure IN (SELECT value FROM json_each(?)))`;
      const codes = failures === undefined ? null : JSON.stringify(failures);
      const rows = this.#store.all<{ id: number; host: string }>(sql, portalId, this.since(portalId), codes, codes);
      for (const { id, host } of rows) {
        const again = `UPDATE request SET state = 'pending', not_before = 0, attempts = 0, failure = NULL, message = NULL, run_id = ? WHERE id = ?`;
        this.#store.run(again, this.#runId, id);
        this.hosts.meet(host, pace(host));
        this.hosts.waiting(host, 1);
        this.#count(portalId, 1);
      }
      return rows.length;
    });
  }

  /** The run that began the portal's visit. */
  since(portalId: string): number {
    return this.#since.get(portalId) ?? this.#runId;
  }

  /** Enqueues a request, once in a visit. Returns its id, or null where it was enqueued already. */
  enqueue(portalId: string, wanted: NewRequest, pace: (host: string) => Pace): number | null {
    const request = { ...wanted, url: withoutUserInfo(wanted.url) };
    const host = hostOf(request.url);
    this.hosts.meet(host, pace(host));
    const sql = `INSERT INTO request (key, portal_id, parent_id, channel_id, kind, url, host, priority, details, run_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET state = 'pending', parent_id = excluded.parent_id, channel_id = excluded.channel_id,
        kind = excluded.kind, url = excluded.url, host = excluded.host, priority = excluded.priority, details = excluded.details,
        not_before = 0, attempts = 0, failure = NULL, message = NULL, run_id = excluded.run_id
      WHERE request.run_id < ? RETURNING id`;
    const row = this.#store.get<{ id: number }>(
      sql,
      keyOf(portalId, request),
      portalId,
      request.parentId,
      request.channelId,
      request.kind,
      request.url,
      host,
      PRIORITY[request.kind],
      JSON.stringify(request.details),
      this.#runId,
      this.since(portalId),
    );
    if (row === undefined) return null;
    this.hosts.waiting(host, 1);
    this.#count(portalId, 1);
    return row.id;
  }

  /** Whether this visit has met the address already, as a list or as a document: enqueued, or left for a later night. */
  isEnqueued(portalId: string, url: string): boolean {
    const sql = 'SELECT 1 FROM request WHERE key IN (?, ?) AND (run_id >= ? OR spared_run_id >= ?)';
    const [list, document] = (['list', 'detail'] as const).map((kind) =>
      keyOf(portalId, { kind, url, channelId: null, parentId: null, details: detailsWith() }),
    );
    const since = this.since(portalId);
    return this.#store.get(sql, list ?? '', document ?? '', since, since) !== undefined;
  }

  /** Hands out the next request whose host is due, or null. */
  take(now = this.#clock()): QueuedRequest | null {
    this.#wakeLater(now);
    const host = this.hosts.due(now);
    if (host === null) return null;
    return this.#store.transaction(() => {
      const row = this.#store.get<RequestRow>(DUE_REQUEST, host);
      if (row === undefined) throw new Error(`the frontier's count of requests for ${host} is wrong`);
      this.#store.run("UPDATE request SET state = 'active', run_id = ? WHERE id = ?", this.#runId, row.id);
      this.hosts.take(host, now);
      this.#active++;
      this.#taken++;
      return asQueued(row);
    });
  }

  /** The same, written together with whatever else is to be written soon. `isOver`: nothing more is handed out. */
  async takeSoon(isOver: () => boolean): Promise<QueuedRequest | null> {
    return this.isDue() ? this.#store.soon(() => (isOver() ? null : this.take())) : null;
  }

  /** Hands out a certain request, due or not: what the archive tells is done again in its order. Null where it is not known. */
  takeKey(portalId: string, key: string, pace: (host: string) => Pace): QueuedRequest | null {
    return this.#store.transaction(() => {
      const row = this.#store.get<RequestRow & { state: string }>(KNOWN_REQUEST, key);
      if (row === undefined) return null;
      this.hosts.meet(row.host, pace(row.host));
      if (row.state !== 'pending') this.#count(portalId, 1);
      else this.hosts.waiting(row.host, -1);
      this.#store.run("UPDATE request SET state = 'active', run_id = ? WHERE id = ?", this.#runId, row.id);
      this.hosts.start(row.host, 0);
      this.#active++;
      return asQueued(row);
    });
  }

  /** Whether `take` would hand out a request now. */
  isDue(now = this.#clock()): boolean {
    this.#wakeLater(now);
    return this.hosts.due(now) !== null;
  }

  /** Milliseconds until something may be due; null where nothing waits. */
  dueIn(now = this.#clock()): number | null {
    const wait = this.#dueIn(now);
    if (wait === null || wait <= LONGEST_WAIT_MS) return wait;
    this.#forgetBeyond(now);
    return this.#dueIn(now);
  }

  /** The clock was set back: what was to come soon would come in days. */
  #forgetBeyond(now: number): void {
    this.#store.transaction(() => {
      this.hosts.forgetBeyond(now);
      const sql = `UPDATE request SET not_before = ? WHERE state = 'pending' AND not_before > ? AND not_before < ?`;
      this.#store.run(sql, now, now + LONGEST_WAIT_MS, PARKED);
      if (this.#nextLater > now + LONGEST_WAIT_MS) this.#nextLater = now;
    });
  }

  #dueIn(now: number): number | null {
    const later = this.#nextLater === 0 ? PARKED : this.#nextLater;
    const times = [this.hosts.nextDue(), later].filter((at) => at < PARKED);
    return times.length === 0 ? null : Math.max(0, Math.min(...times) - now);
  }

  /**
   * The request's answer is here, and a good one: its host has room for another, written together with whatever else is to be written soon. A
   * host that is asked one thing at a time waits for the request's end: its page may yet ask for more.
   */
  async arrived({ id, host }: QueuedRequest): Promise<void> {
    if (this.hosts.parallelOf(host) === 1) return;
    this.#arrived.add(id);
    await this.#store.soon(() => this.hosts.end(host));
  }

  /** The request is done: its answer is stored. */
  done(queued: QueuedRequest): void {
    this.#end(
      queued,
      "UPDATE request SET state = 'done', not_before = 0, failure = NULL, message = NULL WHERE id = ?",
      queued.id,
    );
    this.hosts.resetBackoff(queued.host);
  }

  /** The request brought nothing, and will not in this run. */
  fail(queued: QueuedRequest, failure: FailureCode, message: string): void {
    const sql =
      "UPDATE request SET state = 'failed', not_before = 0, attempts = attempts + 1, failure = ?, message = ? WHERE id = ?";
    this.#end(queued, sql, failure, message, queued.id);
  }

  /** Another attempt, not before `at` (milliseconds since the epoch). */
  retry(queued: QueuedRequest, failure: FailureCode, message: string, at: number): void {
    const sql = `UPDATE request SET state = 'pending', attempts = attempts + 1, failure = ?, message = ?, not_before = ? WHERE id = ?`;
    this.#end(queued, sql, failure, message, at, queued.id);
    this.#nextLater = this.#nextLater === 0 ? at : Math.min(this.#nextLater, at);
    this.#count(queued.portalId, 1);
  }

  /** Requests whose failure was none of their own are made again, as if they had not been made. */
  reopen(requests: readonly QueuedRequest[]): void {
    const sql = `UPDATE request SET state = 'pending', not_before = 0, attempts = 0, failure = NULL, message = NULL
      WHERE id = ? AND (state = 'failed' OR (state = 'pending' AND not_before > 0)) RETURNING id`;
    for (const { id, host, portalId } of requests) {
      this.hosts.forgetBackoff(host);
      const before = this.#store.get<{ state: string }>('SELECT state FROM request WHERE id = ?', id);
      if (this.#store.get(sql, id) === undefined) continue;
      this.hosts.waiting(host, 1);
      if (before?.state !== 'failed') continue;
      this.#count(portalId, 1);
      // It may have been the last of its visit, which is not over then.
      this.#store.run('UPDATE portal SET visit_run_id = ? WHERE id = ?', this.since(portalId), portalId);
    }
  }

  /** Gives a request back untouched: the run is being stopped. */
  giveBack(queued: QueuedRequest): void {
    this.#end(queued, "UPDATE request SET state = 'pending' WHERE id = ?", queued.id);
    this.hosts.waiting(queued.host, 1);
    this.#count(queued.portalId, 1);
  }

  /** Requests of a portal that are waiting or in flight. */
  open(portalId: string): number {
    return this.#open.get(portalId) ?? 0;
  }

  /** Notes that a portal's visit is complete; the next run begins a new one. */
  finish(portalId: string): void {
    this.#store.run('UPDATE portal SET visit_run_id = NULL WHERE id = ?', portalId);
  }

  /** Requests that were handed out in this run. */
  get taken(): number {
    return this.#taken;
  }

  get counts(): { readonly open: number; readonly active: number } {
    let open = 0;
    for (const count of this.#open.values()) open += count;
    return { open, active: this.#active };
  }

  #end(queued: QueuedRequest, sql: string, ...values: readonly (string | number)[]): void {
    this.#store.run(sql, ...values);
    if (!this.#arrived.delete(queued.id)) this.hosts.end(queued.host);
    this.#active--;
    this.#count(queued.portalId, -1);
  }

  #wakeLater(now: number): void {
    if (this.#nextLater === 0 || this.#nextLater > now) return;
    this.#store.transaction(() => {
      const woken = this.#store.all<{ host: string }>(WAKE, now);
      for (const { host } of woken) this.hosts.waiting(host, 1);
    });
    const next = this.#store.get<{ at: number }>(NEXT_LATER);
    this.#nextLater = next === undefined || next.at >= PARKED ? 0 : next.at;
  }

  #count(portalId: string, change: number): void {
    this.#open.set(portalId, (this.#open.get(portalId) ?? 0) + change);
  }
}

const DUE_REQUEST = `SELECT id, portal_id, parent_id, channel_id, kind, url, host, attempts, details,
  (SELECT parent.url FROM request AS parent WHERE parent.id = request.parent_id) AS referer FROM request INDEXED BY request_due
  WHERE host = ? AND state = 'pending' AND not_before = 0 ORDER BY priority DESC, id LIMIT 1`;
const KNOWN_REQUEST = `SELECT id, portal_id, parent_id, channel_id, kind, url, host, attempts, details, state, NULL AS referer
  FROM request WHERE key = ?`;
const WAKE = `UPDATE request SET not_before = 0 WHERE state = 'pending' AND not_before > 0 AND not_before <= ? RETURNING host`;
const NEXT_LATER = `SELECT not_before AS at FROM request WHERE state = 'pending' AND not_before > 0 ORDER BY not_before LIMIT 1`;

function asQueued(row: RequestRow): QueuedRequest {
  return {
    id: row.id,
    portalId: row.portal_id,
    kind: row.kind,
    url: row.url,
    channelId: row.channel_id,
    parentId: row.parent_id,
    host: row.host,
    referer: row.referer,
    attempts: row.attempts,
    details: parseDetails(row.details),
  };
}
