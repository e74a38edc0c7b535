import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import iconv from 'iconv-lite';
import { afterEach, expect, test } from 'vitest';
import { AddressPolicy } from '../../src/crawlers/http/address.ts';
import { CookieJar } from '../../src/crawlers/http/cookies.ts';
import { Fetcher } from '../../src/crawlers/http/fetch.ts';
import {
  type NavigationContext,
  type NavigationResult,
  navigate,
  type Target,
} from '../../src/crawlers/http/navigate.ts';
import { Scope } from '../../src/crawlers/http/scope.ts';
import type { Confirmable } from '../../src/store/captures.ts';
import { startRawServer, startServer } from '../support/server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

function go(target: Target, more: Partial<NavigationContext> = {}): Promise<NavigationResult> {
  const fetcher = new Fetcher({ userAgent: 'nianbao/test', addresses: new AddressPolicy(['127.0.0.1']) });
  open.push(fetcher);
  return navigate(target, {
    fetcher,
    cookies: new CookieJar(),
    scope: new Scope(['127.0.0.1']),
    legacyTls: false,
    waitTurn: async () => undefined,
    robots: async () => ({ allowed: true, delayMs: 0, unavailable: null }),
    confirmable: () => null,
    ...more,
  });
}

async function serve(handlers: Parameters<typeof startServer>[0]) {
  const server = await startServer(handlers);
  open.push(server);
  return server;
}
const statuses = ({ exchanges }: NavigationResult) => exchanges.map(({ status }) => status);

test('a redirect to itself until the cookie comes back', async () => {
  const server = await serve({
    '/': (request, response) => {
      if (request.headers.cookie === 'sid=7') response.end('content');
      else response.writeHead(302, { location: '/', 'set-cookie': 'sid=7; Path=/' }).end();
    },
  });
  const result = await go({ url: `${server.url}/` });
  expect(statuses(result)).toEqual([302, 200]);
  expect(result.failure).toBeNull();
});

test('a circle, and a chain without end', async () => {
  const server = await serve({
    '/a': (_, response) => response.writeHead(301, { location: '/b' }).end(),
    '/b': (_, response) => response.writeHead(301, { location: '/a' }).end(),
    '*': (request, response) => response.writeHead(302, { location: `${request.url}1` }).end(),
  });
  expect((await go({ url: `${server.url}/a` })).failure).toMatchObject({
    code: 'redirect_loop',
    message: expect.stringContaining('circle'),
  });
  const endless = await go({ url: `${server.url}/x` });
  expect(endless.failure?.code).toBe('redirect_loop');
  expect(endless.exchanges.length).toBeLessThanOrEqual(11);
});

test('Location in raw GBK bytes goes back as the same bytes', async () => {
  const path = iconv.encode('/年报/一.html', 'gbk');
  const server = await startRawServer((socket, head) => {
    if (head.startsWith('GET / ')) {
      socket.write(
        Buffer.concat([
          Buffer.from('HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: '),
          path,
          Buffer.from('\r\n\r\n'),
        ]),
      );
    } else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  });
  open.push(server);
  const result = await go({ url: `${server.url}/` });
  const asked = Buffer.concat(server.received).toString('latin1');
  expect(statuses(result)).toEqual([302, 200]);
  expect(asked).toContain('GET /%C4%EA%B1%A8/%D2%BB.html HTTP/1.1');
});

test('a POST that is sent on becomes a GET, except by 307', async () => {
  const server = await serve({
    '/303': (_, response) => response.writeHead(303, { location: '/done' }).end(),
    '/307': (_, response) => response.writeHead(307, { location: '/done' }).end(),
    '/done': 'ok',
  });
  await go({ url: `${server.url}/303`, method: 'POST', body: 'a=1' });
  await go({ url: `${server.url}/307`, method: 'POST', body: 'a=1' });
  expect(server.log.map(({ line }) => line)).toEqual(['POST /303', 'GET /done', 'POST /307', 'POST /done']);
});

test('off the portal, by robots.txt, to a private address: each hop is checked', async () => {
  const server = await serve({
    '/off': (_, response) => response.writeHead(302, { location: 'http://example.com/x' }).end(),
    '/local': (_, response) => response.writeHead(302, { location: 'http://127.0.0.2/x' }).end(),
    '/robots': (_, response) => response.writeHead(302, { location: '/admin/' }).end(),
    '/mail': (_, response) => response.writeHead(302, { location: 'mailto:a@b.cn' }).end(),
  });
  const robots: NavigationContext['robots'] = async (url) => ({
    allowed: !url.includes('/admin/'),
    delayMs: 0,
    unavailable: null,
  });
  const failure = async (path: string) =>
    (await go({ url: server.url + path }, { robots, scope: new Scope(['127.0.0.1', '127.0.0.2']) })).failure;
  expect(await failure('/off')).toMatchObject({ code: 'redirect_off_site' });
  expect(await failure('/local')).toMatchObject({
    code: 'redirect_off_site',
    message: expect.stringContaining('private'),
  });
  expect(await failure('/robots')).toMatchObject({ code: 'robots' });
  expect(await failure('/mail')).toMatchObject({ code: 'redirect_off_site' });
});

test('a condition is sent where a capture can be confirmed, and a 304 counts only then', async () => {
  const server = await serve({
    '/': (request, response) => response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200).end('body'),
    '/odd': (_, response) => response.writeHead(304).end(),
  });
  const confirmable: Confirmable = {
    url: `${server.url}/`,
    date: '',
    etag: '"v1"',
    lastModified: null,
    payloadDigest: 'sha256:0',
    payloadId: 5,
  };
  const result = await go({ url: `${server.url}/` }, { confirmable: () => confirmable });
  expect(result).toMatchObject({ failure: null, confirms: { payloadId: 5 } });
  expect((await go({ url: `${server.url}/odd` })).failure?.code).toBe('server_error');
});

test('a certificate that nobody signed: only where the config allows it', async () => {
  const file = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url));
  const server = https.createServer({ key: file('key.pem'), cert: file('self-signed.pem') }, (_, response) =>
    response.end('secret'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => server.closeAllConnections() }, server);
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect((await go({ url })).failure).toMatchObject({
    code: 'unreachable',
    retry: false,
    message: expect.stringContaining('legacyTls'),
  });
  const result = await go({ url }, { legacyTls: true });
  expect(result.exchanges[0]?.payload.toString()).toBe('secret');
  expect(result.exchanges[0]?.responseHead.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});
