import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type PagesOptions, pagesOf } from './app.ts';
import { isLoopback } from './guard.ts';

export interface ServerOptions extends Pick<PagesOptions, 'dataDir' | 'onError' | 'sharedWork'> {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

export interface PagesServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A reader that sends its request word by word, in milliseconds. */
const SLOWEST_MS = 15_000;

const UNREAD: Readonly<Record<string, readonly [status: string, text: string]>> = {
  HPE_INVALID_URL: [
    '400 Bad Request',
    "The address has characters that must be percent-encoded; curl does it so: curl -G --data-urlencode 'q=网站' ADDRESS\n" +
      '地址中的汉字须先编码，例如：curl -G --data-urlencode "q=网站" 地址\n',
  ],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are too long. 请求头过长。\n'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not come to its end. 请求没有发完。\n'],
};

/** Requests that Node does not understand never reach the pages: without this they would be answered by an empty 400. */
function refuseUnread(code: string, socket: Duplex): void {
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  const [status, text] = UNREAD[code] ?? ['400 Bad Request', 'This is no request of HTTP. 这不是 HTTP 请求。\n'];
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n\r\n${text}`);
}

/** Serves the pages of a data folder until it is closed. @throws StoreError without a database, Error where the port is taken. */
export async function startPages({
  dataDir,
  host,
  port,
  onError,
  sharedWork = null,
}: ServerOptions): Promise<PagesServer> {
  const pages = pagesOf({
    ...{ dataDir, sharedWork, local: isLoopback(host) },
    ...(onError === undefined ? {} : { onError }),
    readerOf: (context) => getConnInfo(context).remote.address ?? '',
  });
  const serverOptions = { headersTimeout: SLOWEST_MS, requestTimeout: SLOWEST_MS, maxHeaderSize: 16_384 };
  const server = serve({ fetch: pages.fetch, hostname: host, port, serverOptions });
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject)).catch(
    async (error) => {
      await pages.close();
      throw error;
    },
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => refuseUnread(error.code ?? '', socket));
  // After the address is said: what the corpus holds is counted while the person opens the browser.
  let isOpen = true;
  setImmediate(() => void pages.warm().catch((error: unknown) => isOpen && onError?.(error, '/')));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    close: async () => {
      isOpen = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await pages.close();
    },
  };
}
