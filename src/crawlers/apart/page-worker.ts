/** Entry of a process that takes a crawl's pages apart, in the order in which they come. */
import { liveAsWorker, ownResidentBytes } from '../../ingest/worker-life.ts';
import { messageOf } from '../../message-of.ts';
import type { PageAnswer, PageBatch, PageWorkerMessage } from './job.ts';
import { takeApart } from './take-apart.ts';

const say = (message: PageWorkerMessage): void => void process.send?.(message);

async function take({ number, jobs }: PageBatch): Promise<PageWorkerMessage> {
  const pages: (PageAnswer | null)[] = [];
  try {
    for (const job of jobs) pages.push(await takeApart(job));
    return { kind: 'taken', number, pages, residentBytes: ownResidentBytes() };
  } catch (error) {
    return { kind: 'failed', number, message: messageOf(error) };
  }
}

liveAsWorker();
let line = Promise.resolve();
process.on('message', (batch: PageBatch) => {
  line = line.then(async () => say(await take(batch)));
});
say({ kind: 'ready' });
