import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../message-of.ts';
import { StoreLockedError } from '../../store/errors.ts';
import { shardNames } from '../assignment.ts';
import { readMark } from '../folder/folder-mark.ts';
import { FolderElsewhereError } from '../folder/prepare.ts';
import type { ShardJob } from '../jobs.ts';
import { giveBack, type LeaseEnd } from '../lease/give-back-rows.ts';
import { Lease, LeaseLostError } from '../lease/lease.ts';
import { Presence } from '../presence.ts';
import { insist, isOfConnection } from './insist.ts';
import { Meter } from './meter.ts';
import type { WorkerOptions } from './options.ts';
import { workOnShard } from './work-on-shard.ts';

/** What a worker came to. */
export interface WorkerSummary {
  readonly leases: number;
  /** Leases that ended with failures, or not in order. */
  readonly wrong: number;
  /** Shards whose folders are on another disk. */
  readonly elsewhere: readonly string[];
}

/** How often it looks for a job where there is none. */
const LOOK_MS = 1000;

/** Leases shards, one after the other, and works on them, until the signal aborts; or until nothing is left, where that was asked for. */
export async function runWorker(options: WorkerOptions): Promise<WorkerSummary> {
  const worker = new ShardWorker(options);
  return worker.run();
}

class ShardWorker {
  readonly #options: WorkerOptions;
  readonly #meter = new Meter();
  readonly #elsewhere = new Set<string>();
  #leases = 0;
  #wrong = 0;
  #reachable = true;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  async run(): Promise<WorkerSummary> {
    const { postgres, name, dataRoot, signal } = this.#options;
    mkdirSync(dataRoot, { recursive: true });
    const presence = new Presence(postgres, { name, kind: 'crawl', meter: this.#meter });
    await presence.begin();
    try {
      while (!signal.aborted && (await this.#step(presence)));
    } finally {
      await presence.end();
    }
    return { leases: this.#leases, wrong: this.#wrong, elsewhere: [...this.#elsewhere].sort() };
  }

  /** Does one job, or waits a moment. False where nothing is left. */
  async #step(presence: Presence): Promise<boolean> {
    const { jobs, postgres, say, signal, untilDone } = this.#options;
    try {
      const round = await jobs.beginRound(() => shardNames(postgres));
      if (round !== null) say({ kind: 'round', shards: round });
      const ready = (await jobs.ready(this.#ownShards())).filter((shard) => !this.#elsewhere.has(shard));
      this.#contact(true, null, null);
      for (const shard of ready) {
        const job = await jobs.take(shard);
        if (job === null) continue;
        await this.#work(job, presence);
        return true;
      }
      if (untilDone && (await this.#isDone())) return false;
    } catch (error) {
      if (!isOfConnection(error)) throw error;
      this.#contact(false, error, null);
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    return true;
  }

  async #isDone(): Promise<boolean> {
    return (await this.#options.jobs.unfinished([...this.#elsewhere])) === 0;
  }

  /** Shards whose folders are here: nothing needs to be fetched for them. */
  #ownShards(): string[] {
    const { dataRoot } = this.#options;
    return readdirSync(dataRoot).filter((name) => !name.startsWith('.') && readMark(join(dataRoot, name)) !== null);
  }

  async #work(job: ShardJob, presence: Presence): Promise<void> {
    const { postgres, jobs, name, leaseMs, say } = this.#options;
    const shard = job.queue;
    const lease = await Lease.take(postgres, {
      shard,
      worker: name,
      lengthMs: leaseMs,
      work: job.work,
      alongside: () => jobs.renew(job),
      onContact: (reachable, error) => this.#contact(reachable, error, shard),
    });
    // Another worker that is cut off may hold it still.
    if (lease === null) return jobs.putBack(job, leaseMs / 4);
    this.#leases++;
    this.#meter.begin();
    presence.shard = shard;
    try {
      const end = await workOnShard(this.#options, { job, lease, meter: this.#meter });
      if (end.outcome === 'failures') this.#wrong++;
      say({ kind: 'given_back', shard, end });
    } catch (error) {
      await this.#giveUp(error, job, lease);
    } finally {
      lease.end();
      presence.shard = null;
    }
  }

  /** The work came to no end: the shard is free for others where it is still ours, and the job is tried again. */
  async #giveUp(error: unknown, job: ShardJob, lease: Lease): Promise<void> {
    const { say, jobs, postgres, leaseMs } = this.#options;
    const { shard } = lease;
    if (error instanceof LeaseLostError || lease.signal.aborted) {
      this.#wrong++;
      say({ kind: 'lost', shard });
      return;
    }
    const message = messageOf(error);
    const isFull = isWithoutRoom(error);
    const isBusy = error instanceof StoreLockedError;
    const isElsewhere = error instanceof FolderElsewhereError;
    const outcome: LeaseEnd['outcome'] = isBusy || isElsewhere ? 'busy' : 'error';
    if (isBusy) say({ kind: 'busy', shard, message });
    else if (isElsewhere) {
      this.#elsewhere.add(shard);
      say({ kind: 'elsewhere', shard, message });
    } else {
      this.#wrong++;
      say({ kind: 'failed', shard, message });
    }
    const { requests, failed, documents } = this.#meter;
    const end = { outcome, message, left: null, requests, failed, documents, reportsNew: 0, manifest: null };
    try {
      await insist(lease, () => postgres.transaction((queries) => giveBack(queries, lease, end)));
      const isAgain = outcome === 'busy' || isFull;
      await insist(lease, () => (isAgain ? jobs.putBack(job, leaseMs / 4) : jobs.fail(job, message)));
    } catch (lost) {
      if (!(lost instanceof LeaseLostError)) throw lost;
      say({ kind: 'lost', shard });
    }
    // Every other shard would fare as this one did; other machines go on.
    if (isFull) throw error;
  }

  #contact(reachable: boolean, error: unknown, shard: string | null): void {
    if (reachable === this.#reachable) return;
    this.#reachable = reachable;
    const message = messageOf(error);
    this.#options.say(reachable ? { kind: 'postgres_back', shard } : { kind: 'postgres_gone', shard, message });
  }
}

/** This machine's disk is full: no fault of a shard's. */
const isWithoutRoom = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && /^(?:SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/.test(String(error.code))) || isWithoutRoom(error.cause));
