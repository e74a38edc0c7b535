import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FAMILIES, type RunningFamily, startFamily } from './index.ts';

/** A portal of the simulated country, and what is true of it. */
export interface CountryPortal {
  readonly homepage: string;
  readonly name: string;
  readonly trap: string;
  /** Null: it has no channel that is its own. */
  readonly channel: string | null;
  readonly state: 'found' | 'none' | 'refused' | 'unreachable' | 'not certain';
  /** Requests that it was asked so far. */
  requests(): number;
}

export interface Country {
  readonly portals: readonly CountryPortal[];
  close(): Promise<void>;
}

const NAME = '清溪县';
const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

/**
 * Home pages over all families, `rounds` of each, and the traps of home pages between them: a disclosure platform on a host of its own,
 * a home page that has moved, a menu that a script writes, departments' trees, a lost domain, a firewall, dead hosts, portals without any.
 */
export async function startCountry(rounds: number): Promise<Country> {
  const closers: (() => Promise<void>)[] = [];
  const portals: CountryPortal[] = [];
  const family = async (name: string): Promise<RunningFamily> => {
    const running = await startFamily(name, { reports: 13, throttle: false });
    closers.push(running.close);
    return running;
  };
  const site = async (listener: RequestListener): Promise<{ url: string; requests: () => number }> => {
    let requests = 0;
    const server = createServer((request, response) => {
      requests++;
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else listener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests: () => requests };
  };
  const add = (
    trap: string,
    homepage: string,
    truth: Pick<CountryPortal, 'channel' | 'state' | 'requests'>,
    name = NAME,
  ) => portals.push({ homepage, name, trap, ...truth });
  const html: (body: string) => RequestListener = (body) => (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);

  for (let round = 0; round < rounds; round++) {
    for (const { name } of FAMILIES) {
      const running = await family(name);
      const own = { channel: running.channel, state: 'found' as const, requests: () => running.log.length };
      add(name, running.home, own);
    }
    for (const [trap, front] of Object.entries(FRONTS)) {
      const running = await family('trs (static)');
      const home = await site(front(running));
      add(trap, home.url, {
        channel: running.channel,
        state: 'found',
        requests: () => home.requests() + running.log.length,
      });
    }
    const stranger = await family('trs (static)');
    add(
      'a lost domain',
      stranger.home,
      { channel: null, state: 'not certain', requests: () => stranger.log.length },
      '桃源县',
    );
    const firewall = await site((_, response) =>
      response.writeHead(412, { 'content-type': 'text/html' }).end('<script>$_ts={}</script>'),
    );
    add('a firewall', firewall.url, { channel: null, state: 'refused', requests: firewall.requests });
    const plain = await site(
      html(page(NAME, '<ul><li><a href="/a.html">通知公告</a></li><li><a href="/b.html">县情概况</a></li></ul>')),
    );
    add('no channel', plain.url, { channel: null, state: 'none', requests: plain.requests });
    const dead = await site(html(''));
    await closers.pop()?.();
    add('a dead host', dead.url, { channel: null, state: 'unreachable', requests: () => 0 });
  }
  return { portals, close: async () => void (await Promise.all(closers.map((close) => close()))) };
}

/** Home pages on a host of their own that lead to a portal in another way than by a plain menu. */
const FRONTS: Readonly<Record<string, (portal: RunningFamily) => RequestListener>> = {
  'the disclosure platform on another host':
    ({ origin }) =>
    (_, response) =>
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(
          page(
            `${NAME}人民政府`,
            `<ul><li><a href="/news/">要闻</a></li><li><a href="${origin}/zwgk/">政府信息公开</a></li></ul>`,
          ),
        ),
  'a home page that has moved':
    ({ home }) =>
    (_, response) =>
      response.writeHead(301, { location: home }).end(),
  'a menu that a script writes':
    ({ origin }) =>
    (_, response) =>
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(
          page(
            `${NAME}人民政府`,
            `<div id="m"></div><script>document.write('<a href="${origin}/zwgk/">政府信息公开</a>')</script>`,
          ),
        ),
  'under 公开保障 in a topic':
    ({ channel }) =>
    (request, response) => {
      const pages: Readonly<Record<string, string>> = {
        '/': page(
          `${NAME}人民政府`,
          '<ul><li><a href="/zt/">专题专栏</a></li><li><a href="/xw/">新闻动态</a></li></ul>',
        ),
        '/zt/': page('专题专栏', '<ul><li><a href="/zt/gk/">政务公开</a></li></ul>'),
        '/zt/gk/': page('政务公开', '<ul><li><a href="/zt/gk/bz/">公开保障</a></li></ul>'),
        '/zt/gk/bz/': page(
          '公开保障',
          `<ul><li><a href="${channel.replace(/&/g, '&amp;')}">政府信息公开年度报告</a></li></ul>`,
        ),
      };
      const body = pages[request.url ?? ''];
      response
        .writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
        .end(body ?? '');
    },
};
