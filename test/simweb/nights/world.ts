import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { etagOf, type SimFamily, SimPortal } from './portal.ts';

/** What was asked for in a night, robots.txt apart. */
export interface Asked {
  lists: number;
  pages: number;
  robots: number;
}

const SIGNS = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕'];

/** Made-up counties, all different, up to 900. */
const organNamed = (index: number): string =>
  `${SIGNS[index % SIGNS.length]}${SIGNS[Math.floor(index / SIGNS.length) % SIGNS.length]}县人民政府`;

/** Many portals, each at a loopback address of its own, behind one server; their network can go. */
export class World {
  readonly portals: SimPortal[];
  readonly #byAddress = new Map<string, SimPortal>();
  #server: http.Server | null = null;
  #port = 0;
  asked: Asked = { lists: 0, pages: 0, robots: 0 };
  /** Which pages were asked for, by portal and path. */
  readonly log: string[] = [];

  private constructor(portals: SimPortal[]) {
    this.portals = portals;
    for (const portal of portals) this.#byAddress.set(portal.address, portal);
  }

  /** So many portals of two families, each with a report of last year. */
  static async open(count: number, familyOf: (index: number) => SimFamily): Promise<World> {
    const world = new World(
      Array.from(
        { length: count },
        (_, index) =>
          new SimPortal({
            id: `p${String(index).padStart(4, '0')}`,
            address: `127.0.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`,
            family: familyOf(index),
            organ: organNamed(index),
            reports: [{ year: 2024, publishedOn: '2025-01-20', seed: 10_000 + index }],
          }),
      ),
    );
    await world.connect();
    return world;
  }

  urlOf(portal: SimPortal): string {
    return `http://${portal.address}:${this.#port}${portal.channel}`;
  }

  portal(index: number): SimPortal {
    const found = this.portals[index];
    if (found === undefined) throw new RangeError(`no portal ${index}`);
    return found;
  }

  /** The network is there (again). */
  async connect(): Promise<void> {
    const server = http.createServer((request, response) => this.#answer(request, response));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '0.0.0.0', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
  }

  /** The network is gone. */
  async disconnect(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const portal = this.#byAddress.get((request.headers.host ?? '').split(':')[0] ?? '');
    const path = request.url ?? '/';
    if (path === '/robots.txt') {
      this.asked.robots++;
      response.writeHead(404).end();
      return;
    }
    if (portal === undefined || portal.mood === 'silent') {
      request.socket.destroy();
      return;
    }
    if (path === portal.channel) this.asked.lists++;
    else {
      this.asked.pages++;
      this.log.push(`${portal.id} ${path}`);
    }
    const { status, body } = portal.answer(path);
    const etag = etagOf(body);
    if (status === 200 && request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', etag }).end(body);
  }
}
