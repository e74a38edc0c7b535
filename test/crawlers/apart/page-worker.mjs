// Takes pages apart as a crawl's process for them does; a page's address says what befalls it.
import { takeApart } from '../../../dist/crawlers/apart/take-apart.js';

const held = [];

async function take({ number, jobs }) {
  const pages = [];
  let residentBytes = 1;
  for (const job of jobs) {
    const { url } = job.answer;
    if (url.includes('break')) process.exit(1);
    if (url.includes('loop')) for (;;);
    if (url.includes('swell')) for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
    if (url.includes('wait')) await new Promise((resolve) => setTimeout(resolve, 300));
    if (url.includes('defect')) return { kind: 'failed', number, message: 'a defect of ours' };
    if (url.includes('bloat')) residentBytes = 2 ** 40;
    pages.push(url.includes('pid') ? { plan: { pid: process.pid } } : await takeApart(job));
  }
  return { kind: 'taken', number, pages, residentBytes };
}

let line = Promise.resolve();
process.on('message', (batch) => {
  line = line.then(async () => process.send(await take(batch)));
});
process.send({ kind: 'ready' });
