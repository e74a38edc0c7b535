import type { BrowserContext, Browser as Program } from 'playwright';
import { messageOf } from '../../message-of.ts';
import { BrowserMissingError, findBrowser } from './find.ts';

/** The browser, or one of its pages, ended while it was used: killed, out of memory, or broken by the page. */
export class BrowserCrashedError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'BrowserCrashedError';
  }
}

const ARGUMENTS = [
  // All requests are made by our own fetcher; whatever slips past the interception finds no host.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Scripts that look for peers send packets past all of that, to this machine and its neighbours.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--dns-prefetch-disable',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--mute-audio',
];
/** A loaded machine starts Chromium in ten seconds; milliseconds. */
const START_MS = 60_000;
/** A page whose script never ends may keep its context from closing; milliseconds. */
const CLOSE_MS = 10_000;
/** Twice the patience that any page is given: whoever takes longer hangs in the browser; milliseconds. */
const LONGEST_USE_MS = 180_000;

/** One Chromium process tree, and how much it was used. */
export class RunningBrowser {
  readonly #program: Program;
  #pages = 0;
  #active = 0;
  #retired = false;

  private constructor(program: Program) {
    this.#program = program;
  }

  /** @throws BrowserMissingError where none is installed or it does not start. */
  static async start(): Promise<RunningBrowser> {
    const { chromium } = await import('playwright');
    const executablePath = findBrowser(() => chromium.executablePath());
    // Chromium's sandbox does not work for root, as in most containers.
    const asRoot = process.getuid?.() === 0;
    const args = asRoot ? [...ARGUMENTS, '--no-sandbox'] : ARGUMENTS;
    const quietly = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
    const launch = () => chromium.launch({ executablePath, args, timeout: START_MS, ...quietly });
    try {
      // One that was killed or starved while it started says nothing of the next.
      return new RunningBrowser(await launch().catch(launch));
    } catch (error) {
      throw new BrowserMissingError({ program: executablePath, complaint: complaintOf(error) });
    }
  }

  get isAlive(): boolean {
    return this.#program.isConnected();
  }

  /** Contexts opened so far. */
  get pages(): number {
    return this.#pages;
  }

  /** Runs `use` with a fresh context, closed afterwards. @throws BrowserCrashedError */
  async withContext<T>(userAgent: string, use: (context: BrowserContext) => Promise<T>): Promise<T> {
    this.#pages++;
    this.#active++;
    try {
      return await this.#orEnded(this.#use(userAgent, use));
    } catch (error) {
      if (!this.isAlive) throw new BrowserCrashedError('the browser ended');
      throw error;
    } finally {
      this.#active--;
      if (this.#retired && this.#active === 0) await this.close();
    }
  }

  async #use<T>(userAgent: string, use: (context: BrowserContext) => Promise<T>): Promise<T> {
    const context = await this.#program.newContext({
      userAgent,
      locale: 'zh-CN',
      serviceWorkers: 'block',
      acceptDownloads: false,
      // A page's own policy would keep us from reading the files that its scripts made.
      bypassCSP: true,
    });
    try {
      return await use(context);
    } finally {
      // A context that does not close takes its program along: it is not used again.
      if (!(await within(CLOSE_MS, context.close()))) this.retire();
    }
  }

  /** Calls to a browser that has ended, or hangs, need not come back. */
  async #orEnded<T>(used: Promise<T>): Promise<T> {
    let end = () => {};
    const ended = new Promise<never>((_, reject) => {
      end = () => reject(new BrowserCrashedError('the browser ended'));
    });
    const timer = setTimeout(() => {
      this.retire();
      end();
    }, LONGEST_USE_MS);
    this.#program.once('disconnected', end);
    if (!this.isAlive) end();
    try {
      return await Promise.race([used, ended]);
    } finally {
      clearTimeout(timer);
      this.#program.off('disconnected', end);
    }
  }

  /** Closes it as soon as its last page is done. */
  retire(): void {
    this.#retired = true;
    if (this.#active === 0) void this.close();
  }

  async close(): Promise<void> {
    await within(CLOSE_MS, this.#program.close());
  }
}

/** Whether it is done, however it ended, within so many milliseconds. */
export async function within(milliseconds: number, done: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const ended = done.then(
    () => true,
    () => true,
  );
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

/** The line of Playwright's long report that says what is wrong: a missing library, say. */
function complaintOf(error: unknown): string {
  const lines = messageOf(error)
    .split('\n')
    .map((line) => line.trim());
  const explained = lines.find((line) =>
    /error while loading|cannot open|No such file|not found|denied|FATAL/i.test(line),
  );
  return (explained ?? lines[0] ?? '').replace(/^.*?\[err\]\s*/, '').slice(0, 200);
}
