/** Entry of an extraction worker's process. */
import { Worker } from 'node:worker_threads';
import workerpool from 'workerpool';
import type { Answer, Job, JobStarted } from './job.ts';
import { readJob } from './read-job.ts';

// A killed parent closes the channel, but a worker stuck in a loop never hears of it: this thread does.
new Worker(new URL(import.meta.url.replace(/worker(?=\.[jt]s$)/, 'orphan-guard')), {
  workerData: { parent: process.ppid },
  stdin: false,
}).unref();

// Ctrl-C and a service manager's stop reach the whole group: the parent decides what becomes of the file, which did nothing wrong.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

async function read(job: Job): Promise<Answer> {
  workerpool.workerEmit({ pid: process.pid } satisfies JobStarted);
  // The message leaves before the work begins.
  await new Promise((resolve) => setImmediate(resolve));
  const result = await readJob(job);
  return { result, residentBytes: process.memoryUsage.rss() };
}

workerpool.worker({ read });
