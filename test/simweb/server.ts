import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import iconv from 'iconv-lite';

/** A request as a simulated portal sees it. */
export interface SimRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Fields of a posted form, or of the address where nothing was posted. */
  readonly form: URLSearchParams;
  readonly body: string;
  readonly referer: string | null;
}

export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One answered request. */
export interface Hit {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** A page that was opened in a browser: no other asks for pictures along with it. */
  readonly isOpened: boolean;
}

export interface Listening {
  readonly origin: string;
  readonly log: readonly Hit[];
  close(): Promise<void>;
}

/** Serves on a free port of 127.0.0.1 and keeps a log of all that was asked. Text is sent as GBK or UTF-8, by the site. */
export async function serve(
  answer: (request: SimRequest) => Reply,
  charset: { readonly bytes: 'utf8' | 'gbk'; readonly label: string | null },
): Promise<Listening> {
  const log: Hit[] = [];
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) => {
        const reply = answer(asSimRequest(request, body));
        const status = reply.status ?? 200;
        const isOpened = /text\/html.*image\//.test(request.headers.accept ?? '');
        log.push({ method: request.method ?? 'GET', url: request.url ?? '/', status, isOpened });
        send(response, reply, status, charset);
      })
      .catch((error: unknown) => {
        response.writeHead(500, { 'Content-Type': 'text/plain' });
        response.end(String(error));
      });
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return { origin, log, close: () => close(server) };
}

function asSimRequest(request: IncomingMessage, body: string): SimRequest {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sim');
  const posted = /urlencoded/i.test(request.headers['content-type'] ?? '')
    ? new URLSearchParams(body)
    : new URLSearchParams();
  const form = new URLSearchParams([...searchParams, ...posted]);
  return {
    method: request.method ?? 'GET',
    path: decodeURI(pathname),
    query: searchParams,
    form,
    body,
    referer: request.headers.referer ?? null,
  };
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function send(
  response: ServerResponse,
  reply: Reply,
  status: number,
  { bytes, label }: { readonly bytes: 'utf8' | 'gbk'; readonly label: string | null },
): void {
  const type = reply.type ?? 'text/html';
  const text = typeof reply.body === 'string';
  response.writeHead(status, {
    'Content-Type': text && label !== null ? `${type}; charset=${label}` : type,
    ...reply.headers,
  });
  response.end(typeof reply.body === 'string' ? iconv.encode(reply.body, bytes) : reply.body);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
