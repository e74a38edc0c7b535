/** How fast a number of documents was read. */
export interface Throughput {
  readonly documents: number;
  /** Wall time. */
  readonly seconds: number;
  /** Processor time of all processes that took part; null where the system does not tell. */
  readonly cpuSeconds: number | null;
}

/** Reads each file once, `parallel` at a time; returns the wall time in seconds. */
export async function readAll(
  files: readonly string[],
  parallel: number,
  read: (file: string) => Promise<unknown>,
): Promise<number> {
  const startedAt = performance.now();
  const queue = files.values();
  // One iterator for all parallel: each takes the next file as soon as it is free.
  const worker = async (): Promise<void> => {
    for (const file of queue) await read(file);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return (performance.now() - startedAt) / 1000;
}

/** V8 compiles the readers' hot functions within some 200 pages: those take half as long again as the following ones. */
const WARM_MS = 3000;

/** Reads files again and again, `parallel` at a time, so that what is measured afterwards is the steady pace. */
export async function warmUp(
  files: readonly string[],
  parallel: number,
  read: (file: string) => Promise<unknown>,
): Promise<void> {
  const until = performance.now() + WARM_MS;
  const worker = async (_: unknown, first: number): Promise<void> => {
    for (let index = first; performance.now() < until; index += parallel) {
      const file = files[index % files.length];
      if (file === undefined) return;
      await read(file);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}
