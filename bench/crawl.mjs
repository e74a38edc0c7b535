/**
 * Crawls the generated portal (3,000 pages by default) with nianbao, with plain Crawlee and with Scrapy (Debian's python3-scrapy), each in a
 * process of its own, one after the other and five times round, against a server in a further process. Prints medians: pages a second,
 * processor seconds and peak memory of the main process, and their ratios.
 *
 *   npm run build && node bench/crawl.mjs [pages] [rounds]
 */
import './usage.mjs';
import { spawnSync } from 'node:child_process';
import { measure, medianOf, startPortal } from './crawl/processes.mjs';

const PAGES = Number(process.argv[2] ?? 3000);
const ROUNDS = Number(process.argv[3] ?? 5);

const hasScrapy = spawnSync('/usr/bin/python3', ['-c', 'import scrapy']).status === 0;
if (!hasScrapy) console.log('Scrapy is not measured: apt-get install python3-scrapy');

const portal = await startPortal(PAGES);
const contenders = {
  'nianbao, fetch and archive': () => measure('crawl/nianbao.mjs', [portal.url, 'archive']),
  'nianbao, with extraction': () => measure('crawl/nianbao.mjs', [portal.url, 'extract']),
  'Crawlee CheerioCrawler': () => measure('crawl/crawlee.mjs', [portal.url]),
  ...(hasScrapy && { Scrapy: () => measure('crawl/scrapy.mjs', [portal.url]) }),
};
// In turn, so that what else the machine does befalls all alike.
const runs = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const [name, run] of Object.entries(contenders)) runs[name].push(await run());
portal.close();

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
