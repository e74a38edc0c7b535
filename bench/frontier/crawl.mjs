import { WarcArchive } from '../../dist/archive/warc-archive.js';
import { tuneForLongRun } from '../../dist/cli/long-run.js';
import { adHocPortals, DEFAULTS } from '../../dist/config/index.js';
import { CrawlPool } from '../../dist/crawlers/apart/crawl-pool.js';
import { crawl } from '../../dist/crawlers/crawl.js';
import { AddressPolicy } from '../../dist/crawlers/http/address.js';
import { hostOf } from '../../dist/crawlers/http/scope.js';
import { archivedRecord } from '../../dist/store/captures.js';
import { startRun } from '../../dist/store/runs.js';
import { openStore } from '../../dist/store/store.js';
import { report } from '../crawl/report.mjs';

/** Hosts that the waiting requests are of, which have asked to be left alone for ten minutes. */
const HOSTS = 20;
const PARALLEL = 16;
const TEN_MINUTES = 600_000;

const [folder, url, entries] = process.argv.slice(2);
tuneForLongRun();
const others = adHocPortals(Array.from({ length: HOSTS }, (_, number) => `http://127.0.0.1:${number + 1}/nb/`));
const [asked] = adHocPortals([url]);

const store = openStore(folder);
const runId = startRun(store, 'bench');
store.transaction(() => {
  for (const [number, portal] of others.entries()) {
    const { host } = new URL(portal.channels[0].url);
    store.run(
      'INSERT INTO host (name, delay_ms, parallel, next_at) VALUES (?, 0, 1, ?)',
      hostOf(portal.channels[0].url),
      Date.now() + TEN_MINUTES,
    );
    store.run('INSERT INTO portal (id, name, visit_run_id) VALUES (?, ?, ?)', portal.id, portal.name, runId);
    for (let entry = number; entry < Number(entries); entry += HOSTS) {
      const address = `http://${host}/nb/t20240131_${entry}.html`;
      store.run(
        `INSERT INTO request (key, portal_id, kind, url, host, priority, details, run_id) VALUES (?, ?, 'detail', ?, ?, 1, ?, ?)`,
        `${portal.id} ${address}`,
        portal.id,
        address,
        hostOf(address),
        JSON.stringify({ http: {}, list: { page: 1 }, hints: { title: '清溪县2023年政府信息公开工作年度报告' } }),
        runId,
      );
    }
  }
});

const archive = new WarcArchive(folder, { archived: (digest) => archivedRecord(store, digest) });
const pool = new CrawlPool();
const controller = new AbortController();

let pages = 0;
// What stands before the crawl, the entries and their hosts, is not what is measured.
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
