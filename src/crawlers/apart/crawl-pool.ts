import PQueue from 'p-queue';
import type { DocumentReader, Job, JobResult } from '../../ingest/index.ts';
import { arrived, type ExtractionPoolOptions, poolOptions } from '../../ingest/pool.ts';
import { WorkerPool } from '../../ingest/worker-pool.ts';
import type { CrawlAnswer, CrawlJob, PageAnswer, PageJob } from './job.ts';

/** Whoever takes pages apart for a crawl. */
export interface PageTaker {
  /**
   * What follows from a page; it resolves to null where that depends on what was not sent. Null: nobody is free for it in the next moments,
   * and it is quicker to do it oneself. @throws what the pool of workers throws.
   */
  takeApart(job: PageJob): Promise<PageAnswer | null> | null;
}

/** Two take pages apart faster than the process that holds the run can ask for them. */
const MOST_AT_PAGES = 2;
/** Pages that cross together: half of the requests that are usually under way, so that the others go on meanwhile. */
const MOST_TOGETHER = 8;

interface WaitingPage {
  readonly job: PageJob;
  readonly resolve: (answer: PageAnswer | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A crawl's workers: they read files, and take pages apart. A page is decoded once for its plan and its report, and the process that holds
 * the run has time for its sockets.
 */
export class CrawlPool implements DocumentReader, PageTaker {
  readonly size: number;
  readonly #pool: WorkerPool<CrawlJob, CrawlAnswer>;
  readonly #files: PQueue;
  /** Workers that may be at pages; one core is the run's own, and each process that is at pages has to warm up for itself. */
  readonly #forPages: number;
  readonly #pages: WaitingPage[] = [];
  #atPages = 0;

  constructor(options: ExtractionPoolOptions = {}) {
    this.#pool = new WorkerPool(poolOptions(options, 'crawlers/apart/worker'));
    this.size = this.#pool.size;
    this.#files = new PQueue({ concurrency: this.size });
    this.#forPages = Math.min(MOST_AT_PAGES, this.size - 1);
  }

  read(job: Job): Promise<JobResult> {
    return this.#files.add(async () => {
      const answer = await this.#pool.run({ kind: 'file', job });
      if (answer.kind !== 'file') throw new TypeError('a worker took a file for a page');
      return arrived(answer.result);
    });
  }

  takeApart(job: PageJob): Promise<PageAnswer | null> | null {
    if (this.#forPages === 0 || this.#files.pending >= this.size) return null;
    // A request waits for its page, and a file may take minutes: while pages are asked for, files leave them their workers.
    this.#files.concurrency = this.size - this.#forPages;
    return new Promise((resolve, reject) => {
      this.#pages.push({ job, resolve, reject });
      this.#next();
    });
  }

  /** Ends the workers at once; what is under way is given up. */
  close(): Promise<void> {
    this.#files.clear();
    return this.#pool.close();
  }

  /** What has come meanwhile crosses together, and is recorded together: that is one sync and one commit for all of them. */
  #next(): void {
    if (this.#pages.length > 0 && this.#atPages < this.#forPages) void this.#send(this.#pages.splice(0, MOST_TOGETHER));
    else if (this.#pages.length + this.#atPages === 0) this.#files.concurrency = this.size;
  }

  /** Never throws: each page's asker is told. */
  async #send(together: readonly WaitingPage[]): Promise<void> {
    this.#atPages++;
    try {
      const answer = await this.#pool.run({ kind: 'pages', jobs: together.map(({ job }) => job) });
      if (answer.kind !== 'pages') throw new TypeError('a worker took a page for a file');
      for (const [at, { resolve }] of together.entries()) resolve(answer.pages[at] ?? null);
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
    this.#atPages--;
    this.#next();
  }
}
