import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WARC_FOLDER } from '../../../src/archive/archived.ts';
import { complete } from '../../../src/crawlers/plan/completeness.ts';
import { NOTHING, type Plan, type PlannedRequest } from '../../../src/crawlers/plan/plan.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';
import { confirmable } from '../../../src/store/captures.ts';
import type { Store } from '../../../src/store/store.ts';
import { exchange } from '../../support/exchanges.ts';
import { answerWith, failing } from '../plan/answers.ts';
import { begin, brought, CHANNEL, factsIn, Run, records, SITE } from './recording.ts';

const REPORT = `${SITE}/nb/1.html`;
const requestFor = (url: string, kind: PlannedRequest['kind'] = 'detail'): PlannedRequest => ({
  kind,
  url,
  details: detailsWith(),
});

const states = (store: Store) => store.all('SELECT url, state, attempts, failure FROM request ORDER BY id');
const skipped = (store: Store) => store.all('SELECT url, reason FROM skipped ORDER BY url');
const document: Plan = { ...NOTHING, content: 'document' };

describe('what an answer brought', () => {
  it('stands in the archive, in the index and in the queue', async () => {
    const { folder, store, run } = begin();
    const { id } = await run.record({ plan: { ...NOTHING, content: 'page', requests: [requestFor(REPORT)] } });
    expect((await records(folder)).map(({ type }) => type)).toEqual(['warcinfo', 'response', 'request', 'metadata']);
    const sql = `SELECT request_id AS request, url, hop, status, etag, record_type AS type, payload.state
      FROM capture JOIN payload ON payload.id = payload_id`;
    const capture = { request: id, url: CHANNEL, hop: 0, status: 200, etag: '"a1"', type: 'response' };
    expect(store.all(sql)).toEqual([{ ...capture, state: 'not_a_document' }]);
    expect(states(store)).toMatchObject([
      { url: CHANNEL, state: 'done' },
      { url: REPORT, state: 'pending' },
    ]);
    const next = run.take();
    expect(next).toMatchObject({ url: REPORT, parentId: id, referer: CHANNEL });
    await run.record({ queued: next, plan: document });
    expect(store.all("SELECT 1 FROM payload WHERE state = 'waiting'")).toHaveLength(1);
  });

  it('has a row a hop, of which only the last is content', async () => {
    const { store, run } = begin();
    const moved = exchange(CHANNEL, '', 'HTTP/1.1 302 Found\r\nLocation: /nb/index.html\r\n\r\n');
    const { exchanges } = brought(`${CHANNEL}index.html`);
    const result = { ...brought(CHANNEL), exchanges: [moved, ...exchanges] };
    await run.record({ plan: document, result });
    expect(store.all('SELECT hop, status, payload_id IS NULL AS empty FROM capture ORDER BY hop')).toEqual([
      { hop: 0, status: 302, empty: 1 },
      { hop: 1, status: 200, empty: 0 },
    ]);
  });

  it('is in its archived facts too: who asked, what led there, what followed', async () => {
    const { folder, run } = begin();
    const requests = [requestFor(REPORT)];
    await run.record({ plan: { ...NOTHING, content: 'page', requests } });
    await run.record({ plan: document });
    expect(await factsIn(folder)).toMatchObject([
      { event: 'request', portal: 'qx', kind: 'channel', url: CHANNEL, parent: null, plan: { requests } },
      { kind: 'detail', url: REPORT, channel: CHANNEL, parent: CHANNEL, outcome: { kind: 'done' }, rendered: false },
    ]);
  });

  it('is the page after its scripts where that is what is read', async () => {
    const { folder, store, run } = begin();
    const rendered = answerWith(CHANNEL, '<p>after its scripts</p>');
    await run.record({ plan: document, rendered });
    const sql =
      'SELECT record_type AS type, state FROM capture JOIN payload ON payload.id = payload_id ORDER BY capture.id';
    expect(store.all(sql)).toEqual([
      { type: 'response', state: 'not_a_document' },
      { type: 'resource', state: 'waiting' },
    ]);
    const resource = (await records(folder)).find(({ type }) => type === 'resource');
    expect(resource?.payload).toEqual(rendered.bytes);
  });
});

describe('an answer that confirms what is held', () => {
  it('is a record of its own under the payload that it confirms, and says nothing twice', async () => {
    const { folder, store, archive, run } = begin();
    await run.record({ plan: document });
    const again = new Run(store, archive);
    const queued = again.take();
    const confirms = confirmable(store, queued.id, queued.url);
    const head = 'HTTP/1.1 304 Not Modified\r\nETag: "a1"\r\n\r\n';
    await again.record({ queued, plan: document, result: { ...brought(CHANNEL, '', head), confirms } });
    expect(store.all('SELECT status, record_type AS type, payload_id AS payload FROM capture ORDER BY id')).toEqual([
      { status: 200, type: 'response', payload: 1 },
      { status: 304, type: 'revisit', payload: 1 },
    ]);
    expect(await factsIn(folder)).toHaveLength(1);
  });

  it('is told anew where something else follows from it', async () => {
    const { folder, store, archive, run } = begin();
    await run.record({ plan: document });
    const again = new Run(store, archive);
    await again.record({ plan: { ...document, requests: [requestFor(REPORT)] } });
    expect((await factsIn(folder)).map(({ plan }) => (plan as Plan).requests.length)).toEqual([0, 1]);
  });
});

describe('archive first, then one transaction', () => {
  it('nothing is known of what could not be archived', async () => {
    const { folder, store, run } = begin();
    const warc = join(folder, WARC_FOLDER);
    renameSync(warc, `${warc}.away`);
    writeFileSync(warc, 'a file where the folder was');
    const queued = run.take();
    const plan = { ...document, requests: [requestFor(REPORT)] };
    await expect(run.record({ queued, plan })).rejects.toThrow();
    expect(store.all('SELECT 1 FROM capture')).toEqual([]);
    expect(states(store)).toMatchObject([{ url: CHANNEL, state: 'active' }]);
    rmSync(warc);
    mkdirSync(warc);
    await run.record({ queued, plan });
    expect(states(store)).toMatchObject([{ state: 'done' }, { url: REPORT, state: 'pending' }]);
  });

  it('what was archived is indexed as a whole or not at all', async () => {
    const { folder, store, run } = begin();
    const skip = [{ url: `${SITE}/logo.gif`, title: '', reason: 'not_an_attachment' } as const];
    const plan: Plan = { ...document, skip, requests: [requestFor(REPORT), requestFor('no address')] };
    await expect(run.record({ plan })).rejects.toThrow(/URL/);
    expect((await records(folder)).some(({ type, url }) => type === 'response' && url === CHANNEL)).toBe(true);
    for (const table of ['capture', 'payload', 'skipped']) expect(store.all(`SELECT 1 FROM ${table}`)).toEqual([]);
    expect(states(store)).toMatchObject([{ url: CHANNEL, state: 'active' }]);
  });
});

describe('a request ends', () => {
  const failure = failing('not_found');

  it('failed, with its reason, and what came is kept without being content', async () => {
    const { store, run } = begin();
    const result = { ...brought(CHANNEL, 'gone', 'HTTP/1.1 404 Not Found\r\n\r\n'), failure: failure.failure };
    await run.record({
      result,
      plan: document,
      outcome: { kind: 'failed', failure: 'not_found', message: 'HTTP 404' },
    });
    expect(states(store)).toMatchObject([{ state: 'failed', attempts: 1, failure: 'not_found' }]);
    expect(store.all('SELECT status, payload_id FROM capture')).toEqual([{ status: 404, payload_id: null }]);
    expect(store.all('SELECT visit_run_id AS visit FROM portal')).toEqual([{ visit: null }]);
  });

  it('to be made again later, even where nothing came', async () => {
    const { folder, store, run } = begin();
    const outcome = { kind: 'retry', failure: 'timeout', message: 'no answer', at: Date.now() + 60_000 } as const;
    await run.record({ result: failing('timeout', true), outcome });
    expect(states(store)).toMatchObject([{ state: 'pending', attempts: 1, failure: 'timeout' }]);
    expect(store.all('SELECT 1 FROM capture')).toEqual([]);
    expect(await factsIn(folder)).toMatchObject([{ outcome: { kind: 'retry', failure: 'timeout' } }]);
    expect(store.all('SELECT visit_run_id IS NULL AS closed FROM portal')).toEqual([{ closed: 0 }]);
  });
});

describe('addresses that are left', () => {
  const [left, old] = [`${SITE}/logo.gif`, `${SITE}/nb/0.html`];

  it('have their reason, and none where the visit asks for them after all', async () => {
    const { store, run } = begin();
    const skip: Plan['skip'] = [
      { url: left, title: '', reason: 'not_an_attachment' },
      { url: REPORT, title: '年报', reason: 'not_a_report' },
    ];
    await run.record({ plan: { ...NOTHING, content: 'page', skip, requests: [requestFor(old)] } });
    expect(skipped(store)).toEqual([
      { url: left, reason: 'not_an_attachment' },
      { url: REPORT, reason: 'not_a_report' },
    ]);
    const passed: Plan['skip'] = [{ url: old, title: '', reason: 'not_a_report' }];
    await run.record({ plan: { ...document, skip: passed, requests: [requestFor(REPORT)] } });
    expect(skipped(store)).toEqual([{ url: left, reason: 'not_an_attachment' }]);
  });

  it('are also those beyond the greatest number of requests', async () => {
    const { store, run } = begin({ maxRequests: 1 });
    await run.record({ plan: { ...NOTHING, content: 'page', requests: [requestFor(old), requestFor(REPORT)] } });
    expect(states(store)).toMatchObject([{ url: CHANNEL }, { url: old }]);
    expect(skipped(store)).toEqual([{ url: REPORT, reason: 'page_limit' }]);
  });

  it('and a request that two pages link counts once', async () => {
    const { store, run } = begin({ maxRequests: 2 });
    const requests = [requestFor(old), requestFor(old), requestFor(REPORT)];
    await run.record({ plan: { ...NOTHING, content: 'page', requests } });
    expect(states(store)).toHaveLength(3);
    expect(skipped(store)).toEqual([]);
  });
});

describe('channels', () => {
  const list: Plan = {
    ...NOTHING,
    content: 'page',
    seen: [{ url: REPORT, title: '清溪县2023年政府信息公开工作年度报告', date: '2024-01-20' }],
    channel: { platform: 'trs', evidence: ['meta'], announcedItems: 2, stop: 'single_page', end: complete('one page') },
  };
  const channels = (store: Store) =>
    store.all(`SELECT c.url, c.title, parent.url AS parent, c.items, c.pages, c.announced, c.stop_reason AS stop
      FROM channel AS c LEFT JOIN channel AS parent ON parent.id = c.parent_id ORDER BY c.id`);

  it('keep their rows, their total and their end; what does not add up is a warning, once', async () => {
    const { store, archive, run } = begin();
    await run.record({ plan: list });
    await new Run(store, archive).record({ plan: list });
    expect(channels(store)).toMatchObject([{ url: CHANNEL, items: 1, pages: 1, announced: 2, stop: 'single_page' }]);
    expect(store.all('SELECT url, published_on AS date FROM list_item')).toEqual([{ url: REPORT, date: '2024-01-20' }]);
    expect(store.all('SELECT platform FROM portal')).toEqual([{ platform: 'trs' }]);
    expect(store.all('SELECT code, place FROM warning')).toEqual([{ code: 'list_total_mismatch', place: CHANNEL }]);
  });

  it('below a channel are asked for, under it', async () => {
    const { store, run } = begin();
    const below = { url: `${SITE}/nb/czj/`, title: '财政局', organ: '清溪县财政局' };
    await run.record({ plan: { ...list, channels: [below] } });
    expect(channels(store)).toMatchObject([{ url: CHANNEL }, { url: below.url, title: '财政局', parent: CHANNEL }]);
    const { kind, details, channelId } = run.take();
    expect({ kind, channelId }).toEqual({ kind: 'channel', channelId: 2 });
    expect(details.hints).toMatchObject({ depth: 1, organ: '清溪县财政局', channel: '财政局' });
  });

  it('that were linked like a report hold what they list', async () => {
    const { store, run } = begin();
    await run.record({ plan: { ...list, requests: [requestFor(`${SITE}/y/23/`)] } });
    const asChannel = { url: `${SITE}/y/23/`, title: '2023年', organ: null };
    await run.record({ plan: { ...list, asChannel, requests: [requestFor(REPORT)] } });
    expect(channels(store)).toMatchObject([
      { url: CHANNEL, items: 1 },
      { url: asChannel.url, title: '2023年', parent: CHANNEL, items: 1 },
    ]);
    expect(run.take()).toMatchObject({ url: REPORT, channelId: 2 });
  });
});

it('a warning stands at the address that was asked for', async () => {
  const { store, run } = begin();
  await run.record({ plan: { ...document, warnings: [{ code: 'truncated', message: 'what came is read' }] } });
  const warning = { code: 'truncated', message: 'what came is read', place: CHANNEL, portal_id: 'qx', run_id: 1 };
  expect(store.all('SELECT code, message, place, portal_id, run_id FROM warning')).toEqual([warning]);
});

it('what a run fetches for itself answers no request and is no content', async () => {
  const { folder, store, run } = begin();
  await run.aside();
  await run.aside(exchange(`${SITE}/robots.txt`, 'User-agent: *'));
  expect(store.all('SELECT url, request_id, payload_id FROM capture')).toEqual([
    { url: `${SITE}/robots.txt`, request_id: null, payload_id: null },
  ]);
  expect(await factsIn(folder)).toMatchObject([{ event: 'aside', portal: 'qx' }]);
  expect(states(store)).toMatchObject([{ state: 'pending' }]);
});
