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
      return { result, residentBytes: residentBytes() };
    },
  });
}

/** What this process may have more of than was told last. */
const SLACK = 1.25;
let told = 0;

/**
 * Memory that is resident, or was a while ago: what it has now is at most a quarter more. To ask for it opens a file of the system's each time;
 * the most that it ever had costs next to nothing, and while that is hardly more than what was told, it need not be asked.
 */
function residentBytes(): number {
  if (process.resourceUsage().maxRSS * 1024 > told * SLACK) told = process.memoryUsage.rss();
  return told;
}
