/** Entry of a process that takes a crawl's pages apart, in the order in which they come. */
import { setImmediate } from 'node:timers/promises';
import { liveAsWorker, ownResidentBytes } from '../../ingest/worker-life.ts';
import { messageOf } from '../../message-of.ts';
import type { PageAnswer, PageOfBatch, PageWorkerMessage } from './job.ts';
import { takeApart } from './take-apart.ts';

const say = (message: PageWorkerMessage): void => void process.send?.(message);

/** Of the batch that is under way. */
let pages: (PageAnswer | null)[] = [];
let defect: string | null = null;

async function take({ number, job, isLast }: PageOfBatch): Promise<void> {
  try {
    pages.push(defect === null ? await takeApart(job) : null);
  } catch (error) {
    defect = messageOf(error);
  }
  if (isLast) {
    if (defect === null) say({ kind: 'taken', number, pages, residentBytes: ownResidentBytes() });
    else say({ kind: 'failed', number, message: defect });
    pages = [];
    defect = null;
  }
  // What has come meanwhile is taken out of the pipe, and the next can come.
  await setImmediate();
}

liveAsWorker();
let line = Promise.resolve();
process.on('message', (page: PageOfBatch) => {
  line = line.then(() => take(page));
});
say({ kind: 'ready' });
