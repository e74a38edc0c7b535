import { Worker } from 'node:worker_threads';

/** Makes this process one that lives as long as the one that started it, which alone ends it before. */
export function liveAsWorker(): void {
  // Who started it is gone, and with it whoever would take the answer: nothing to be said of that.
  process.on('error', () => process.exit());
  // A killed parent closes the channel, but a worker stuck in a loop never hears of it: this thread does.
  new Worker(new URL(import.meta.url.replace(/worker-life(?=\.[jt]s$)/, 'orphan-guard')), {
    workerData: { parent: process.ppid },
    stdin: false,
  }).unref();
  // Ctrl-C and a service manager's stop reach the whole group: the parent decides what becomes of the file, which did nothing wrong.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}

/** What this process may have more of than was told last. */
const SLACK = 1.25;
let told = 0;

/**
 * Memory of this process that is resident, or was a while ago: what it has now is at most a quarter more. To ask for it opens a file of the
 * system's each time; the most that it ever had costs next to nothing, and while that is hardly more than what was told, it need not be asked.
 */
export function ownResidentBytes(): number {
  if (process.resourceUsage().maxRSS * 1024 > told * SLACK) told = process.memoryUsage.rss();
  return told;
}
