import type { Store } from '../../store/store.ts';
import { type Clock, systemClock } from '../../vocabulary/clock.ts';
import { LONGEST_WAIT_MS } from './back-off.ts';

/** How a host is to be treated. */
export interface Pace {
  /** Least time from the start of one request to the start of the next, milliseconds. */
  readonly delayMs: number;
  /** Requests in flight at once. */
  readonly parallel: number;
}

/** A time that never comes (year 2200). */
export const NEVER = 7_258_118_400_000;

/** Moments before this are places in a line. */
const FIRST_PLACES = 1_000_000_000;

/** A saturated host is taken out of the queue of due ones until a request of it ends, so that nobody looks at it. */
const SATURATED = NEVER;

const DUE = 'SELECT name FROM host INDEXED BY host_due WHERE pending > 0 AND next_at <= ? ORDER BY next_at LIMIT 1';
const FIRST = 'SELECT next_at AS at FROM host INDEXED BY host_due WHERE pending > 0 ORDER BY next_at LIMIT 1';

/** When each host may be asked again: the table `host`, one row a name and port. All calls belong in a transaction of the caller's. */
export class HostScheduler {
  readonly #store: Store;
  readonly #clock: Clock;
  /** Of the hosts that this run has met. */
  readonly #paces = new Map<string, Pace>();
  /** When a host is free again; the table has SATURATED in its place while the host is busy. */
  readonly #free = new Map<string, number>();
  /** Hosts that have a penalty: hardly one, and every request that ends well takes its host's away. */
  readonly #penalised = new Set<string>();

  constructor(store: Store, clock: Clock = systemClock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Forgets what was in flight before a crash; how long a host asked to be left alone stays. */
  reset(): void {
    this.#store.run('UPDATE host SET busy = 0, pending = 0, delay_ms = 0, parallel = 1, penalty = 0');
    this.#store.run('UPDATE host SET next_at = 0 WHERE next_at >= ?', SATURATED);
    this.forgetBeyond(this.#clock());
  }

  /** No host may ask for more than the longest wait: a time beyond that was written under a clock that was wrong. */
  forgetBeyond(now: number): void {
    const latest = now + LONGEST_WAIT_MS;
    this.#store.run('UPDATE host SET next_at = ? WHERE next_at > ? AND next_at < ?', now, latest, SATURATED);
    for (const [host, at] of this.#free) if (at > latest) this.#free.set(host, now);
  }

  /** Makes a host known; of several portals' paces the slowest counts. */
  meet(host: string, pace: Pace): void {
    const known = this.#paces.get(host);
    const slower = {
      delayMs: Math.max(known?.delayMs ?? 0, pace.delayMs),
      parallel: Math.min(known?.parallel ?? Number.POSITIVE_INFINITY, pace.parallel),
    };
    if (known?.delayMs === slower.delayMs && known.parallel === slower.parallel) return;
    this.#paces.set(host, slower);
    const sql = `INSERT INTO host (name, delay_ms, parallel) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET delay_ms = excluded.delay_ms, parallel = excluded.parallel`;
    this.#store.run(sql, host, slower.delayMs, slower.parallel);
  }

  /** Hosts are asked first in this order: one that has not been asked yet waits behind those of smaller places. */
  lineUp(host: string, place: number): void {
    const sql = 'UPDATE host SET next_at = ? WHERE name = ? AND next_at < ?';
    this.#store.run(sql, place, host, FIRST_PLACES);
  }

  /** The pause of a host, milliseconds. */
  delayOf(host: string): number {
    return this.#paces.get(host)?.delayMs ?? 0;
  }

  /** Requests that the host is asked at once. */
  parallelOf(host: string): number {
    return this.#paces.get(host)?.parallel ?? 1;
  }

  /** A host that is due and has requests waiting, the one that waits longest; null where there is none. */
  due(now: number): string | null {
    return this.#store.get<{ name: string }>(DUE, now)?.name ?? null;
  }

  /** When the next host with waiting requests is due; NEVER where none is. */
  nextDue(): number {
    return this.#store.get<{ at: number }>(FIRST)?.at ?? NEVER;
  }

  /** Counts requests that begin to wait for a host, or (negative) wait no longer. */
  waiting(host: string, change: number): void {
    this.#store.run('UPDATE host SET pending = pending + ? WHERE name = ?', change, host);
  }

  /** A request to the host goes out that has not waited for it. */
  start(host: string, now: number): void {
    this.#start(host, now, 0);
  }

  /** A request that waits for the host goes out. */
  take(host: string, now: number): void {
    this.#start(host, now, 1);
  }

  #start(host: string, now: number, waited: 0 | 1): void {
    const delayMs = this.delayOf(host);
    this.#free.set(host, now + delayMs);
    const sql = `UPDATE host SET pending = pending - ?, busy = busy + 1, next_at = CASE WHEN busy + 1 >= ? THEN ? ELSE ? END
      WHERE name = ?`;
    this.#store.run(sql, waited, this.parallelOf(host), SATURATED, now + delayMs, host);
  }

  /** A request to the host has ended. */
  end(host: string): void {
    const sql =
      'UPDATE host SET busy = max(busy - 1, 0), next_at = CASE WHEN next_at >= ? THEN ? ELSE next_at END WHERE name = ?';
    this.#store.run(sql, SATURATED, this.#freeAt(host), host);
  }

  /** Books the host's next free moment for a further request (a redirect hop, robots.txt) and returns it, milliseconds since the epoch. */
  book(host: string, pace: Pace, now: number): number {
    this.meet(host, pace);
    const nextAt = this.#store.get<{ at: number }>('SELECT next_at AS at FROM host WHERE name = ?', host)?.at ?? 0;
    const saturated = nextAt >= SATURATED;
    const at = Math.max(now, saturated ? this.#freeAt(host) : nextAt);
    this.#free.set(host, at + this.delayOf(host));
    if (!saturated) this.#store.run('UPDATE host SET next_at = ? WHERE name = ?', at + this.delayOf(host), host);
    return at;
  }

  /** The host asked to slow down: nothing before `at`. Returns how often in a row it has asked. */
  backOff(host: string, at: number): number {
    this.#free.set(host, Math.max(this.#freeAt(host), at));
    this.#penalised.add(host);
    const sql = 'UPDATE host SET penalty = penalty + 1, next_at = max(next_at, ?) WHERE name = ? RETURNING penalty';
    return this.#store.get<{ penalty: number }>(sql, at, host)?.penalty ?? 0;
  }

  penalty(host: string): number {
    return this.#store.get<{ penalty: number }>('SELECT penalty FROM host WHERE name = ?', host)?.penalty ?? 0;
  }

  resetBackoff(host: string): void {
    if (this.#penalised.delete(host)) this.#store.run('UPDATE host SET penalty = 0 WHERE name = ?', host);
  }

  /** The host did not ask for it after all: it may be asked again at its usual pace. */
  forgetBackoff(host: string): void {
    this.#free.delete(host);
    this.#store.run('UPDATE host SET penalty = 0, next_at = 0 WHERE name = ? AND next_at < ?', host, SATURATED);
  }

  #freeAt(host: string): number {
    return this.#free.get(host) ?? 0;
  }
}
