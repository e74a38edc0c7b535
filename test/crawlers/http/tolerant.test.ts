import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { AddressPolicy } from '../../../src/crawlers/http/address.ts';
import { Fetcher } from '../../../src/crawlers/http/fetch.ts';
import { isWhole, tolerantHead } from '../../../src/crawlers/http/tolerant.ts';

const servers: net.Server[] = [];
const fetcher = new Fetcher({ userAgent: 'test', addresses: new AddressPolicy(['127.0.0.1']) });
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Answers each connection's request with the parts, one write each, and ends it. */
async function answering(...parts: (string | Buffer)[]): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', async (data) => {
      requests.push(data.toString('latin1'));
      for (const part of parts) {
        socket.write(part);
        await new Promise((resolve) => setImmediate(resolve));
      }
      socket.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`, requests };
}

const body = '<p>清溪县</p>'.repeat(3000);
const length = Buffer.byteLength(body);
const head = (...lines: string[]) => ['HTTP/1.1 200 OK', 'Content-Type: text/html', ...lines, '', ''].join('\r\n');

describe('answers that node refuses are read as browsers read them', () => {
  test.each([
    ['two equal lengths', head(`Content-Length: ${length}`, `Content-Length: ${length}`)],
    ['a length that is no number', head('Content-Length: abc')],
    ['an empty length', head('Content-Length: ')],
    ['a space in a name', head('X Powered By: ASP', `Content-Length: ${length}`)],
    ['a line without a colon', head('this is no header', `Content-Length: ${length}`)],
    ['an empty name', head(': value', `Content-Length: ${length}`)],
    ['a status line of its own', head(`Content-Length: ${length}`).replace('HTTP/1.1 200 OK', 'HTTP/1.1  200')],
  ])('%s', async (_, headText) => {
    const { url } = await answering(headText, body);
    const exchange = await fetcher.fetch({ url });
    expect(exchange.status).toBe(200);
    expect(exchange.payload.toString()).toBe(body);
    expect(exchange.responseHead.toString()).toBe(headText);
    expect(exchange.truncated).toBeNull();
  });

  test('a head that comes in pieces, and chunks', async () => {
    const chunks = `${length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const { url } = await answering(
      'HTTP/1.1 200 OK\r\nContent-Le',
      'ngth: x\r\nTransfer-Encoding: chunked\r\n\r\n',
      chunks,
    );
    expect((await fetcher.fetch({ url })).payload.toString()).toBe(body);
  });

  test('a host is asked twice once only: from then on its answers are read without node', async () => {
    const { url, requests } = await answering(head('Content-Length: abc'), body);
    await fetcher.fetch({ url });
    const first = requests.length;
    await fetcher.fetch({ url: `${url}2` });
    expect(first).toBeLessThanOrEqual(2);
    expect(requests.length).toBe(first + 1);
    expect(requests.at(-1)).toMatch(/^GET \/2 HTTP\/1\.1\r\nHost: 127[\s\S]*Connection: close/);
  });

  test('what is no HTTP is a failure that says so', async () => {
    const { url } = await answering('SSH-2.0-OpenSSH_8.9\r\n');
    await expect(fetcher.fetch({ url })).rejects.toMatchObject({ failure: 'unreachable', message: /HTTP/ });
  });

  test('a body that breaks off is known to', async () => {
    const { url } = await answering(
      head('X: 1', ': bad', `Content-Length: ${length + 5}`, `Content-Length: ${length + 5}`),
      body,
    );
    expect((await fetcher.fetch({ url })).truncated).toBe('disconnect');
  });
});

test('lengths that contradict each other say nothing', () => {
  const wire = Buffer.from(`${head('Content-Length: 3', 'Content-Length: 4')}abcd`);
  expect(tolerantHead(wire)?.headers.map(([name]) => name)).toEqual(['content-type']);
  expect(isWhole(wire)).toBe(false);
});
