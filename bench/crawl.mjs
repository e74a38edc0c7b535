/**
 * Crawls the generated portal (3,000 pages by default) with nianbao and with plain Crawlee, each in a process of its own, one after the
 * other, against a server in a third process. Prints pages a second, processor seconds and peak memory.
 *
 *   npm run build && node bench/crawl.mjs [pages]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGES = Number(process.argv[2] ?? 3000);
const here = (name) => fileURLToPath(new URL(`crawl/${name}`, import.meta.url));

/** Starts a script and resolves with its first message. Only the server needs TypeScript: it is not measured. */
async function start(script, ...args) {
  const execArgv = script === 'server.mjs' ? ['--import', 'tsx'] : [];
  const child = fork(here(script), args.map(String), { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with code ${code}`);
    }),
  ]);
  return { child, message };
}

async function measure(script, ...args) {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  try {
    const { child, message } = await start(script, folder, ...args);
    if (child.exitCode === null) await once(child, 'exit');
    return message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { child: server, message: portal } = await start('server.mjs', PAGES);
const results = {
  'nianbao, fetch and archive': await measure('nianbao.mjs', portal.url, 'archive'),
  'nianbao, with extraction': await measure('nianbao.mjs', portal.url, 'extract'),
  'Crawlee CheerioCrawler': await measure('crawlee.mjs', portal.url),
};
server.kill();

const rows = Object.entries(results).map(([name, { pages, seconds, cpu, peak }]) => ({
  name,
  pages,
  'pages/s': Math.round(pages / seconds),
  'CPU s': Math.round(cpu * 10) / 10,
  'peak MB': Math.round(peak / 1e6),
}));
console.table(rows);
const [ours, , theirs] = rows;
console.log(
  `speed: ${(ours['pages/s'] / theirs['pages/s']).toFixed(2)} times, memory: ${(ours['peak MB'] / theirs['peak MB']).toFixed(2)} times Crawlee's`,
);
