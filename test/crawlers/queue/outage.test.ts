import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { AddressPolicy } from '../../../src/crawlers/http/address.ts';
import { openStore } from '../../../src/store/index.ts';
import { temporaryFolder, testCrawl } from '../../support/crawling.ts';

const HOSTS = ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4'];
const LIST = '<ul><li><a href="1.html">清溪县教育局2023年政府信息公开工作年度报告</a><span>2024-01-30</span></li></ul>';
const servers: http.Server[] = [];
const folder = temporaryFolder();
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listen = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = http.createServer((request, response) => {
      response.setHeader('connection', 'close');
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else
        response
          .setHeader('content-type', 'text/html; charset=utf-8')
          .end(request.url === '/' ? LIST : `<p>${LIST}</p>`);
    });
    servers.push(server);
    server.on('error', reject).listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });

/** Ports that nobody listens on, one a host. */
async function freePorts(): Promise<number[]> {
  const ports = [];
  for (const host of HOSTS) ports.push(await listen(host, 0));
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

const crawlAll = (ports: readonly number[], dataDir: string, onOutage: (lasted: number | null) => void) =>
  testCrawl({
    dataDir,
    urls: ports.map((port, index) => `http://${HOSTS[index]}:${port}/`),
    settings: { retries: 0, browser: 'never' },
    // One after the other: what is known when a host fails does not depend on speed.
    options: { addresses: new AddressPolicy(HOSTS), parallel: 1, firstOutagePauseMs: 30, onOutage },
  });

describe('our own outage', () => {
  test('is told from silent hosts, waited for, and counted against nobody', async () => {
    const ports = await freePorts();
    const told: string[] = [];
    const listening: Promise<number>[] = [];
    const dataDir = `${folder.path}/outage`;
    await crawlAll(ports, dataDir, (lasted) => {
      told.push(lasted === null ? 'gone' : 'back');
      // The network comes back once the run has noticed that it is gone.
      if (lasted === null)
        for (const [index, port] of ports.entries()) listening.push(listen(HOSTS[index] ?? '', port));
    });
    await Promise.all(listening);
    expect(told).toEqual(['gone', 'back']);
    const store = openStore(dataDir);
    const lists = store.all("SELECT state, failure, attempts FROM request WHERE kind = 'channel'");
    store.close();
    expect(lists).toEqual(HOSTS.map(() => ({ state: 'done', failure: null, attempts: 0 })));
  });

  test('is not what three dead portals are, where another host answers', async () => {
    const ports = await freePorts();
    const told: (number | null)[] = [];
    const dataDir = `${folder.path}/dead`;
    await listen(HOSTS[0] ?? '', ports[0] ?? 0);
    await crawlAll(ports, dataDir, (lasted) => told.push(lasted));
    const store = openStore(dataDir);
    const failed = store.all("SELECT failure FROM request WHERE state = 'failed' AND kind = 'channel'");
    store.close();
    expect(told).toEqual([]);
    expect(failed).toEqual(Array.from({ length: 3 }, () => ({ failure: 'unreachable' })));
  });
});
