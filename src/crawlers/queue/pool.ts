import { AutoscaledPool, Configuration, LogLevel, log } from '@crawlee/core';

export interface RequestPoolOptions<Q> {
  /** The next request whose host is due; null: none is. */
  readonly take: () => Promise<Q | null>;
  /** Whether `take` would find one now. */
  readonly isDue: () => boolean;
  /** Milliseconds until a request may be due; null where none waits. */
  readonly dueIn: () => number | null;
  /** Nothing waits, and nothing more will be handed out. */
  readonly isFinished: () => boolean;
  /** Handles a request to its end; `arrived` tells that nothing more will be asked of the network for it. */
  readonly handle: (request: Q, arrived: () => void) => Promise<void>;
  /** Requests in flight over all hosts. */
  readonly parallel: number;
  /** Requests whose answers are here and that are not at their end yet, besides; what answers hold is in memory so long. */
  readonly arrivedAtMost: number;
  readonly signal: AbortSignal;
}

/** Crawlee would start a `ps` each second, to resize a pool whose size is fixed. */
const NEVER_MS = 2 ** 31 - 1;
/** How often the pool looks for work by itself, seconds; ours is due to the millisecond, see `wakeWhenDue`. */
const POLL_S = 0.05;

/**
 * Handles requests in Crawlee's pool until everything is handled or the signal aborts: what is under way then comes to its end. Crawlee's
 * crawlers are built on the same pool; their queues, retries, sessions and time limits would stand beside those of the frontier, and the time
 * limits alone, which follow every promise through its callbacks, cost a tenth of a crawl.
 * @throws the first error of a function that it was given; what is under way is left to end by itself.
 */
export async function runPool<Q>(options: RequestPoolOptions<Q>): Promise<void> {
  const { take, isDue, dueIn, isFinished, handle, parallel, arrivedAtMost, signal } = options;
  if (signal.aborted) return;
  log.setLevel(LogLevel.OFF);
  let broken: { readonly error: unknown } | null = null;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      broken ??= { error };
      reject(broken.error);
    };
  });
  let isEnded = false;
  const isOver = (): boolean => isEnded || broken !== null || signal.aborted;
  /** Where one of them throws, nothing more is asked of any. Never thrown on: the pool asks from timers, too, where nobody would hear it. */
  const ask = async <T>(what: () => T | Promise<T>, otherwise: T): Promise<T> => {
    if (isOver()) return otherwise;
    try {
      return await what();
    } catch (error) {
      fail(error);
      return otherwise;
    }
  };
  let inFlight = 0;
  /** Counts a request; returns what tells, once, that it has arrived. */
  const takeOff = (): (() => void) => {
    inFlight++;
    let isInFlight = true;
    return () => {
      if (!isInFlight) return;
      isInFlight = false;
      inFlight--;
      void pool.notify();
    };
  };
  const pool = new AutoscaledPool(
    {
      isTaskReadyFunction: () => ask(() => inFlight < parallel && isDue(), false),
      isFinishedFunction: () => ask(isFinished, true),
      runTaskFunction: async () => {
        const arrived = takeOff();
        const request = await ask(take, null);
        if (request !== null) await handle(request, arrived).catch(fail);
        arrived();
      },
      // The same least and greatest number: the pool neither grows slowly nor shrinks while extraction keeps the processor busy.
      minConcurrency: parallel + arrivedAtMost,
      maxConcurrency: parallel + arrivedAtMost,
      maybeRunIntervalSecs: POLL_S,
      loggingIntervalSecs: null,
    },
    new Configuration({ persistStorage: false, purgeOnStart: false, systemInfoIntervalMillis: NEVER_MS }),
  );
  const asleep = wakeWhenDue(pool, () => ask(dueIn, null));
  try {
    const running = pool.run();
    for (const promise of [running, failed]) promise.catch(() => undefined);
    await Promise.race([running, failed]);
  } finally {
    isEnded = true;
    asleep();
    if (broken !== null) await pool.abort();
  }
}

/** Tells the pool when the next host is due, so that a short pace is not rounded up to its polling. */
function wakeWhenDue(pool: AutoscaledPool, dueIn: () => Promise<number | null>): () => void {
  let timer: NodeJS.Timeout | null = null;
  const later = (wait: number | null) => {
    if (timer !== null) timer = setTimeout(look, Math.max(5, Math.min(wait ?? POLL_S * 1000, POLL_S * 1000)));
  };
  const look = async () => {
    const wait = await dueIn();
    if (wait !== null && wait < POLL_S * 1000) await pool.notify();
    later(wait);
  };
  timer = setTimeout(look, POLL_S * 1000);
  return () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}
