// Archives and indexes numbered pages, eight at a time, until it is killed: `node killed-writer.mjs DATA-FOLDER PAGES`.
import { createHash } from 'node:crypto';
import { WarcArchive } from '../../dist/archive/warc-archive.js';
import { addCaptures, archivedRecord, openStore, recover, startRun, upsertPortal } from '../../dist/store/index.js';

const [folder, pages] = [process.argv[2], Number(process.argv[3])];
const store = openStore(folder);
const runId = startRun(store, 'killed writer');
const recovered = recover(store, runId);
console.log(`recovered ${JSON.stringify(recovered)}`);
const archive = new WarcArchive(folder, { archived: (digest) => archivedRecord(store, digest), maxFileBytes: 400_000 });
upsertPortal(store, { id: 'p', name: 'p', code: null });
store.run("INSERT OR IGNORE INTO host (name, delay_ms) VALUES ('h', 0)");

function page(number) {
  const noise = Array.from({ length: 60 }, (_, at) => createHash('sha256').update(`${number}/${at}`).digest('hex'));
  const body = Buffer.from(noise.join(''));
  const empty = Buffer.alloc(0);
  return {
    url: `http://h/${number}`,
    method: 'GET',
    startedAt: Date.now(),
    durationMs: 1,
    ip: null,
    requestHead: Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    requestBody: empty,
    status: 200,
    responseHead: Buffer.from('HTTP/1.1 200 OK\r\n\r\n'),
    responseBlock: body,
    entity: body,
    payload: body,
    headers: [],
    truncated: null,
  };
}

async function fetchPage(number) {
  const sql = `INSERT INTO request (key, portal_id, kind, url, host, details) VALUES (?, 'p', 'detail', ?, 'h', '{}')
    ON CONFLICT (key) DO UPDATE SET attempts = attempts RETURNING id, state`;
  const request = store.get(sql, String(number), `http://h/${number}`);
  if (request.state === 'done') return;
  const exchanges = [page(number)];
  const batch = await archive.append(exchanges);
  store.transaction(() => {
    addCaptures(store, exchanges, batch, { runId, requestId: request.id, portalId: 'p', content: 'document' });
    store.run("UPDATE request SET state = 'done' WHERE id = ?", request.id);
  });
}

let next = 0;
await Promise.all(
  Array.from({ length: 8 }, async () => {
    while (next < pages) await fetchPage(next++);
  }),
);
await archive.close();
store.close();
console.log('done');
