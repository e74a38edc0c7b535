import { once } from 'node:events';

/** Resolves once the promise does or the signal aborts; what waits then waits for the next run. */
export async function unlessAborted(signal: AbortSignal, promise: Promise<void>): Promise<void> {
  if (signal.aborted) return;
  const done = new AbortController();
  try {
    await Promise.race([promise, once(signal, 'abort', { signal: done.signal }).catch(() => undefined)]);
  } finally {
    done.abort();
  }
}
