/**
 * Crawls the generated portal (3,000 pages by default) with nianbao, with plain Crawlee and with Scrapy (Debian's python3-scrapy), each in a
 * process of its own, one after the other and five times round, against a server in a further process. Prints medians: pages a second,
 * processor seconds and peak memory of the main process, and their ratios.
 *
 *   npm run build && node bench/crawl.mjs [pages] [rounds]
 */
import './usage.mjs';
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGES = Number(process.argv[2] ?? 3000);
const ROUNDS = Number(process.argv[3] ?? 5);
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

/** Figures of several runs, in the middle. */
function medianOf(runs) {
  const middle = (name) => runs.map((run) => run[name]).sort((a, b) => a - b)[runs.length >> 1];
  return { pages: middle('pages'), seconds: middle('seconds'), cpu: middle('cpu'), peak: middle('peak') };
}

const hasScrapy = spawnSync('/usr/bin/python3', ['-c', 'import scrapy']).status === 0;
if (!hasScrapy) console.log('Scrapy is not measured: apt-get install python3-scrapy');

const { child: server, message: portal } = await start('server.mjs', PAGES);
const contenders = {
  'nianbao, fetch and archive': () => measure('nianbao.mjs', portal.url, 'archive'),
  'nianbao, with extraction': () => measure('nianbao.mjs', portal.url, 'extract'),
  'Crawlee CheerioCrawler': () => measure('crawlee.mjs', portal.url),
  ...(hasScrapy && { Scrapy: () => measure('scrapy.mjs', portal.url) }),
};
// In turn, so that what else the machine does befalls all alike.
const runs = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const [name, run] of Object.entries(contenders)) runs[name].push(await run());
server.kill();

const rows = Object.entries(runs).map(([name, all]) => {
  const { pages, seconds, cpu, peak } = medianOf(all);
  return {
    name,
    pages,
    'pages/s': Math.round(pages / seconds),
    'CPU s': Math.round(cpu * 10) / 10,
    'peak MB': Math.round(peak / 1e6),
  };
});
console.table(rows);
const [archiving, extracting, ...peers] = rows;
for (const peer of peers)
  for (const ours of [archiving, extracting]) {
    const ratio = (key) => (ours[key] / peer[key]).toFixed(2);
    console.log(
      `${ours.name}: ${ratio('pages/s')} times the speed of ${peer.name}, ${ratio('peak MB')} times its memory`,
    );
  }
