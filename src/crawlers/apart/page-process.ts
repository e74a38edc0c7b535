import { type ChildProcess, fork } from 'node:child_process';
import { type WorkerLimits, watch } from '../../ingest/watchdog.ts';
import { broken, closed, startFailure } from '../../ingest/worker-broken.ts';
import { FORK_OPTIONS, isBloated, START_ATTEMPTS, START_MS } from '../../ingest/worker-process.ts';
import type { PageAnswer, PageJob, PageOfBatch, PageWorkerMessage } from './job.ts';

/** A page whose asker waits for it. */
export interface WaitingPage {
  readonly job: PageJob;
  readonly resolve: (answer: PageAnswer | null) => void;
  readonly reject: (error: unknown) => void;
}

export interface PageProcessOptions extends WorkerLimits {
  readonly script: string;
  /** It has answered, or ended: there is room for more. */
  readonly onRoom: () => void;
}

interface SentBatch {
  readonly number: number;
  readonly pages: readonly WaitingPage[];
}

/**
 * A process that takes pages apart, started by the first. Batches are sent ahead of its answers: a pool of workers, which sends the next job
 * when it has heard of the last, would leave it idle for as long as this process is at something else, a fifth of a crawl. What breaks it is
 * the first batch that it has not answered; those behind go to its successor.
 */
export class PageProcess {
  readonly #options: PageProcessOptions;
  readonly #sent: SentBatch[] = [];
  #child: ChildProcess | null = null;
  #isReady = false;
  /** It has kept too much of earlier pages, and is ended for that. */
  #isRetired = false;
  #starting: NodeJS.Timeout | null = null;
  #startsInVain = 0;
  #watch: ReturnType<typeof watch> | null = null;
  #count = 0;
  #isClosed = false;

  constructor(options: PageProcessOptions) {
    this.#options = options;
  }

  /** Batches that it was sent and has not answered. */
  get ahead(): number {
    return this.#sent.length;
  }

  /** Each page's asker is told what came of it: WorkerBrokenError where it, or one that crossed with it, broke the process. */
  send(pages: readonly WaitingPage[]): void {
    const batch = { number: ++this.#count, pages };
    this.#sent.push(batch);
    if (this.#isClosed) this.#rejectAll(closed());
    else if (this.#child === null) this.#start();
    else if (this.#isReady) this.#write(batch);
    this.#look();
  }

  /** Ends it at once; what is under way is given up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const child = this.#child;
    if (child === null || child.pid === undefined) return;
    await new Promise<void>((resolve) => {
      child.once('close', () => resolve());
      child.kill('SIGKILL');
    });
  }

  #start(): void {
    this.#isReady = false;
    this.#isRetired = false;
    // What libraries print about a strange page is no output of ours.
    const child = fork(this.#options.script, { ...FORK_OPTIONS, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.#child = child;
    this.#starting = setTimeout(() => child.kill('SIGKILL'), START_MS);
    child.on('message', (message) => this.#hear(message as PageWorkerMessage));
    // `close` comes behind the last message; of a process that could not be started there may be none.
    child.on('close', (code, signal) =>
      this.#ended(child, signal, new Error(`it ended with ${signal ?? `code ${code}`}`)),
    );
    child.on('error', (error) => {
      if (child.pid === undefined) this.#ended(child, null, error);
    });
  }

  #write({ number, pages }: SentBatch): void {
    for (const [at, { job }] of pages.entries()) {
      const page: PageOfBatch = { number, job, isLast: at === pages.length - 1 };
      // Where it cannot be sent, the process is gone or going, and `close` follows.
      this.#child?.send(page, () => undefined);
    }
  }

  #hear(message: PageWorkerMessage): void {
    if (message.kind === 'ready') {
      this.#isReady = true;
      this.#startsInVain = 0;
      if (this.#starting !== null) clearTimeout(this.#starting);
      for (const batch of this.#sent) this.#write(batch);
      this.#look();
      return;
    }
    const first = this.#sent[0];
    // An answer to nothing that was asked: what is next in line is not what it believes.
    if (first?.number !== message.number) return void this.#child?.kill('SIGKILL');
    this.#sent.shift();
    this.#watch?.stop();
    this.#watch = null;
    if (message.kind === 'failed') for (const { reject } of first.pages) reject(new Error(message.message));
    else for (const [at, { resolve }] of first.pages.entries()) resolve(message.pages[at] ?? null);
    if (message.kind === 'taken' && isBloated(message.residentBytes, this.#options)) this.#retire();
    this.#look();
    this.#options.onRoom();
  }

  #retire(): void {
    this.#isRetired = true;
    this.#child?.kill('SIGKILL');
  }

  /** The limits count from when a batch is the next to be answered. */
  #look(): void {
    const pid = this.#child?.pid;
    if (this.#isReady && this.#sent.length > 0 && pid !== undefined) this.#watch ??= watch(pid, this.#options);
  }

  #ended(child: ChildProcess, signal: string | null, reason: Error): void {
    if (child !== this.#child) return;
    this.#child = null;
    if (this.#starting !== null) clearTimeout(this.#starting);
    const breach = this.#watch?.stop() ?? null;
    const peakBytes = this.#watch?.peakBytes() ?? 0;
    this.#watch = null;
    if (this.#isClosed) this.#rejectAll(closed());
    else if (!this.#isReady) {
      if (++this.#startsInVain >= START_ATTEMPTS) this.#rejectAll(startFailure(reason));
    } else if (!this.#isRetired) this.#rejectNext(broken(breach, this.#options, { signal, peakBytes }));
    if (this.#sent.length > 0) this.#start();
    this.#options.onRoom();
  }

  #rejectNext(error: Error): void {
    for (const { reject } of this.#sent.shift()?.pages ?? []) reject(error);
  }

  #rejectAll(error: Error): void {
    while (this.#sent.length > 0) this.#rejectNext(error);
  }
}
