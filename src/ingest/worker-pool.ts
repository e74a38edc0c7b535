import PQueue from 'p-queue';
import workerpool, { type Pool } from 'workerpool';
import { UnreadableError } from '../extract/document.ts';
import { messageOf } from '../message-of.ts';
import type { JobStarted, WorkerAnswer } from './job.ts';
import { endedByShortage, processSignal, type WorkerEnd } from './shortage.ts';
import { longestMs } from './time-limit.ts';
import { type Breach, kill, type WorkerLimits, watch } from './watchdog.ts';

export interface WorkerPoolOptions extends WorkerLimits {
  /** Worker processes. */
  readonly workers: number;
  /** The workers' script: it serves `read`. */
  readonly script: string;
}

/** Why a worker did not answer; a `shortage` is the machine's fault, the others are the file's. */
export type BreakCode = Breach | 'crashed' | 'shortage';

/** A file broke its worker: out of time, out of memory, or a crash. Another try may do better. */
export class WorkerBrokenError extends UnreadableError {
  declare readonly code: BreakCode;
  constructor(code: BreakCode, message: string) {
    super(code, message);
    this.name = 'WorkerBrokenError';
  }
}

const HEAP_MB = 400;
/** Twice what Node gives: a page of a PDF is garbage as soon as it is read, and a tenth of its time went into moving it about. */
const YOUNG_MB = 32;
/**
 * Bytecode that V8's optimizing compiler puts into one function out of others, a third of what it does by itself: a fifth of a worker's time
 * went into compiling, and what is compiled so is as fast. Measured: 1,500 pages in 20 s of the processor in place of 23.
 */
const INLINED_BYTES = 300;
/** A worker that kept more than this from its last file is replaced, so that the next file is not blamed for it. */
const RECYCLE_SHARE = 0.6;
/** A worker process that ends before it begins its job was on its way out; one that does so again and again is broken itself. */
const START_ATTEMPTS = 3;
/** Loading the worker's code on a busy machine. */
const START_MS = 60_000;

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
      forkOpts: {
        // Advanced: bytes cross as bytes, not as JSON.
        serialization: 'advanced',
        execArgv: [
          `--max-old-space-size=${HEAP_MB}`,
          `--max-semi-space-size=${YOUNG_MB}`,
          `--max-inlined-bytecode-size-cumulative=${INLINED_BYTES}`,
        ],
      },
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
    if (pid !== null && residentBytes > this.#limits.residentBytes * RECYCLE_SHARE) kill(pid);
  }
}

const closed = (): Error => new Error('the extraction pool is closed');

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

function broken(breach: Breach | null, limits: WorkerLimits, end: WorkerEnd): WorkerBrokenError {
  if (breach === 'timeout') {
    return new WorkerBrokenError(breach, `not read after ${limits.timeMs / 1000} seconds, then given up`);
  }
  if (breach === 'too_large') {
    const megabytes = Math.round(limits.residentBytes / 1024 ** 2);
    return new WorkerBrokenError(breach, `reading it took more than ${megabytes} MB of memory`);
  }
  if (endedByShortage(end, (HEAP_MB * 1024 ** 2) / 2)) {
    const message = `the reading process was ended (${end.signal}) by the machine, not by the file; the next run tries again`;
    return new WorkerBrokenError('shortage', message);
  }
  return new WorkerBrokenError('crashed', 'the reading process ended while it read this file');
}

function startFailure(error: unknown): Error {
  const reason = messageOf(error);
  return new Error(`no extraction worker can be started (${reason}). Run \`npm ci && npm run build\` and try again.`);
}
