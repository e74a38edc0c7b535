/**
 * Crawls a portal whose reports are built by scripts (500 pages by default), so that each is opened in Chromium, and prints the resident
 * memory of the crawl's Node processes and of all Chromium processes every 50 pages, with the greatest value and the slope. Needs Linux
 * (/proc), Chromium, and some five minutes. Exit code 1 where memory grows or a page is lost.
 *
 *   npm run build && node bench/browser.mjs [pages]
 */
import './usage.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryOf, slopeOf } from './browser/memory.mjs';
import { startScriptPortal } from './browser/portal.mjs';

const PAGES = Number(process.argv[2] ?? 500);
const EVERY = 50;
/** The first pages fill caches and pools. */
const WARM_UP = 100;
/** MB a hundred pages: the sum swings by 50 MB with pages and collections, so that a smaller slope over 500 pages is chance. */
const LARGEST_SLOPE = 25;
const PROGRAM = fileURLToPath(new URL('../bin/nianbao.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
const samples = [];
let largest = 0;
const portal = await startScriptPortal(PAGES, (pages) => {
  if (pages % EVERY !== 0) return;
  const { node, browser } = memoryOf(crawl.pid);
  samples.push({ pages, 'Node MB': node, 'Chromium MB': browser, 'sum MB': node + browser });
});
const crawl = spawn(
  process.execPath,
  [
    PROGRAM,
    'crawl',
    portal.url,
    '--data',
    folder,
    '--allow-private',
    '127.0.0.1',
    '--delay',
    '0',
    '--concurrency',
    '4',
    '--json',
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const watch = setInterval(() => {
  const { node, browser } = memoryOf(crawl.pid);
  largest = Math.max(largest, node + browser);
}, 1000);
let printed = '';
crawl.stdout.on('data', (data) => {
  printed += data;
});
await once(crawl, 'close');
clearInterval(watch);
await portal.close();
rmSync(folder, { recursive: true, force: true });

const { reports_new: reports } = JSON.parse(printed);
const slope = slopeOf(
  samples.filter(({ pages }) => pages >= WARM_UP).map((sample) => [sample.pages, sample['sum MB']]),
);
console.table(samples);
console.log(`${PAGES} pages: ${reports} reports, ${portal.blocked()} requests for images, fonts, styles and media`);
console.log(`largest: ${largest} MB; slope after ${WARM_UP} pages: ${(slope * 100).toFixed(1)} MB a hundred pages`);
if (slope * 100 > LARGEST_SLOPE || reports !== PAGES || portal.blocked() > 0) process.exitCode = 1;
