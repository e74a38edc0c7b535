import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { AddressPolicy, isPrivateAddress } from '../../../src/crawlers/http/address.ts';
import { Fetcher, type FetchLimits } from '../../../src/crawlers/http/fetch.ts';
import { type RawServer, startRawServer } from '../../support/server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

function fetcher(limits: Partial<FetchLimits> = {}): Fetcher {
  const made = new Fetcher({ userAgent: 'nianbao/test', addresses: new AddressPolicy(['127.0.0.1']), limits });
  open.push(made);
  return made;
}

async function answering(...parts: (string | Buffer)[]): Promise<RawServer> {
  const server = await startRawServer((socket) => {
    for (const part of parts) socket.write(part);
    if (!parts.join('').includes('keep-alive')) socket.end();
  });
  open.push(server);
  return server;
}

describe('exact bytes', () => {
  test('head and body as they came, over one kept-alive connection', async () => {
    const head = 'HTTP/1.1 200 OK\r\nX-odd:   spaces \r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\n';
    const server = await answering(head, 'hello');
    const client = fetcher();
    for (let waitTurn = 0; waitTurn < 3; waitTurn++) {
      const exchange = await client.fetch({ url: `${server.url}/a?b=1` });
      expect(exchange.responseHead.toString()).toBe(head);
      expect(exchange.responseBlock.toString()).toBe('hello');
      expect(exchange.ip).toBe('127.0.0.1');
      expect(exchange.requestHead.equals(server.received[waitTurn] ?? Buffer.alloc(0))).toBe(true);
    }
  });

  test('POST sends its body and records it', async () => {
    const server = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    const body = Buffer.from('a=1&b=年报');
    const exchange = await fetcher().fetch({
      url: server.url,
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(Buffer.concat(server.received).equals(Buffer.concat([exchange.requestHead, body]))).toBe(true);
    expect(exchange.requestBody.equals(body)).toBe(true);
  });

  test('chunks keep their framing in the block and lose it in the entity', async () => {
    const block = '5;x=1\r\nhello\r\n6\r\n world\r\n0\r\n\r\n';
    const server = await answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', block);
    const exchange = await fetcher().fetch({ url: server.url });
    expect(exchange.responseBlock.toString()).toBe(block);
    expect(exchange.entity.toString()).toBe('hello world');
  });

  test('an interim 103 is no part of the response', async () => {
    const server = await answering(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx',
    );
    const exchange = await fetcher().fetch({ url: server.url });
    expect(exchange.responseHead.toString()).toBe('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n');
    expect(exchange.status).toBe(200);
  });
});

describe('servers that misbehave', () => {
  test('head with LF only', async () => {
    const server = await answering('HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 2\n\nok');
    const exchange = await fetcher().fetch({ url: server.url });
    expect(exchange.payload.toString()).toBe('ok');
    expect(exchange.responseHead.toString()).toContain('text/html\n');
  });

  test('chunked and a length that contradicts', async () => {
    const server = await answering(
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
      '5\r\nhello\r\n0\r\n\r\n',
    );
    const exchange = await fetcher().fetch({ url: server.url });
    expect(exchange.payload.toString()).toBe('hello');
    expect(exchange.truncated).toBeNull();
  });

  test('a body shorter than announced is kept and marked', async () => {
    const server = await answering('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort');
    const exchange = await fetcher().fetch({ url: server.url });
    expect(exchange.payload.toString()).toBe('short');
    expect(exchange.truncated).toBe('disconnect');
  });

  test('chunked that breaks off is kept and marked', async () => {
    const server = await answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '5\r\nhello\r\n5\r\nwo');
    const exchange = await fetcher().fetch({ url: server.url });
    expect(exchange.payload.toString()).toBe('hellowo');
    expect(exchange.truncated).toBe('disconnect');
  });

  test('gzip by itself, cut off', async () => {
    const body = gzipSync(Buffer.from('年报'.repeat(2000)));
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
    const whole = await fetcher().fetch({ url: (await answering(head, body)).url });
    expect(whole.entity.equals(body)).toBe(true);
    expect(whole.payload.toString()).toBe('年报'.repeat(2000));
    const cut = await fetcher().fetch({ url: (await answering(head, body.subarray(0, -9))).url });
    expect(cut.truncated).toBe('disconnect');
    expect(cut.payload.toString('utf8')).toContain('年报年报');
  });

  test('says gzip and sends text', async () => {
    const server = await answering('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain');
    expect((await fetcher().fetch({ url: server.url })).payload.toString()).toBe('plain');
  });

  test('an endless body ends at the size limit', async () => {
    const server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = () => socket.write(Buffer.alloc(65_536, 97));
      socket.on('drain', more);
      for (let count = 0; count < 20; count++) more();
    });
    open.push(server);
    const exchange = await fetcher({ maxBytes: 100_000 }).fetch({ url: server.url });
    expect(exchange.truncated).toBe('length');
    expect(exchange.payload.length).toBeLessThan(200_000);
    expect(exchange.payload.length).toBeGreaterThanOrEqual(100_000);
  });

  test('silence before and within the answer', async () => {
    const silent = await startRawServer(() => {});
    open.push(silent);
    await expect(fetcher({ idleMs: 150 }).fetch({ url: silent.url })).rejects.toMatchObject({
      failure: 'timeout',
      retry: true,
    });
    const stuck = await startRawServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'));
    open.push(stuck);
    const exchange = await fetcher({ idleMs: 150 }).fetch({ url: stuck.url });
    expect(exchange.truncated).toBe('time');
    expect(exchange.payload.toString()).toBe('half');
  });

  test('a drip without end stops at the total limit', async () => {
    const server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    open.push(server);
    const exchange = await fetcher({ totalMs: 300 }).fetch({ url: server.url });
    expect(exchange.truncated).toBe('time');
  });

  test('a connection closed while idle is asked again', async () => {
    const server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok');
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    open.push(server);
    const client = fetcher();
    for (let waitTurn = 0; waitTurn < 4; waitTurn++) {
      expect((await client.fetch({ url: server.url })).payload.toString()).toBe('ok');
      await new Promise((resolve) => setTimeout(resolve, waitTurn * 15));
    }
  });

  test('no HTTP at all, and nobody there', async () => {
    const server = await answering('SSH-2.0-OpenSSH_9\r\n');
    await expect(fetcher().fetch({ url: server.url })).rejects.toMatchObject({ failure: 'unreachable' });
    await server.close();
    await expect(fetcher().fetch({ url: server.url })).rejects.toMatchObject({ failure: 'unreachable', retry: true });
  });
});

describe('private addresses', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001:0:1::1',
    'fd00::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '::7f00:1',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));

  test.each(['1.2.4.8', '114.114.114.114', '172.32.0.1', '2400:3200::1', '64:ff9b::808:808', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => expect(isPrivateAddress(address)).toBe(false),
  );

  test.each([
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
  ])('%s is refused unless allowed', async (url) => {
    const client = new Fetcher({ userAgent: 'nianbao/test' });
    await expect(client.fetch({ url })).rejects.toThrow(/private address.*--allow-private/);
  });

  test('a network, a name and nonsense in the list of allowed ones', () => {
    expect(new AddressPolicy(['10.1.0.0/16']).permits('x', '10.1.255.1')).toBe(true);
    expect(new AddressPolicy(['10.1.0.0/16']).permits('x', '10.2.0.1')).toBe(false);
    expect(new AddressPolicy(['localhost']).permits('localhost', '127.0.0.1')).toBe(true);
    expect(new AddressPolicy(['[::1]']).permits('::1', '::1')).toBe(true);
    expect(() => new AddressPolicy(['http://x'])).toThrow(RangeError);
  });
});
