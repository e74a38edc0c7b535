import PQueue from 'p-queue';
import workerpool, { type Pool } from 'workerpool';
import type { JobStarted, WorkerAnswer } from './job.ts';
import { processSignal } from './shortage.ts';
import { longestMs } from './time-limit.ts';
import { type Breach, kill, type WorkerLimits, watch } from './watchdog.ts';
import { broken, closed, startFailure } from './worker-broken.ts';
import { FORK_OPTIONS, isBloated, START_ATTEMPTS, START_MS } from './worker-process.ts';

export interface WorkerPoolOptions extends WorkerLimits {
  /** Worker processes. */
  readonly workers: number;
  /** The workers' script: it serves `read`. */
  readonly script: string;
}

/** Child processes that do jobs under limits. Concurrency never exceeds their number; a job cannot harm the main process. */
export class WorkerPool<J, R> {
  readonly size: number;
  readonly #limits: WorkerLimits;
  readonly #pool: Pool;
  readonly #queue: PQueue;
  readonly #busy = new Set<WatchedJob>();
  #closed = false;

  constructor({ workers, script, ...limits }: WorkerPoolOptions) {
    this.size = workers;
    this.#limits = limits;
    this.#queue = new PQueue({ concurrency: workers });
    this.#pool = workerpool.pool(script, {
      workerType: 'process',
      maxWorkers: workers,
      forkOpts: FORK_OPTIONS,
      // What libraries print about a strange file is no output of ours: it is piped, and left.
      emitStdStreams: true,
    });
  }

  /** Does one job in a worker. @throws WorkerBrokenError where it broke the worker; Error where no worker can be started, or the pool is closed. */
  async run(job: J): Promise<R> {
    const result = await this.#queue.add(() => this.#attempt(job, 1));
    return result;
  }

  /** Ends the workers at once; jobs under way are given up. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#queue.clear();
    for (const { pid } of this.#busy) if (pid !== null) kill(pid);
    await this.#pool.terminate(true);
  }

  async #attempt(job: J, attempt: number): Promise<R> {
    if (this.#closed) throw closed();
    const watched = new WatchedJob(this.#limits);
    this.#busy.add(watched);
    try {
      const on = (event: Partial<JobStarted>): void => watched.hear(event);
      const started = this.#pool.exec('read', [job], { on }).timeout(START_MS + longestMs(this.#limits.timeMs));
      const { result, residentBytes }: WorkerAnswer<R> = await started;
      this.#recycle(watched, residentBytes);
      return result;
    } catch (error) {
      if (this.#closed) throw closed();
      if (watched.pid !== null)
        throw broken(watched.stop(), this.#limits, { signal: processSignal(error), peakBytes: watched.peakBytes });
      if (attempt >= START_ATTEMPTS) throw startFailure(error);
      return this.#attempt(job, attempt + 1);
    } finally {
      watched.stop();
      this.#busy.delete(watched);
    }
  }

  #recycle({ pid }: WatchedJob, residentBytes: number): void {
    if (pid !== null && isBloated(residentBytes, this.#limits)) kill(pid);
  }
}

/** A job from the moment its worker says that it began. */
class WatchedJob {
  pid: number | null = null;
  readonly #limits: WorkerLimits;
  #watch: ReturnType<typeof watch> | null = null;

  constructor(limits: WorkerLimits) {
    this.#limits = limits;
  }

  hear({ pid }: Partial<JobStarted>): void {
    if (pid === undefined || this.pid !== null) return;
    this.pid = pid;
    this.#watch = watch(pid, this.#limits);
  }

  get peakBytes(): number {
    return this.#watch?.peakBytes() ?? 0;
  }

  stop(): Breach | null {
    return this.#watch?.stop() ?? null;
  }
}
