import { WarcArchive } from '../../dist/archive/warc-archive.js';
import { tuneForLongRun } from '../../dist/cli/long-run.js';
import { adHocPortals, DEFAULTS } from '../../dist/config/index.js';
import { CrawlPool } from '../../dist/crawlers/apart/crawl-pool.js';
import { crawl } from '../../dist/crawlers/crawl.js';
import { AddressPolicy } from '../../dist/crawlers/http/address.js';
import { archivedRecord } from '../../dist/store/captures.js';
import { startRun } from '../../dist/store/runs.js';
import { openStore } from '../../dist/store/store.js';
import { report } from '../crawl/report.mjs';
import { waitingPortals } from './waiting.mjs';

const PARALLEL = 16;

const [folder, url] = process.argv.slice(2);
tuneForLongRun();
const [asked] = adHocPortals([url]);
const others = waitingPortals();
const store = openStore(folder);
const runId = startRun(store, 'bench');

const archive = new WarcArchive(folder, { archived: (digest) => archivedRecord(store, digest) });
const pool = new CrawlPool();
const controller = new AbortController();

let pages = 0;
// Opening a large database and its hosts is not what is measured.
let startedAt = 0;
let cpu = process.cpuUsage();
await crawl({
  store,
  archive,
  ingestQueue: null,
  pages: pool,
  runId,
  portals: [
    { config: asked, settings: { ...DEFAULTS, delay: 0, concurrency: PARALLEL } },
    ...others.map((config) => ({ config, settings: { ...DEFAULTS, delay: 0, concurrency: 1 } })),
  ],
  userAgent: 'nianbao/bench',
  addresses: new AddressPolicy(['127.0.0.1']),
  parallel: PARALLEL,
  signal: controller.signal,
  onEvent: ({ portalId, open }) => {
    if (startedAt === 0) {
      startedAt = performance.now();
      cpu = process.cpuUsage();
    }
    if (portalId !== asked.id) return;
    pages++;
    if (open === 0) controller.abort();
  },
});
const { user, system } = process.cpuUsage(cpu);
report(pages, startedAt, (user + system) / 1e6);
await pool.close();
await archive.close();
store.close();
process.disconnect();
