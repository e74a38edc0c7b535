import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CHANNEL, homePage, listPage, listPageCount, listPageName, notFoundPage } from './pages.ts';
import { currentReports, type PortalPage, type PortalPlan, type PortalTruth } from './plan.ts';
import { smallPlan } from './small.ts';

export interface SamplePortalOptions {
  /** Port on 127.0.0.1; by default any free one. */
  readonly port?: number;
  /** Its pages; by default the small portal's, with one of each peculiarity. */
  readonly plan?: PortalPlan;
}

export interface SamplePortal {
  /** The channel of annual reports: where a crawl starts. */
  readonly url: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** What a perfect crawl finds. Computed on first use; for a large portal that takes a moment. */
  readonly truth: PortalTruth;
  /** Requests answered so far, by status. */
  readonly answers: ReadonlyMap<number, number>;
  close(): Promise<void>;
}

interface ServedFile {
  readonly bytes: () => Uint8Array;
  readonly type: string;
  readonly modified: Date;
}

/** Serves the sample portal on 127.0.0.1: static pages of the TRS family, deterministic, with ETag, Last-Modified and 304. */
export async function startSamplePortal(options: SamplePortalOptions = {}): Promise<SamplePortal> {
  const { port = 0, plan = smallPlan() } = options;
  const resources = resourcesOf(plan);
  const answers = new Map<number, number>();
  const server = createServer((request, response) => {
    answer(request, response, resources);
    answers.set(response.statusCode, (answers.get(response.statusCode) ?? 0) + 1);
  });
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    origin,
    url: `${origin}${CHANNEL}`,
    answers,
    get truth() {
      return truthOf(plan, origin);
    },
    close: () => close(server),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    // A crawler's idle keep-alive connections would keep the server open.
    server.closeAllConnections();
  });
}

function resourcesOf(plan: PortalPlan): Map<string, ServedFile> {
  const newest = new Date(plan.pages[0]?.date ?? '2025-01-01');
  const page = (bytes: () => Uint8Array, modified = newest, charset: string | null = null): ServedFile => ({
    bytes,
    modified,
    type: charset === null ? 'text/html' : `text/html; charset=${charset}`,
  });
  const resources = new Map<string, ServedFile>([
    ['/', page(homePage)],
    ['/robots.txt', { ...page(() => Buffer.from('User-agent: *\nDisallow: /admin/\n')), type: 'text/plain' }],
  ]);
  for (let number = 0; number < listPageCount(plan); number++) {
    const list = page(() => listPage(plan, number));
    resources.set(`${CHANNEL}${listPageName(number)}`, list);
    if (number === 0) resources.set(CHANNEL, list);
  }
  for (const one of plan.pages) {
    const modified = new Date(one.date);
    resources.set(
      pathname(one),
      page(() => one.bytes(), modified, one.charset),
    );
    const { attachment } = one;
    if (attachment !== undefined)
      resources.set(pathname(attachment), { bytes: () => attachment.bytes(), type: attachment.type, modified });
  }
  return resources;
}

const pathname = ({ path }: Pick<PortalPage, 'path'>): string => new URL(path, `http://localhost${CHANNEL}`).pathname;

function answer(request: IncomingMessage, response: ServerResponse, resources: Map<string, ServedFile>): void {
  const resource = resources.get(new URL(request.url ?? '/', 'http://localhost').pathname);
  if (resource === undefined) {
    send(request, response, 404, notFoundPage(), { 'content-type': 'text/html' });
    return;
  }
  const bytes = resource.bytes();
  const headers = {
    'content-type': resource.type,
    etag: `"${createHash('sha1').update(bytes).digest('hex').slice(0, 16)}"`,
    'last-modified': resource.modified.toUTCString(),
  };
  if (isFresh(request, headers.etag, resource.modified)) send(request, response, 304, new Uint8Array(), headers);
  else send(request, response, 200, bytes, headers);
}

function isFresh({ headers }: IncomingMessage, etag: string, modified: Date): boolean {
  if (headers['if-none-match'] !== undefined) return headers['if-none-match'].split(/,\s*/).includes(etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && modified.getTime() <= since;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': bytes.byteLength });
  response.end(request.method === 'HEAD' || status === 304 ? undefined : bytes);
}

function truthOf(plan: PortalPlan, origin: string): PortalTruth {
  return {
    listPages: listPageCount(plan),
    reports: currentReports(plan.pages),
    pages: plan.pages.map((page) => ({
      url: `${origin}${pathname(page)}`,
      kind: page.kind,
      title: page.title,
      truth: page.truth,
    })),
  };
}
