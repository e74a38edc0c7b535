import PQueue from 'p-queue';
import type { BrowserContext, Browser as Program } from 'playwright';
import { findBrowser } from './find.ts';

/** Two pages at once: a page of a portal takes 100 to 200 MB. */
const PAGES_AT_ONCE = 2;
/** Chromium keeps a little of each page; a new one after so many keeps it all bounded. */
const PAGES_A_PROGRAM = 100;

const ARGUMENTS = [
  // All requests are made by our own fetcher; whatever slips past the interception finds no host.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--mute-audio',
];

/** One Chromium for the whole run, started when the first page needs it. Each page has a context of its own, closed afterwards. */
export class SharedBrowser {
  readonly #userAgent: string;
  readonly #lane = new PQueue({ concurrency: PAGES_AT_ONCE });
  #program: Promise<Program> | null = null;
  #pages = 0;
  #active = 0;

  constructor(userAgent: string) {
    this.#userAgent = userAgent;
  }

  /** Runs `use` with a fresh context as soon as there is room. @throws BrowserMissingError */
  withContext<T>(use: (context: BrowserContext) => Promise<T>): Promise<T> {
    return this.#lane.add(async () => {
      const program = await this.#open();
      this.#active++;
      const context = await program.newContext({
        userAgent: this.#userAgent,
        locale: 'zh-CN',
        serviceWorkers: 'block',
        acceptDownloads: false,
      });
      try {
        return await use(context);
      } finally {
        this.#active--;
        await context.close().catch(() => undefined);
      }
    });
  }

  async close(): Promise<void> {
    this.#lane.clear();
    const program = this.#program;
    this.#program = null;
    await (await program?.catch(() => undefined))?.close();
  }

  async #open(): Promise<Program> {
    this.#pages++;
    if (this.#program !== null && this.#pages > PAGES_A_PROGRAM && this.#active === 0) {
      this.#pages = 1;
      await this.close();
    }
    if (this.#program !== null && !(await this.#program).isConnected()) this.#program = null;
    this.#program ??= launch();
    this.#program.catch(() => {
      this.#program = null;
    });
    return this.#program;
  }
}

async function launch(): Promise<Program> {
  const { chromium } = await import('playwright');
  const executablePath = findBrowser(() => chromium.executablePath());
  // Chromium's sandbox does not work for root, as in most containers.
  const asRoot = process.getuid?.() === 0;
  const args = asRoot ? [...ARGUMENTS, '--no-sandbox'] : ARGUMENTS;
  return chromium.launch({ executablePath, args, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
}
