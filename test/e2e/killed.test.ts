import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WARCParser } from 'warcio';
import { type SamplePortal, startLargePortal } from '../../generator/index.ts';
import { ARRIVED_AT_MOST } from '../../src/crawlers/crawl.ts';
import { openStore } from '../../src/store/store.ts';
import { temporaryFolder } from '../support/crawling.ts';

/** The compiled program: only a process of its own can be killed. `npm test` builds it. */
const PROGRAM = resolve(import.meta.dirname, '../../bin/nianbao.js');
const REPORTS = 40;
const CONCURRENCY = 2;

const folder = temporaryFolder();
let portal: SamplePortal;

beforeAll(async () => {
  portal = await startLargePortal(REPORTS);
});

afterAll(async () => {
  await portal.close();
  folder.remove();
});

const answered = () => [...portal.answers.values()].reduce((sum, count) => sum + count, 0);

function start() {
  const options = [
    '--data',
    folder.path,
    '--delay',
    '10',
    '--concurrency',
    String(CONCURRENCY),
    '--allow-private',
    '127.0.0.1',
    '--json',
  ];
  return spawn(process.execPath, [PROGRAM, 'crawl', portal.url, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Ends the crawl once the portal has answered so many more requests. */
async function interrupt(signal: NodeJS.Signals, after: number): Promise<number | null> {
  const target = answered() + after;
  const child = start();
  child.stdout.resume();
  const timer = setInterval(() => {
    // Once: a second Ctrl-C would end it at once.
    if (answered() < target) return;
    clearInterval(timer);
    child.kill(signal);
  }, 2);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  return code;
}

async function finish(): Promise<{ code: number | null; summary: Record<string, unknown> }> {
  const child = start();
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, summary: JSON.parse(output) };
}

test('killed twice and interrupted once, a crawl loses nothing and stores nothing twice', async () => {
  expect(existsSync(resolve(import.meta.dirname, '../../dist/cli/main.js'))).toBe(true);
  for (const after of [4, 14]) expect(await interrupt('SIGKILL', after)).toBeNull();
  expect(await interrupt('SIGINT', 8)).toBe(130);
  const { code, summary } = await finish();
  expect(summary.failures).toEqual([]);
  expect(code).toBe(0);

  const store = openStore(folder.path, { readonly: true });
  try {
    const one = (sql: string) => store.get<{ n: number }>(sql)?.n;
    expect(one('SELECT count(*) AS n FROM current_report')).toBe(portal.truth.reports.length);
    expect(one('SELECT count(*) AS n FROM report')).toBe(portal.truth.reports.length);
    expect(one("SELECT count(*) AS n FROM request WHERE state <> 'done'")).toBe(0);
    expect(one("SELECT count(*) AS n FROM payload WHERE state = 'waiting'")).toBe(0);
    // A response record twice for the same bytes would be a thing stored twice.
    expect(
      store.all(
        "SELECT payload_digest FROM capture WHERE record_type = 'response' GROUP BY payload_digest HAVING count(*) > 1",
      ),
    ).toEqual([]);
    expect(store.all('SELECT outcome FROM run ORDER BY id').map((row) => (row as { outcome: string }).outcome)).toEqual(
      ['crashed', 'crashed', 'interrupted', 'ok'],
    );
    // Asked again: robots.txt once a start; what a kill found in flight, or here and not recorded; what an interruption found in flight.
    const needed = one('SELECT count(*) AS n FROM request') ?? 0;
    expect(answered()).toBeLessThanOrEqual(needed + 4 + 2 * (CONCURRENCY + ARRIVED_AT_MOST) + CONCURRENCY);
  } finally {
    store.close();
  }

  for (const file of readdirSync(join(folder.path, 'warc'))) {
    for await (const record of new WARCParser(createReadStream(join(folder.path, 'warc', file))))
      await record.readFully(false);
  }
});
