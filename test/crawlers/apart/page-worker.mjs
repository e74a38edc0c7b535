// Takes pages apart as a crawl's process for them does; a page's address says what befalls it.
import { takeApart } from '../../../dist/crawlers/apart/take-apart.js';

const held = [];
let pages = [];

async function taken(job) {
  const { url } = job.answer;
  if (url.includes('break')) process.exit(1);
  if (url.includes('loop')) for (;;);
  if (url.includes('swell')) for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
  if (url.includes('wait')) await new Promise((resolve) => setTimeout(resolve, 300));
  return url.includes('pid') ? { plan: { pid: process.pid } } : await takeApart(job);
}

async function take({ number, job, isLast }) {
  const { url } = job.answer;
  pages.push(await taken(job));
  if (!isLast) return;
  const residentBytes = url.includes('bloat') ? 2 ** 40 : 1;
  if (url.includes('defect')) process.send({ kind: 'failed', number, message: 'a defect of ours' });
  else process.send({ kind: 'taken', number, pages, residentBytes });
  pages = [];
}

let line = Promise.resolve();
process.on('message', (page) => {
  line = line.then(() => take(page));
});
process.send({ kind: 'ready' });
