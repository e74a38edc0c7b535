import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseNightReport } from '../../src/nightly/report.ts';
import { lastNights } from '../../src/query/nights/index.ts';
import { openStore } from '../../src/store/index.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { startServer, type TestServer } from '../support/server.ts';

const LIST =
  '<h1>政府信息公开年报</h1><ul><li><a href="1.html">清溪县教育局2023年政府信息公开工作年度报告</a><span>2024-01-30</span></li></ul><div class="page">共1页</div>';
const PAGE = `<h1>清溪县教育局2023年政府信息公开工作年度报告</h1><p>${'一、总体情况。2023年，清溪县教育局主动公开政府信息，未收到申请。'.repeat(8)}</p>`;
const html = (text: string) =>
  `<html><head><meta charset="utf-8"><title>年报</title></head><body>${text}</body></html>`;

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const told = join(folder.path, 'told.json');
let server: TestServer;
let isBroken = false;
beforeAll(async () => {
  mkdirSync(join(folder.path, 'portals'));
  const answer = (text: string) => (_: unknown, response: import('node:http').ServerResponse) => {
    if (isBroken) response.writeHead(403).end('no');
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(text));
  };
  server = await startServer({ '/nb/': answer(LIST), '/nb/1.html': answer(PAGE) });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const night = (...more: readonly string[]) =>
  nianbao(
    'crawl',
    `${server.url}/nb/`,
    '--mode',
    'nightly',
    ...['--data', data, '--config', folder.path, '--allow-private', '127.0.0.1', '--delay', '0', '--quiet'],
    ...['--hook', `cat > ${told}`],
    ...more,
  );

it.each(['en', 'zh'])(
  'tells what it would ask for before there is any database, and asks nothing (%s)',
  async (lang) => {
    const { code, out } = await night('--dry-run', '--json', '--lang', lang);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ portals: 1, requests: 1, hosts: [{ lists: 1, pages: 0 }] });
    expect(server.log).toEqual([]);
    expect(existsSync(data)).toBe(false);
  },
);

it('is loud about what is new, quiet about what is known, and tells the hook of changes only', async () => {
  const first = await night();
  expect([first.code, existsSync(told)]).toEqual([0, false]);
  isBroken = true;
  const second = await night();
  expect(second.code).toBe(1);
  expect(second.out).toContain('the host refuses us');
  const report = parseNightReport(readFileSync(told, 'utf8'));
  expect(report).toMatchObject({ cause: 'failures', exit_code: 1, findings: [{ kind: 'refused', state: 'new' }] });
  const files = /Report:\s+(\S+)/.exec(second.out)?.[1] ?? '';
  expect(readFileSync(files, 'utf8')).toContain('the host refuses us');
  expect(JSON.parse(readFileSync(files.replace('.html', '.json'), 'utf8'))).toEqual(report);
  const [finding] = report.findings;
  const third = await night('--json');
  expect(third.code).toBe(0);
  expect(parseNightReport(third.out)).toMatchObject({
    changed: false,
    findings: [{ id: finding?.id, state: 'known' }],
  });

  expect((await nianbao('ack', `${finding?.id}`, '--data', data)).code).toBe(2);
  const ack = await nianbao('ack', `#${finding?.id}`, '--reason', 'closed', '--until', '2099-01-01', '--data', data);
  expect([ack.code, ack.out]).toEqual([0, `#${finding?.id} is known until 2099-01-01\n`]);
  expect((await nianbao('ack', '--data', data)).out).toContain('2099-01-01');

  isBroken = false;
  const mended = await night();
  expect([mended.code, parseNightReport(readFileSync(told, 'utf8')).closed.length]).toEqual([0, 1]);
  isBroken = true;
  expect((await night()).code).toBe(0);
  expect((await nianbao('ack', '--remove', '1', '--data', data)).code).toBe(0);
  isBroken = false;
  const store = openStore(data, { readonly: true });
  expect(
    lastNights(store).map(({ cause, findings_new, findings_open }) => [cause, findings_new, findings_open]),
  ).toEqual([
    ['ok', 0, 1],
    ['ok', 0, 0],
    ['ok', 0, 1],
    ['failures', 1, 1],
    ['ok', 0, 0],
  ]);
  store.close();
});

it('stops in order after so many requests, and goes on in the next night', async () => {
  const elsewhere = join(folder.path, 'budget');
  const cut = await night('--max-requests', '1', '--data', elsewhere, '--json');
  expect([cut.code, parseNightReport(cut.out).counts]).toMatchObject([0, { finished: 0, left_over: 1 }]);
  const rest = await night('--data', elsewhere, '--json');
  expect([rest.code, parseNightReport(rest.out).counts]).toMatchObject([
    0,
    { finished: 1, left_over: 0, reports_new: 1 },
  ]);
});

it('fills in the past once: what is done is not asked for again', async () => {
  const elsewhere = join(folder.path, 'past');
  const backfill = () => night('--mode', 'backfill', '--years', '2020-2023', '--data', elsewhere);
  const first = await backfill();
  expect([first.code, first.err]).toEqual([0, expect.stringContaining('at their pace')]);
  const asked = server.log.length;
  const again = await backfill();
  expect([again.code, again.out, server.log.length]).toEqual([
    0,
    expect.stringContaining('every portal is done'),
    asked,
  ]);
});

it('a past that is cut short tells the command that goes on, and forecasts what is left', async () => {
  const elsewhere = join(folder.path, 'cut');
  const backfill = (...more: string[]) => night('--mode', 'backfill', '--data', elsewhere, ...more);
  const whole = JSON.parse((await backfill('--dry-run', '--json')).out);
  // The room is told of the disk where the folder will be.
  expect(whole).toMatchObject({ requests: 80, free: expect.any(Number) });
  const cut = await backfill('--max-requests', '1');
  const [, again = ''] = /Next:\n {2}(nianbao crawl .*)\n/.exec(cut.out) ?? [];
  expect(again).toContain(`${server.url}/nb/ --mode backfill --config ${folder.path} `);
  expect(again).toMatch(/ --max-requests 1 --data \S+\/cut$/);
  const left = JSON.parse((await backfill('--dry-run', '--json')).out);
  expect(left).toMatchObject({ requests: 1, hosts: [{ lists: 0, pages: 1 }] });
  expect((await nianbao('runs', '--data', elsewhere)).out.replaceAll(/\s+/g, ' ')).toContain(again);
  const rest = await backfill();
  expect(rest.out).not.toContain('--mode backfill');
});

it.each([
  [['--mode', 'weekly'], '--mode takes nightly or backfill, not "weekly"'],
  [['--mode', 'nightly', '--budget', 'long'], '--budget takes a time such as 45m, 4h or 4h30m, not "long"'],
  [['--budget', '4h'], '--budget goes with --mode'],
  [['--mode', 'nightly', '--retry-failed'], 'a night makes failed requests again by itself'],
])('explains a mistake: %j', async (words, message) => {
  const { code, err } = await nianbao('crawl', `${server.url}/nb/`, ...words, '--data', data, '--config', folder.path);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});
