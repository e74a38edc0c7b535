import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A handler of one path of a test server. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** `METHOD path` of each request, in order. */
  readonly log: { readonly line: string; readonly at: number; readonly headers: http.IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** A real HTTP server on a free port of 127.0.0.1; paths without a handler answer 404. */
export async function startServer(handlers: Readonly<Record<string, Handler | string | Buffer>>): Promise<TestServer> {
  const log: TestServer['log'] = [];
  const server = http.createServer((request, response) => {
    const path = request.url ?? '/';
    log.push({ line: `${request.method} ${path}`, at: Date.now(), headers: request.headers });
    const handler = handlers[path] ?? handlers[path.split('?')[0] ?? ''] ?? handlers['*'];
    if (handler === undefined) response.writeHead(404).end('not here');
    else if (typeof handler === 'function') handler(request, response);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(handler);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, port, log, close };
}

export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** What each connection sent, as bytes. */
  readonly received: Buffer[];
  close(): Promise<void>;
}

/** A TCP server that answers each request with bytes of your own: for what no HTTP library would send. */
export async function startRawServer(answer: (socket: Socket, head: string) => void): Promise<RawServer> {
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      received.push(data);
      answer(socket, data.toString('latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { url: `http://127.0.0.1:${port}`, port, received, close };
}
