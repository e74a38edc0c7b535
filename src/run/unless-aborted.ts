/** Resolves as the promise does, or with nothing once the signal aborts; what waits then waits for the next run. */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    if (signal.aborted) stop();
    // Not by a signal of its own, as `events.once` takes one: each page that a crawl sends away waits here.
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
