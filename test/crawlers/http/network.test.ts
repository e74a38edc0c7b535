import { setMaxListeners } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '../../../src/archive/exchange.ts';
import { adHocPortal, DEFAULTS } from '../../../src/config/index.ts';
import { AddressPolicy } from '../../../src/crawlers/http/address.ts';
import { Fetcher } from '../../../src/crawlers/http/fetch.ts';
import { Network } from '../../../src/crawlers/http/network.ts';
import { hostOf } from '../../../src/crawlers/http/scope.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { HostScheduler } from '../../../src/crawlers/queue/host-scheduler.ts';
import { detailsWith, type QueuedRequest } from '../../../src/crawlers/queue/request.ts';
import type { Confirmable } from '../../../src/store/captures.ts';
import { openStore } from '../../../src/store/store.ts';
import { dataFolder } from '../../support/data-folder.ts';
import { startServer } from '../../support/server.ts';
import { asQueued } from '../plan/answers.ts';

const free = 'User-agent: *\nAllow: /\n';
const text = (body: string) => (_: unknown, response: import('node:http').ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/plain' }).end(body);
};

async function serve(handlers: Parameters<typeof startServer>[0]) {
  const server = await startServer(handlers);
  onTestFinished(() => server.close());
  return { ...server, lines: () => server.log.map(({ line }) => line) };
}

/** A network with the host table of a real store behind it. */
function networkWith({ held = null }: { held?: Confirmable | null } = {}) {
  const store = openStore(dataFolder());
  const hosts = new HostScheduler(store);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const fetcher = new Fetcher({ userAgent: 'nianbao/test', addresses: new AddressPolicy(['127.0.0.1']) });
  const asides: { portal: string; exchanges: readonly Exchange[] }[] = [];
  onTestFinished(() => {
    fetcher.close();
    store.close();
  });
  const network = new Network({
    fetcher,
    hosts,
    signal: stop.signal,
    confirmable: () => held,
    aside: async (portal, { exchanges }) => {
      asides.push({ portal, exchanges });
    },
  });
  return { network, hosts, stop, asides };
}

const visitOf = (url: string, id = 'qx', delay = 0): PortalVisit =>
  new PortalVisit({ ...adHocPortal(url), id }, { ...DEFAULTS, delay });
const asked = (url: string, more: Partial<QueuedRequest> = {}): QueuedRequest => ({
  ...asQueued({ kind: 'detail', url, details: detailsWith() }),
  ...more,
});

describe('robots.txt', () => {
  it('is asked for once a portal, and handed over to be kept', async () => {
    const { url, lines } = await serve({ '/robots.txt': text(free), '/1': 'a', '/2': 'b' });
    const { network, asides } = networkWith();
    const [qx, other] = [visitOf(url), visitOf(url, 'other')];
    for (const visit of [qx, qx, other]) await network.fetch(asked(`${url}/1`), visit);
    expect(lines()).toEqual(['GET /robots.txt', 'GET /1', 'GET /1', 'GET /robots.txt', 'GET /1']);
    expect(asides.map(({ portal }) => portal)).toEqual(['qx', 'other']);
    expect(asides[0]?.exchanges[0]?.payload.toString()).toBe(free);
  });

  it('keeps us from what it disallows', async () => {
    const { url, lines } = await serve({ '/robots.txt': text('User-agent: *\nDisallow: /in/'), '*': 'a' });
    const { network } = networkWith();
    const refused = await network.fetch(asked(`${url}/in/1`), visitOf(url));
    expect(refused).toMatchObject({ exchanges: [], failure: { code: 'robots', retry: false } });
    expect(lines()).toEqual(['GET /robots.txt']);
  });

  it('that cannot be had lets nothing out, and is asked for again with the next attempt', async () => {
    let isDown = true;
    const { url, lines } = await serve({
      '/robots.txt': (_, response) => {
        response.writeHead(isDown ? 500 : 404).end();
        isDown = false;
      },
      '/1': 'a',
    });
    const { network } = networkWith();
    const visit = visitOf(url);
    const first = await network.fetch(asked(`${url}/1`), visit);
    expect(first).toMatchObject({ exchanges: [], failure: { code: 'server_error', retry: true } });
    expect((await network.fetch(asked(`${url}/1`), visit)).failure).toBeNull();
    expect(lines()).toEqual(['GET /robots.txt', 'GET /robots.txt', 'GET /1']);
  });

  it.each([
    ['a circle', '/robots.txt'],
    ['another site', 'http://www.example.com/'],
  ])('that leads to %s is no rule', async (_, location) => {
    const { url } = await serve({
      '/robots.txt': (_, response) => response.writeHead(302, { location }).end(),
      '/1': 'a',
    });
    const { network, asides } = networkWith();
    expect((await network.fetch(asked(`${url}/1`), visitOf(url))).failure).toBeNull();
    expect(asides[0]?.exchanges[0]?.status).toBe(302);
  });

  it('of the host that a redirect leads to counts too', async () => {
    const there = await serve({ '/robots.txt': text('User-agent: *\nDisallow: /'), '*': 'a' });
    const here = await serve({ '/1': (_, response) => response.writeHead(302, { location: `${there.url}/2` }).end() });
    const { network } = networkWith();
    const { failure, exchanges } = await network.fetch(asked(`${here.url}/1`), visitOf(here.url));
    expect(failure?.code).toBe('robots');
    expect(exchanges.map(({ status }) => status)).toEqual([302]);
    expect(there.lines()).toEqual(['GET /robots.txt']);
  });
});

describe('pace', () => {
  it('keeps all requests to a host apart, robots.txt and redirects too', async () => {
    const delay = 40;
    const { url } = await serve({
      '/robots.txt': text(free),
      '/1': (_, response) => response.writeHead(302, { location: '/2' }).end(),
      '*': 'a',
    });
    const { network, asides } = networkWith();
    const visit = visitOf(url, 'qx', delay);
    const results = await Promise.all(['/1', '/3', '/4'].map((path) => network.fetch(asked(`${url}${path}`), visit)));
    const starts = [...asides, ...results].flatMap(({ exchanges }) => exchanges.map(({ startedAt }) => startedAt));
    starts.sort((a, b) => a - b);
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(gaps).toHaveLength(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(delay);
  });

  it('is as slow as robots.txt asks for', async () => {
    const { url } = await serve({ '/robots.txt': text('User-agent: *\nCrawl-delay: 0.05'), '/1': 'a' });
    const { network, hosts } = networkWith();
    await network.fetch(asked(`${url}/1`), visitOf(url, 'qx', 10));
    expect(hosts.delayOf(hostOf(url))).toBe(50);
  });

  it('is not waited for where the run is stopped', async () => {
    const { url, lines } = await serve({ '/robots.txt': text(free), '/1': 'a' });
    const { network, stop } = networkWith();
    const fetched = network.fetch(asked(`${url}/1`), visitOf(url, 'qx', 600_000));
    const refused = expect(fetched).rejects.toThrow(/abort/i);
    await expect.poll(() => lines()).toEqual(['GET /robots.txt']);
    stop.abort();
    await refused;
    expect(lines()).toEqual(['GET /robots.txt']);
  });
});

describe('a request', () => {
  it('says which page led there, keeps cookies, and sends no fragment', async () => {
    const { url, log, lines } = await serve({
      '/1': (_, response) => response.writeHead(200, { 'set-cookie': 'sid=7; Path=/' }).end('a'),
      '/2': 'b',
    });
    const { network } = networkWith();
    const visit = visitOf(url);
    await network.fetch(asked(`${url}/1`), visit);
    await network.fetch(asked(`${url}/2#part`, { referer: `${url}/nb/#list` }), visit);
    expect(lines()).toEqual(['GET /robots.txt', 'GET /1', 'GET /2']);
    expect(log[1]?.headers.referer).toBeUndefined();
    expect(log[2]?.headers).toMatchObject({ referer: `${url}/nb/`, cookie: 'sid=7' });
  });

  it('is made under a condition where its answer is held', async () => {
    const { url, log } = await serve({
      '/robots.txt': text(free),
      '*': (_, response) => response.writeHead(304).end(),
    });
    const held: Confirmable = {
      url: `${url}/1`,
      date: '2026-01-31T08:00:00Z',
      etag: '"a1"',
      lastModified: 'Sat, 31 Jan 2026 08:00:00 GMT',
      payloadDigest: 'sha256:00',
      payloadId: 3,
    };
    const { network } = networkWith({ held });
    const { failure, confirms } = await network.fetch(asked(`${url}/1`), visitOf(url));
    expect(failure).toBeNull();
    expect(confirms).toBe(held);
    expect(log[0]?.headers['if-none-match']).toBeUndefined();
    expect(log[1]?.headers).toMatchObject({ 'if-none-match': '"a1"', 'if-modified-since': held.lastModified });
  });

  it('does not follow a redirect out of its portal', async () => {
    const { url } = await serve({
      '/1': (_, response) => response.writeHead(302, { location: 'http://www.example.com/' }).end(),
    });
    const { network } = networkWith();
    const { failure, exchanges } = await network.fetch(asked(`${url}/1`), visitOf(url));
    expect(failure?.code).toBe('redirect_off_site');
    expect(exchanges).toHaveLength(1);
  });
});

it('tells a host that answers, whatever it says, from one that does not', async () => {
  const server = await startServer({ '*': (_, response) => response.writeHead(500).end() });
  const { network } = networkWith();
  expect(await network.answers(`${server.url}/nb/1.html`)).toBe(true);
  expect(server.log.map(({ line }) => line)).toEqual(['GET /robots.txt']);
  await server.close();
  expect(await network.answers(`${server.url}/nb/1.html`)).toBe(false);
});
