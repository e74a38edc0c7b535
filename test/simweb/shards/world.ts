import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { etagOf, SimPortal } from '../nights/portal.ts';

/** One request, as the server saw it, in the order of arrival. */
export interface ServerHit {
  readonly host: string;
  readonly path: string;
  /** Who asked, by the address that its user agent gives. */
  readonly worker: string;
}

const SIGNS = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕'];
const FIRST_YEAR = 2019;

/** Portals with several reports each, at loopback addresses of their own, behind one server that keeps a log. */
export class ShardWorld {
  readonly portals: readonly SimPortal[];
  readonly log: ServerHit[] = [];
  /** Told of each request before it is answered. */
  onHit: (hit: ServerHit) => void = () => undefined;
  readonly #byAddress: ReadonlyMap<string, SimPortal>;
  readonly #server: http.Server;
  #port = 0;

  private constructor(portals: readonly SimPortal[]) {
    this.portals = portals;
    this.#byAddress = new Map(portals.map((portal) => [portal.address, portal]));
    this.#server = http.createServer((request, response) => this.#answer(request, response));
  }

  static async open({ portals, reports }: { readonly portals: number; readonly reports: number }): Promise<ShardWorld> {
    const world = new ShardWorld(
      Array.from(
        { length: portals },
        (_, index) =>
          new SimPortal({
            id: `p${String(index).padStart(4, '0')}`,
            address: `127.1.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`,
            family: index % 3 === 2 ? 'vsb' : 'trs',
            organ: `${SIGNS[index % SIGNS.length]}${SIGNS[Math.floor(index / SIGNS.length) % SIGNS.length]}县人民政府`,
            reports: Array.from({ length: reports }, (__, at) => ({
              year: FIRST_YEAR + at,
              publishedOn: `${FIRST_YEAR + at + 1}-01-20`,
              seed: 10_000 + index * 50 + at,
            })),
          }),
      ),
    );
    await new Promise<void>((resolve, reject) => {
      world.#server.once('error', reject);
      world.#server.listen(0, '0.0.0.0', resolve);
    });
    world.#port = (world.#server.address() as AddressInfo).port;
    return world;
  }

  urlOf(portal: SimPortal): string {
    return `http://${portal.address}:${this.#port}${portal.channel}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const host = request.headers.host ?? '';
    const path = request.url ?? '/';
    const worker = /\+https?:\/\/([\w-]+)/.exec(request.headers['user-agent'] ?? '')?.[1] ?? '';
    const hit = { host, path, worker };
    this.log.push(hit);
    this.onHit(hit);
    const portal = this.#byAddress.get(host.split(':')[0] ?? '');
    if (portal === undefined || path === '/robots.txt') {
      response.writeHead(404).end();
      return;
    }
    const { status, body } = portal.answer(path);
    const etag = etagOf(body);
    if (status === 200 && request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', etag }).end(body);
  }
}
