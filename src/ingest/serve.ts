import { Worker } from 'node:worker_threads';
import workerpool from 'workerpool';
import type { JobStarted, WorkerAnswer } from './job.ts';

/** Makes this process a worker that does one kind of job, until the process that started it ends it or is gone. */
export function serve<J, R>(read: (job: J) => R | Promise<R>): void {
  // Who started it is gone, and with it whoever would take the answer: nothing to be said of that.
  process.on('error', () => process.exit());
  // A killed parent closes the channel, but a worker stuck in a loop never hears of it: this thread does.
  new Worker(new URL(import.meta.url.replace(/serve(?=\.[jt]s$)/, 'orphan-guard')), {
    workerData: { parent: process.ppid },
    stdin: false,
  }).unref();
  // Ctrl-C and a service manager's stop reach the whole group: the parent decides what becomes of the file, which did nothing wrong.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  workerpool.worker({
    read: async (job: J): Promise<WorkerAnswer<R>> => {
      workerpool.workerEmit({ pid: process.pid } satisfies JobStarted);
      // The message leaves before the work begins.
      await new Promise((resolve) => setImmediate(resolve));
      const result = await read(job);
      return { result, residentBytes: process.memoryUsage.rss() };
    },
  });
}
