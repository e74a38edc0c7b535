import type { PageTaker } from '../../crawlers/apart/crawl-pool.ts';
import { type CrawlWorkers, takesPages } from '../../crawlers/run.ts';
import { type DocumentReader, type Job, type JobResult, LeftUnreadError } from '../../ingest/index.ts';
import { isRecord, type Readings, slowness } from './readings.ts';

/** Reads with the help of others: what somebody has read is not read again, and what takes long may be left to readers. */
export class LeavingPool implements DocumentReader {
  readonly #pool: DocumentReader;
  readonly #readings: Readings;
  readonly #leaves: boolean;
  readonly #keeps: boolean;
  /** Pages are read here, as ever. */
  readonly takeApart?: PageTaker['takeApart'];

  /** `leaves`: what takes long is left to readers; `keeps`: what was read here is kept for others. */
  constructor(parts: {
    readonly pool: CrawlWorkers;
    readonly readings: Readings;
    readonly leaves: boolean;
    readonly keeps: boolean;
  }) {
    this.#pool = parts.pool;
    this.#readings = parts.readings;
    this.#leaves = parts.leaves;
    this.#keeps = parts.keeps;
    const { pool } = parts;
    if (takesPages(pool)) this.takeApart = (job) => pool.takeApart(job);
  }

  get size(): number {
    return this.#pool.size;
  }

  async read(job: Job): Promise<JobResult> {
    // To ask for a page's reading takes longer than to read it.
    if (!isRecord(job) || slowness(job) === 0) return this.#pool.read(job);
    const { source, hints } = job;
    const known = await this.#readings.get(source.sha256, hints);
    if (known !== null) return known;
    if (this.#leaves) throw new LeftUnreadError();
    const result = await this.#pool.read(job);
    if (this.#keeps && !isShortage(result)) await this.#readings.put(source.sha256, hints, result);
    return result;
  }
}

/** Another machine, or another day, may read it. */
export const isShortage = (result: JobResult): boolean => result.kind === 'unreadable' && result.code === 'shortage';
