import { once } from 'node:events';

/** Resolves as the promise does, or with nothing once the signal aborts; what waits then waits for the next run. */
export async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  const done = new AbortController();
  try {
    const aborted = once(signal, 'abort', { signal: done.signal }).then(nothing, nothing);
    return await Promise.race([promise, aborted]);
  } finally {
    done.abort();
  }
}

const nothing = (): undefined => undefined;
