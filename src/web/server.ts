import type { AddressInfo } from 'node:net';
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
