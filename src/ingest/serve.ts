import workerpool from 'workerpool';
import type { JobStarted, WorkerAnswer } from './job.ts';
import { liveAsWorker, ownResidentBytes } from './worker-life.ts';

/** Makes this process a worker that does one kind of job, until the process that started it ends it or is gone. */
export function serve<J, R>(read: (job: J) => R | Promise<R>): void {
  liveAsWorker();
  workerpool.worker({
    read: async (job: J): Promise<WorkerAnswer<R>> => {
      workerpool.workerEmit({ pid: process.pid } satisfies JobStarted);
      // The message leaves before the work begins.
      await new Promise((resolve) => setImmediate(resolve));
      const result = await read(job);
      return { result, residentBytes: ownResidentBytes() };
    },
  });
}
