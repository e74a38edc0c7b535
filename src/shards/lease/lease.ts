import { setTimeout as sleep } from 'node:timers/promises';
import { FetchError } from '../../crawlers/http/errors.ts';
import type { HostGate } from '../../crawlers/http/host-gate.ts';
import { keyOfHost } from '../plan/host-key.ts';
import type { Postgres } from '../postgres/postgres.ts';
import { type Clocks, type Moment, momentOf, since, systemClocks } from './deadline.ts';
import { type LeaseRow, renewLease, takeLease, wantHost, whoseHost } from './lease-rows.ts';

/** A lease is renewed every sixth of its length, … */
const RENEWALS = 6;
/** … and given up at two thirds without a renewal: the rest is for what is under way, and for clocks that do not go alike. */
const TRUSTED_SHARE = 2 / 3;
/** How long to wait until PostgreSQL is asked again. */
const AGAIN_MS = 500;

export interface LeaseOptions {
  readonly shard: string;
  readonly worker: string;
  readonly lengthMs: number;
  /** What the lease is for; kept with the visit. */
  readonly work: string;
  readonly clocks?: Clocks | undefined;
  /** Default: a sixth of its length. */
  readonly renewEveryMs?: number | undefined;
  /** To be renewed along with it: the job. Its failure is no failure of the lease. */
  readonly alongside?: () => Promise<void>;
  /** PostgreSQL does not answer (false), or does again. */
  readonly onContact?: (reachable: boolean, error: unknown) => void;
}

/** The lease of a shard has run out, or is somebody else's. */
export class LeaseLostError extends Error {
  constructor(shard: string) {
    super(`the lease of ${shard} is over`);
    this.name = 'LeaseLostError';
  }
}

/**
 * The right to work on a shard, for a while. Renewed by itself until it is ended; `signal` aborts where it is lost. Whoever holds it asks
 * `check` immediately before anything goes out, since a process that was frozen has no timers that could have told it.
 */
export class Lease implements HostGate {
  readonly shard: string;
  readonly worker: string;
  /** The shard when it was leased. */
  readonly row: LeaseRow;
  readonly #postgres: Postgres;
  readonly #options: LeaseOptions;
  readonly #clocks: Clocks;
  readonly #lost = new AbortController();
  readonly #ours = new Map<string, boolean>();
  /** When the lease before ended, or would have. */
  readonly #quietSince: number;
  /** When the renewal that was answered last was sent. */
  #renewed: Moment;
  #timer: NodeJS.Timeout;
  #ended = false;

  private constructor(postgres: Postgres, options: LeaseOptions, row: LeaseRow, sent: Moment) {
    this.#postgres = postgres;
    this.#options = options;
    this.#clocks = options.clocks ?? systemClocks;
    this.shard = options.shard;
    this.worker = options.worker;
    this.row = row;
    this.#renewed = sent;
    this.#quietSince = this.#clocks.steady() - (row.idleMs ?? Number.POSITIVE_INFINITY);
    this.#timer = setInterval(() => void this.#renew(), options.renewEveryMs ?? options.lengthMs / RENEWALS);
  }

  /** Null where somebody else has it, or there is no such shard to be worked on. */
  static async take(postgres: Postgres, options: LeaseOptions): Promise<Lease | null> {
    const sent = momentOf(options.clocks ?? systemClocks);
    const row = await takeLease(postgres, options);
    return row === null ? null : new Lease(postgres, options, row, sent);
  }

  get generation(): number {
    return this.row.generation;
  }

  /** Aborts once the lease is lost. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** @throws LeaseLostError where nothing may go out any more. */
  check(): void {
    if (!this.#ended && !this.#lost.signal.aborted && !this.#isOver()) return;
    if (!this.#ended) this.#lose();
    throw new LeaseLostError(this.shard);
  }

  /** Waits until a host may be asked by this shard at all. @throws FetchError where another shard has it; LeaseLostError. */
  async enter(host: string, paceMs: number, portalId: string | null): Promise<void> {
    const key = keyOfHost(host);
    const isOurs = this.#ours.get(key) ?? (await this.#claim(key));
    this.#ours.set(key, isOurs);
    if (!isOurs) {
      if (portalId !== null) await wantHost(this.#postgres, portalId, key).catch(() => undefined);
      throw new FetchError(
        'other_shard',
        `${key} belongs to another shard; nianbao shards rebalance brings them together`,
        false,
      );
    }
    // A timer may fire a little early.
    for (let wait = 1; wait > 0; ) {
      wait = this.#quietSince + paceMs - this.#clocks.steady();
      if (wait > 0) await sleep(Math.ceil(wait), undefined, { signal: this.#lost.signal });
    }
    this.check();
  }

  /** No renewals any more; nothing may be sent behind it. What PostgreSQL has of it is left as it is. */
  end(): void {
    this.#ended = true;
    clearInterval(this.#timer);
  }

  /** Asked until PostgreSQL answers, or the lease is over. */
  async #claim(host: string): Promise<boolean> {
    for (;;) {
      this.check();
      try {
        const owner = await whoseHost(this.#postgres, { shard: this.shard, generation: this.generation, host });
        if (owner !== null) return owner === this.shard;
        // The lease is not ours any more, by what PostgreSQL knows.
        this.#lose();
      } catch (error) {
        this.#options.onContact?.(false, error);
        await sleep(AGAIN_MS, undefined, { signal: this.#lost.signal });
      }
    }
  }

  #isOver(): boolean {
    return since(this.#renewed, this.#clocks) > this.#options.lengthMs * TRUSTED_SHARE;
  }

  #lose(): void {
    clearInterval(this.#timer);
    this.#lost.abort(new LeaseLostError(this.shard));
  }

  async #renew(): Promise<void> {
    if (this.#ended) return;
    if (this.#isOver()) return this.#lose();
    const sent = momentOf(this.#clocks);
    try {
      const { shard, worker, generation } = this;
      const isOurs = await renewLease(this.#postgres, { shard, worker, generation, lengthMs: this.#options.lengthMs });
      if (!isOurs) return this.#lose();
      // Answers may come out of order.
      if (sent.steady > this.#renewed.steady) this.#renewed = sent;
      this.#options.onContact?.(true, null);
    } catch (error) {
      this.#options.onContact?.(false, error);
      return;
    }
    await this.#options.alongside?.().catch(() => undefined);
  }
}
