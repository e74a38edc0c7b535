import PQueue from 'p-queue';
import type { DocumentReader, Job, JobResult } from '../../ingest/index.ts';
import { ExtractionPool, type ExtractionPoolOptions, poolOptions } from '../../ingest/pool.ts';
import { workerScript } from '../../ingest/worker-path.ts';
import type { PageAnswer, PageJob } from './job.ts';
import { PageProcess, type WaitingPage } from './page-process.ts';

/** Whoever takes pages apart for a crawl. */
export interface PageTaker {
  /**
   * What follows from a page; it resolves to null where that depends on what was not sent, or the page is heavy. Null: there is no core to
   * spare, and it is quicker to do it oneself. @throws WorkerBrokenError where it broke the process.
   */
  takeApart(job: PageJob): Promise<PageAnswer | null> | null;
}

export interface CrawlPoolOptions extends ExtractionPoolOptions {
  /** The script of the processes that pages are taken apart in; default: the program's own. */
  readonly pageScript?: string;
}

/** Two take pages apart faster than the process that holds the run can ask for them. */
const MOST_AT_PAGES = 2;
/** Pages that cross together, and are recorded together: that is one sync and one commit for all of them. */
const MOST_TOGETHER = 8;
/** One batch is being taken apart, and the next ones are there already. */
const MOST_AHEAD = 3;

/**
 * A crawl's workers: those that read files, and those that take pages apart. A page is decoded once for its plan and its report, and the
 * process that holds the run has time for its sockets.
 */
export class CrawlPool implements DocumentReader, PageTaker {
  readonly size: number;
  readonly #readers: ExtractionPool;
  readonly #files: PQueue;
  /** One core is the run's own; each process has to warm up for itself. */
  readonly #processes: readonly PageProcess[];
  readonly #pages: WaitingPage[] = [];

  constructor({ pageScript, ...options }: CrawlPoolOptions = {}) {
    this.#readers = new ExtractionPool(options);
    this.size = this.#readers.size;
    this.#files = new PQueue({ concurrency: this.size });
    const { timeMs, residentBytes } = poolOptions(options);
    const script = pageScript ?? workerScript('crawlers/apart/page-worker');
    this.#processes = Array.from(
      { length: Math.min(MOST_AT_PAGES, this.size - 1) },
      () => new PageProcess({ script, timeMs, residentBytes, onRoom: () => this.#next() }),
    );
  }

  read(job: Job): Promise<JobResult> {
    return this.#files.add(() => this.#readers.read(job));
  }

  takeApart(job: PageJob): Promise<PageAnswer | null> | null {
    if (this.#processes.length === 0) return null;
    return new Promise((resolve, reject) => {
      this.#pages.push({ job, resolve, reject });
      this.#next();
    });
  }

  /** Ends the workers at once; what is under way is given up. */
  async close(): Promise<void> {
    this.#files.clear();
    await Promise.all([this.#readers.close(), ...this.#processes.map((process) => process.close())]);
  }

  /** Whoever has nothing is sent what there is; whoever has something, the next whole batch. */
  #next(): void {
    for (const process of this.#processes) {
      while (process.ahead < MOST_AHEAD && this.#pages.length >= (process.ahead === 0 ? 1 : MOST_TOGETHER))
        process.send(this.#pages.splice(0, MOST_TOGETHER));
    }
    // A request waits for its page, and a file may take minutes: while pages are asked for, files leave them their cores.
    const busy = this.#processes.filter(({ ahead }) => ahead > 0).length;
    this.#files.concurrency = this.size - busy;
  }
}
