import { BasicCrawler, Configuration, LogLevel, log, type RequestQueue } from '@crawlee/basic';
import type { FrontierManager } from './frontier-manager.ts';

export interface RequestPoolOptions {
  readonly manager: FrontierManager;
  /** Requests in flight over all hosts. */
  readonly parallel: number;
  readonly signal: AbortSignal;
  /** Milliseconds until a request may be due; null where none waits. */
  readonly dueIn: () => number | null;
  readonly handle: (request: { readonly uniqueKey: string }) => Promise<void>;
}

/** A handler waits for its host's turn and for its retries of a whole list: hours are no defect, days are. */
const LONGEST_HANDLER_S = 24 * 3600;
/** Crawlee would start a `ps` each second, to resize a pool whose size is fixed. */
const NEVER_MS = 2 ** 31 - 1;
/** How often Crawlee looks for work by itself, seconds; ours is due to the millisecond, see `wakeWhenDue`. */
const POLL_S = 0.05;

/**
 * Runs Crawlee over a request manager until everything is handled or the signal aborts. Crawlee brings the pool of handlers; its own
 * files, logs, retries, sessions, statistics and signal handlers stay off.
 */
export async function runPool({ manager, parallel, signal, dueIn, handle }: RequestPoolOptions): Promise<void> {
  log.setLevel(LogLevel.OFF);
  const config = new Configuration({ persistStorage: false, purgeOnStart: false, systemInfoIntervalMillis: NEVER_MS });
  let broken: unknown = null;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const crawler = new BasicCrawler(
    {
      // Crawlee 3.18 refuses its own option `requestManager`; this one takes the same interface.
      requestQueue: manager as unknown as RequestQueue,
      requestHandler: async ({ request }) => {
        try {
          await handle(request);
        } catch (error) {
          broken ??= error;
          crawler.stop();
          // Not thrown: where its pool has ended, nobody listens to Crawlee, and the process would end with a stack trace.
          fail(error);
        }
      },
      // The same least and greatest number: the pool neither grows slowly nor shrinks while extraction keeps the processor busy.
      minConcurrency: parallel,
      maxConcurrency: parallel,
      maxRequestRetries: 0,
      requestHandlerTimeoutSecs: LONGEST_HANDLER_S,
      useSessionPool: false,
      statisticsOptions: { persistenceOptions: { enable: false }, logIntervalSecs: LONGEST_HANDLER_S },
      statusMessageLoggingInterval: LONGEST_HANDLER_S,
      autoscaledPoolOptions: { maybeRunIntervalSecs: POLL_S, loggingIntervalSecs: null },
    },
    config,
  );
  const stop = () => crawler.stop();
  signal.addEventListener('abort', stop);
  manager.whenBroken(fail);
  const wake = wakeWhenDue(crawler, dueIn, fail);
  process.on('newListener', dropCrawleesSigint);
  try {
    if (signal.aborted) return;
    const running = crawler.run();
    for (const promise of [running, failed]) promise.catch(() => undefined);
    await Promise.race([running, failed]);
  } catch (error) {
    throw broken ?? error;
  } finally {
    wake();
    process.off('newListener', dropCrawleesSigint);
    signal.removeEventListener('abort', stop);
  }
  if (broken !== null) throw broken;
}

/** Crawlee's own handler of Ctrl-C would leave its pool with handlers still running; ours stops it through the signal. */
function dropCrawleesSigint(event: string | symbol, listener: (...args: unknown[]) => void): void {
  if (event === 'SIGINT' && listener.name === 'sigintHandler') setImmediate(() => process.off('SIGINT', listener));
}

/** Tells the pool when the next host is due, so that a short pace is not rounded up to its polling. */
function wakeWhenDue(crawler: BasicCrawler, dueIn: () => number | null, fail: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout;
  const later = (wait: number | null) => {
    timer = setTimeout(look, Math.max(5, Math.min(wait ?? POLL_S * 1000, POLL_S * 1000)));
  };
  // What the frontier throws here has no other listener.
  const look = () => {
    try {
      const wait = dueIn();
      if (wait !== null && wait < POLL_S * 1000) crawler.autoscaledPool?.notify().catch(fail);
      later(wait);
    } catch (error) {
      fail(error);
    }
  };
  later(null);
  return () => clearTimeout(timer);
}
