import { availableParallelism } from 'node:os';
import { type PackedResult, unpack } from './crossing.ts';
import type { Job, JobResult } from './job.ts';
import type { WorkerLimits } from './watchdog.ts';
import { workerScript } from './worker-path.ts';
import { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';

export interface ExtractionPoolOptions extends Partial<WorkerLimits> {
  /** Worker processes; default: one a core, at most eight. */
  readonly workers?: number;
  /** The workers' script; default: the extractor. */
  readonly script?: string;
}

/** Whoever reads documents: child processes of this machine, or others as well. */
export interface DocumentReader {
  /** Documents that are read at once. */
  readonly size: number;
  /** @throws RecordLostError, LeftUnreadError, and what the pool of workers throws. */
  read(job: Job): Promise<JobResult>;
}

/** The document is left to somebody else: it goes on waiting, and this run does not ask for it again. */
export class LeftUnreadError extends Error {
  constructor() {
    super('left unread');
    this.name = 'LeftUnreadError';
  }
}

/** The archive does not give the bytes that it held. */
export class RecordLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecordLostError';
  }
}

/** A result as it came from a worker. @throws RecordLostError */
export function arrived(packed: PackedResult): JobResult {
  const result = unpack(packed);
  if (result.kind === 'lost') throw new RecordLostError(result.message);
  return result;
}

/** What a pool of workers for files is made with. */
export function poolOptions(options: ExtractionPoolOptions): WorkerPoolOptions {
  return {
    workers: options.workers ?? Math.min(availableParallelism(), MOST_WORKERS),
    script: options.script ?? workerScript('ingest/worker'),
    timeMs: options.timeMs ?? TIME_MS,
    residentBytes: options.residentBytes ?? RESIDENT_BYTES,
  };
}

/** OCR of a scan of ten pages takes half a minute of the processor; its own budget ends before this. */
const TIME_MS = 240_000;
/** OCR needs 300 MB; the rest is for large spreadsheets and pictures. */
const RESIDENT_BYTES = 600 * 1024 * 1024;
/** Eight workers read faster than one writer stores; more would only take memory on large machines. */
const MOST_WORKERS = 8;

/** Child processes that read files. */
export class ExtractionPool implements DocumentReader {
  readonly size: number;
  readonly #pool: WorkerPool<Job, PackedResult>;

  constructor(options: ExtractionPoolOptions = {}) {
    this.#pool = new WorkerPool(poolOptions(options));
    this.size = this.#pool.size;
  }

  /**
   * Reads one file in a worker. What is wrong with the file itself is a result (`unreadable`).
   * @throws RecordLostError, and what the pool of workers throws.
   */
  async read(job: Job): Promise<JobResult> {
    return arrived(await this.#pool.run(job));
  }

  /** Ends the workers at once; files under way are given up. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}
