import { WarcArchive } from '../../dist/archive/warc-archive.js';
import { tuneForLongRun } from '../../dist/cli/long-run.js';
import { adHocPortals, DEFAULTS } from '../../dist/config/index.js';
import { CrawlPool } from '../../dist/crawlers/apart/crawl-pool.js';
import { crawl } from '../../dist/crawlers/crawl.js';
import { AddressPolicy } from '../../dist/crawlers/http/address.js';
import { Ingest } from '../../dist/ingest/index.js';
import { archivedRecord } from '../../dist/store/captures.js';
import { startRun } from '../../dist/store/runs.js';
import { openStore } from '../../dist/store/store.js';
import { report } from './report.mjs';

/** As many at once as CheerioCrawler is allowed. */
const PARALLEL = 16;

const [folder, url, mode] = process.argv.slice(2);
tuneForLongRun();
const startedAt = performance.now();
const store = openStore(folder);
const runId = startRun(store, 'bench');
const archive = new WarcArchive(folder, { archived: (digest) => archivedRecord(store, digest) });
const pool = new CrawlPool();
const queue = mode === 'extract' ? new Ingest(store, { runId, pool }) : null;
let pages = 0;
await crawl({
  store,
  archive,
  ingestQueue: queue,
  pages: pool,
  runId,
  portals: adHocPortals([url]).map((config) => ({
    config,
    settings: { ...DEFAULTS, delay: 0, concurrency: PARALLEL },
  })),
  userAgent: 'nianbao/bench',
  addresses: new AddressPolicy(['127.0.0.1']),
  parallel: PARALLEL,
  signal: new AbortController().signal,
  onEvent: () => {
    pages++;
  },
});
await queue?.drain();
await queue?.close();
await pool.close();
await archive.close();
store.close();
report(pages, startedAt);
process.disconnect();
