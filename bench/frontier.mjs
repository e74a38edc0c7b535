/**
 * Crawls the generated portal (1,500 pages by default, archive only) while 2,000, 20,000 and 200,000 requests of other portals wait in the
 * frontier, each in a process of its own, in turn, several times round. Prints medians: pages a second, processor seconds and peak memory of
 * the main process, and their ratios to the smallest frontier. Goal: within 10 %.
 *
 *   npm run build && node bench/frontier.mjs [pages] [rounds] [entries …]
 */
import './usage.mjs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [pages = 1500, rounds = 3, ...entries] = process.argv.slice(2).map(Number);
const sizes = entries.length > 0 ? entries : [2_000, 20_000, 200_000];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

async function messageOf(child) {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process ended with code ${code}`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
}

async function measure(url, size) {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  try {
    // In a process of its own: the memory that putting them in takes is not the crawl's.
    const [code] = await once(fork(here('frontier/fill.mjs'), [folder, String(size)]), 'exit');
    if (code !== 0) throw new Error(`a process ended with code ${code}`);
    const child = fork(here('frontier/crawl.mjs'), [folder, url]);
    const message = await messageOf(child);
    if (child.exitCode === null) await once(child, 'exit');
    return message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const server = fork(here('crawl/server.mjs'), [String(pages)], { execArgv: ['--import', 'tsx'] });
const { url } = await messageOf(server);
const runs = new Map(sizes.map((size) => [size, []]));
for (let round = 0; round < rounds; round++) for (const size of sizes) runs.get(size).push(await measure(url, size));
server.kill();

const medianOf = (all, name) => all.map((run) => run[name]).sort((a, b) => a - b)[all.length >> 1];
const rows = sizes.map((size) => {
  const all = runs.get(size);
  return {
    entries: size,
    'pages/s': Math.round((medianOf(all, 'pages') / medianOf(all, 'seconds')) * 10) / 10,
    'CPU s': Math.round(medianOf(all, 'cpu') * 10) / 10,
    'peak MB': Math.round(medianOf(all, 'peak') / 1e6),
  };
});
console.table(rows);
for (const row of rows.slice(1)) {
  const ratio = (key) => (row[key] / rows[0][key]).toFixed(2);
  console.log(
    `${row.entries} entries: ${ratio('pages/s')} times the pages a second of ${rows[0].entries}, ${ratio('CPU s')} times the processor, ${ratio('peak MB')} times the memory`,
  );
}
