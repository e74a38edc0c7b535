import { availableParallelism } from 'node:os';
import type { Job, JobResult, Lost } from './job.ts';
import type { WorkerLimits } from './watchdog.ts';
import { workerScript } from './worker-path.ts';
import { WorkerPool } from './worker-pool.ts';

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

/** OCR of a scan of ten pages takes half a minute of the processor; its own budget ends before this. */
const TIME_MS = 240_000;
/** OCR needs 300 MB; the rest is for large spreadsheets and pictures. */
const RESIDENT_BYTES = 600 * 1024 * 1024;
/** Eight workers read faster than one writer stores; more would only take memory on large machines. */
const MOST_WORKERS = 8;

/** Child processes that read files. */
export class ExtractionPool implements DocumentReader {
  readonly size: number;
  readonly #pool: WorkerPool<Job, JobResult | Lost>;

  constructor(options: ExtractionPoolOptions = {}) {
    this.size = options.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
    this.#pool = new WorkerPool({
      workers: this.size,
      script: options.script ?? workerScript('ingest/worker'),
      timeMs: options.timeMs ?? TIME_MS,
      residentBytes: options.residentBytes ?? RESIDENT_BYTES,
    });
  }

  /**
   * Reads one file in a worker. What is wrong with the file itself is a result (`unreadable`).
   * @throws RecordLostError, and what the pool of workers throws.
   */
  async read(job: Job): Promise<JobResult> {
    const result = await this.#pool.run(job);
    if (result.kind === 'lost') throw new RecordLostError(result.message);
    return result;
  }

  /** Ends the workers at once; files under way are given up. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}
