// Takes pages and files as a crawl's worker would; the name of a file, or the address of a page, says what it does with it.
import workerpool from 'workerpool';
import { takeApart } from '../../../dist/crawlers/apart/take-apart.js';
import { pack } from '../../../dist/ingest/crossing.js';
import { readJob } from '../../../dist/ingest/read-job.js';

const answer = async (asked) => {
  if (asked.kind === 'pages') {
    if (asked.jobs.some(({ answer: { url } }) => url.includes('break'))) process.exit(1);
    return { kind: 'pages', pages: await Promise.all(asked.jobs.map(takeApart)) };
  }
  if (asked.job.hints.name === 'long.pdf') await new Promise((resolve) => process.once('SIGUSR2', resolve));
  return { kind: 'file', result: pack(await readJob(asked.job)) };
};

workerpool.worker({
  async read(asked) {
    workerpool.workerEmit({ pid: process.pid });
    await new Promise((resolve) => setImmediate(resolve));
    return { result: await answer(asked), residentBytes: process.memoryUsage.rss() };
  },
});
