// Answers pages as a crawl's process for them does; a page's address says what befalls it. What real pages give is tested where the
// program's own process takes them apart: loading all that this takes would be most of what these tests cost.

const held = [];
let pages = [];
/** It has told of too much memory, and what comes from then on waits: were it answered, nobody would see whether it is sent anew. */
let isBloated = false;

/** The answer to a page that says that it does not exist, with its address in it. */
const answered = (url) => ({
  plan: { failure: { code: 'soft_error', message: url } },
  wantsScripts: false,
  reading: null,
});

async function taken({ answer: { url } }) {
  if (url.includes('break')) process.exit(1);
  if (url.includes('loop')) for (;;);
  if (url.includes('swell')) for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
  if (url.includes('wait')) await new Promise((resolve) => setTimeout(resolve, 300));
  return url.includes('pid') ? { plan: { pid: process.pid } } : answered(url);
}

async function take({ number, job, isLast }) {
  const { url } = job.answer;
  if (isBloated) await new Promise(() => undefined);
  pages.push(await taken(job));
  if (!isLast) return;
  isBloated = url.includes('bloat');
  const residentBytes = isBloated ? 2 ** 40 : 1;
  if (url.includes('defect')) process.send({ kind: 'failed', number, message: 'a defect of ours' });
  else process.send({ kind: 'taken', number, pages, residentBytes });
  pages = [];
}

let line = Promise.resolve();
process.on('message', (page) => {
  line = line.then(() => take(page));
});
process.send({ kind: 'ready' });
