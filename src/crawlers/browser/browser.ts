import PQueue from 'p-queue';
import type { BrowserContext } from 'playwright';
import { RunningBrowser } from './program.ts';

/** Two pages at once: a page of a portal takes 100 to 200 MB. */
const PAGES_AT_ONCE = 2;
/** Chromium keeps a little of each page; a new one after so many keeps it all bounded. */
const PAGES_A_PROGRAM = 100;

/** One Chromium for the whole run, started when the first page needs it. Each page has a context of its own, closed afterwards. */
export class SharedBrowser {
  readonly #userAgent: string;
  readonly #queue = new PQueue({ concurrency: PAGES_AT_ONCE });
  #program: Promise<RunningBrowser> | null = null;

  constructor(userAgent: string) {
    this.#userAgent = userAgent;
  }

  /** Runs `use` with a fresh context as soon as there is room. @throws BrowserMissingError, BrowserCrashedError */
  withContext<T>(signal: AbortSignal, use: (context: BrowserContext) => Promise<T>): Promise<T> {
    return this.#queue.add(async () => {
      signal.throwIfAborted();
      const program = await this.#running();
      return program.withContext(this.#userAgent, use);
    });
  }

  async close(): Promise<void> {
    const program = this.#program;
    this.#program = null;
    await (await program?.catch(() => undefined))?.close();
  }

  /** A program that does not start is not tried again: whatever is wrong with it concerns all pages. */
  async #running(): Promise<RunningBrowser> {
    this.#program ??= RunningBrowser.start();
    const starting = this.#program;
    const program = await starting;
    if (program.isAlive && program.pages < PAGES_A_PROGRAM) return program;
    // Pages that are open finish in the old program, beside the new one. The first to see it replaces it.
    program.retire();
    if (this.#program === starting) this.#program = RunningBrowser.start();
    return this.#running();
  }
}
