import Database from 'better-sqlite3';
import { payloadContexts } from '../store/contexts.ts';
import { markDamaged } from '../store/damage.ts';
import {
  countBreak,
  countWaiting,
  isKnownPayload,
  retryUnread,
  type WaitingPayload,
  waitingPayload,
  waitingPayloads,
} from '../store/payloads.ts';
import type { Store } from '../store/store.ts';
import type { PackedResult } from './crossing.ts';
import type { JobResult } from './job.ts';
import { hintsOf, recordSource } from './place.ts';
import { arrived, type DocumentReader, ExtractionPool, LeftUnreadError, RecordLostError } from './pool.ts';
import { type Put, putResult } from './put.ts';
import { WorkerBrokenError } from './worker-broken.ts';

export interface IngestOptions {
  /** The run that the stored reports belong to. */
  readonly runId: number;
  /** Where it is not the same for all: the run of a payload. */
  readonly runOf?: (payloadId: number) => number;
  /** Default: a pool of its own, one worker a core, closed with the lane. */
  readonly pool?: DocumentReader | undefined;
  /** What is tried again of the files that could not be read; default `shortages`, for which the machine was to blame. */
  readonly retry?: 'shortages' | 'all';
  /** `whenRoom` waits while more payloads than this wait to be read. */
  readonly backlog?: number;
  /** Called for each document on each portal, once it is stored. */
  readonly onPut?: (put: Put) => void;
}

/** Some minutes of reading HTML: enough that workers never run dry, and a crawl of PDF slows down before it is hours ahead. */
const BACKLOG = 1000;
/** Payloads left to others that may stand between those that are read. */
const MOST_PASSED = 64;
/** Readings that are filed in one transaction: SQLite writes each page that they change once. More would keep the crawl from its sockets. */
const GROUP = 16;
/** How long a reading waits for others to be filed with, in milliseconds. */
const GROUP_MS = 200;
/** A file that broke this many workers is not tried again. */
const BREAKS = 2;

/**
 * The queue from archive to database: payloads in state `waiting` are read by workers and filed. What waits is in the database, not in
 * memory, so nothing is lost with the process.
 */
export class Ingest {
  readonly #store: Store;
  readonly #options: IngestOptions;
  readonly #pool: DocumentReader;
  readonly #own: ExtractionPool | null;
  readonly #active = new Set<number>();
  /** Read before its bytes were archived, by their digest: to be filed once they are. */
  readonly #offered = new Set<string>();
  /** Read and not filed yet, by payload. For the database they still wait: what is lost with the process is read once more. */
  readonly #read = new Map<number, Reading>();
  #filing: NodeJS.Timeout | null = null;
  /** What is left to others; all that waits up to `#passed` is. */
  readonly #left = new Set<number>();
  #passed = 0;
  #waiters: (() => void)[] = [];
  /** Payloads that may still come; null: how many wait has to be counted again. */
  #room: number | null = null;
  #failure: { readonly error: unknown } | null = null;
  #closed = false;

  constructor(store: Store, options: IngestOptions) {
    this.#store = store;
    this.#options = options;
    if (options.pool === undefined) {
      this.#own = new ExtractionPool();
      this.#pool = this.#own;
    } else {
      this.#own = null;
      this.#pool = options.pool;
    }
    retryUnread(store, options.retry ?? 'shortages');
    this.wake();
  }

  /** To be called after captures were committed: there may be something to read, so many payloads at most. */
  wake(committed = Number.POSITIVE_INFINITY): void {
    this.#room = this.#room !== null && this.#room > committed ? this.#room - committed : null;
    // One more for each worker than it can read: the next file is there while the last one is stored.
    const wanted = this.#pool.size * 2;
    if (this.#closed || this.#failure !== null || this.#active.size >= wanted) return;
    const isTaken = ({ id, sha256 }: WaitingPayload) =>
      this.#active.has(id) || this.#read.has(id) || this.#offered.has(sha256);
    const next = this.#waiting(wanted + this.#read.size + this.#offered.size).filter((payload) => !isTaken(payload));
    for (const payload of next.slice(0, wanted - this.#active.size)) this.#start(payload);
  }

  /** Whether bytes would be new to it: nobody needs to read what was read before. */
  lacks(sha256: string): boolean {
    return !isKnownPayload(this.#store, sha256);
  }

  /** What somebody read of bytes that are being archived: they are not read again. To be followed by `settle`. */
  offer({ sha256 }: OfferedReading): void {
    this.#offered.add(sha256);
  }

  /** The bytes are archived and indexed, or they never will be: what was read of them is filed if they wait to be read. */
  settle({ sha256, result }: OfferedReading): void {
    this.#offered.delete(sha256);
    const payload = this.#closed || this.#failure !== null ? undefined : waitingPayload(this.#store, sha256);
    if (payload === undefined || this.#active.has(payload.id) || this.#read.has(payload.id)) return;
    this.#read.set(payload.id, { payload, result: arrived(result) });
    if (this.#read.size >= GROUP) this.#file();
    else this.#filing ??= setTimeout(() => this.#file(), GROUP_MS);
  }

  /** Resolves once the queue has room; a crawl that awaits this slows down to the speed of reading. Rejects where the queue failed. */
  async whenRoom(): Promise<void> {
    await this.#until(() => {
      const most = (this.#options.backlog ?? BACKLOG) + this.#left.size;
      this.#room ??= most + 1 - countWaiting(this.#store, most + 1);
      return this.#room > 0;
    });
  }

  /** Resolves once nothing waits and nothing is being read. Rejects where the queue failed. */
  async drain(): Promise<void> {
    this.wake(0);
    await this.#until(() => this.#active.size === 0 && this.#read.size === 0);
  }

  /** Stops at once; what was not read yet waits for the next run. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#filing !== null) clearTimeout(this.#filing);
    await this.#own?.close();
    this.#notify();
  }

  async #until(reached: () => boolean): Promise<void> {
    while (!this.#closed) {
      if (this.#failure !== null) throw this.#failure.error;
      if (reached()) return;
      await new Promise<void>((resolve) => {
        this.#waiters.push(resolve);
      });
    }
  }

  /** The next payloads that wait and are not left; what is passed by is not looked at again. */
  #waiting(wanted: number): WaitingPayload[] {
    for (;;) {
      const rows = waitingPayloads(this.#store, wanted + (this.#left.size > 0 ? MOST_PASSED : 0), this.#passed);
      const ours = rows.findIndex(({ id }) => !this.#left.has(id));
      const passed = rows[ours < 0 ? rows.length - 1 : ours - 1];
      if (passed === undefined) return rows.filter(({ id }) => !this.#left.has(id)).slice(0, wanted);
      this.#passed = passed.id;
    }
  }

  #start(payload: WaitingPayload): void {
    this.#active.add(payload.id);
    void this.#work(payload);
  }

  /** Never throws: what goes wrong with the queue itself (disk full, no worker) is thrown to whoever waits for it. */
  async #work(payload: WaitingPayload): Promise<void> {
    try {
      const result = await this.#resultOf(payload);
      this.#active.delete(payload.id);
      if (result !== null && !this.#closed) this.#read.set(payload.id, { payload, result });
      this.wake(0);
      this.#fileSoon();
    } catch (error) {
      this.#active.delete(payload.id);
      this.#fail(error);
    }
    this.#notify();
  }

  #fail(error: unknown): void {
    if (!this.#closed) this.#failure ??= { error };
  }

  /** Files what was read, once it is a group, or nothing else is being read; what comes alone waits a moment for others. */
  #fileSoon(): void {
    if (this.#read.size === 0 || this.#closed || this.#failure !== null) return;
    if (this.#read.size >= GROUP || this.#active.size === 0) this.#file();
    else this.#filing ??= setTimeout(() => this.#file(), GROUP_MS);
  }

  /** Never throws, as `#work`. */
  #file(): void {
    if (this.#filing !== null) clearTimeout(this.#filing);
    this.#filing = null;
    if (this.#closed) return;
    const group = [...this.#read.values()];
    try {
      for (const put of this.#putGroup(group)) this.#options.onPut?.(put);
      for (const { payload } of group) this.#read.delete(payload.id);
      this.wake(0);
    } catch (error) {
      this.#fail(error);
    }
    this.#notify();
  }

  #putGroup(group: readonly Reading[]): Put[] {
    try {
      return this.#store.transaction(() => group.flatMap((reading) => this.#put(reading)));
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      return group.flatMap((reading) => this.#putAlone(reading));
    }
  }

  /** One odd document must not end a crawl of days: what the database refuses is marked, what the disk refuses is thrown. */
  #putAlone(reading: Reading): Put[] {
    try {
      return this.#put(reading);
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      const message = `what was read could not be stored (${error.message}); please report this file`;
      return this.#put({ payload: reading.payload, result: { kind: 'unreadable', code: 'unsupported', message } });
    }
  }

  #put({ payload, result }: Reading): Put[] {
    return putResult(this.#store, payload.id, result, this.#options.runOf?.(payload.id) ?? this.#options.runId);
  }

  /** Null: it broke its worker and is to be tried again. */
  async #resultOf(payload: WaitingPayload): Promise<JobResult | null> {
    const source = recordSource(this.#store, payload);
    if (source === null) {
      const message = 'the archive holds no good record of it any more; it is read when it is fetched again';
      return { kind: 'unreadable', code: 'damaged', message };
    }
    try {
      const [context] = payloadContexts(this.#store, payload.id);
      return await this.#pool.read({ source, hints: hintsOf(context) });
    } catch (error) {
      if (error instanceof RecordLostError) {
        // Another record may hold the same bytes.
        markDamaged(this.#store, this.#options.runId, source.place, error.message);
        return null;
      }
      if (error instanceof LeftUnreadError) {
        this.#left.add(payload.id);
        return null;
      }
      if (!(error instanceof WorkerBrokenError)) throw error;
      const breaks = countBreak(this.#store, payload.id);
      return breaks < BREAKS ? null : { kind: 'unreadable', code: error.code, message: error.message };
    }
  }

  #notify(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }
}

/** What was read of bytes, which have this hex digest. */
export interface OfferedReading {
  readonly sha256: string;
  readonly result: PackedResult;
}

/** What a worker read of a payload. */
interface Reading {
  readonly payload: WaitingPayload;
  readonly result: JobResult;
}

/** A value against the schema, or of a type that SQLite does not take; not a full disk, a lock or a damaged file. */
function isRefusedValue(error: unknown): error is Error {
  if (error instanceof Database.SqliteError)
    return error.code.startsWith('SQLITE_CONSTRAINT') || error.code === 'SQLITE_MISMATCH';
  return error instanceof TypeError || error instanceof RangeError;
}
