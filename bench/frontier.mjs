/**
 * Crawls the generated portal (1,500 pages by default, archive only) while 2,000, 20,000 and 200,000 requests of other portals wait in the
 * frontier, each in a process of its own, in turn, several times round. Prints medians: pages a second, processor seconds and peak memory of
 * the main process, and their ratios to the smallest frontier. Goal: within 10 %.
 *
 *   npm run build && node bench/frontier.mjs [pages] [rounds] [entries …]
 */
import './usage.mjs';
import { measure, medianOf, startPortal } from './crawl/processes.mjs';

const [pages = 1500, rounds = 3, ...entries] = process.argv.slice(2).map(Number);
const sizes = entries.length > 0 ? entries : [2_000, 20_000, 200_000];

const portal = await startPortal(pages);
/** The requests are put in by a process of their own: the memory that this takes is not the crawl's. */
const crawlBeside = (size) =>
  measure('frontier/crawl.mjs', [portal.url], { script: 'frontier/fill.mjs', args: [size] });
const runs = new Map(sizes.map((size) => [size, []]));
for (let round = 0; round < rounds; round++) for (const size of sizes) runs.get(size).push(await crawlBeside(size));
portal.close();

const rows = sizes.map((size) => {
  const median = medianOf(runs.get(size));
  return {
    entries: size,
    'pages/s': Math.round((median.pages / median.seconds) * 10) / 10,
    'CPU s': Math.round(median.cpu * 10) / 10,
    'peak MB': Math.round(median.peak / 1e6),
  };
});
console.table(rows);
for (const row of rows.slice(1)) {
  const ratio = (key) => (row[key] / rows[0][key]).toFixed(2);
  console.log(
    `${row.entries} entries: ${ratio('pages/s')} times the pages a second of ${rows[0].entries}, ${ratio('CPU s')} times the processor, ${ratio('peak MB')} times the memory`,
  );
}
