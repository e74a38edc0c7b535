/** Puts requests of other portals into the frontier of a new data folder: `node fill.mjs FOLDER ENTRIES`. */
import { hostOf } from '../../dist/crawlers/http/scope.js';
import { startRun } from '../../dist/store/runs.js';
import { openStore } from '../../dist/store/store.js';
import { waitingPortals } from './waiting.mjs';

const TEN_MINUTES = 600_000;

const [folder, entries] = process.argv.slice(2);
const store = openStore(folder);
const runId = startRun(store, 'bench');
const portals = waitingPortals();
store.transaction(() => {
  for (const [number, portal] of portals.entries()) {
    const { host } = new URL(portal.channels[0].url);
    store.run(
      'INSERT INTO host (name, delay_ms, parallel, next_at) VALUES (?, 0, 1, ?)',
      hostOf(portal.channels[0].url),
      Date.now() + TEN_MINUTES,
    );
    store.run('INSERT INTO portal (id, name, visit_run_id) VALUES (?, ?, ?)', portal.id, portal.name, runId);
    for (let entry = number; entry < Number(entries); entry += portals.length) {
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
store.close();
