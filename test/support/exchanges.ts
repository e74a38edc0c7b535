import type { Exchange } from '../../src/archive/exchange.ts';
import { entityOf, parseHead, payloadOf } from '../../src/archive/http.ts';

const EMPTY = Buffer.alloc(0);

/** An exchange as the fetcher makes it from the wire: `head` and `block` are the response's bytes. */
export function exchange(
  url: string,
  block: Buffer | string = EMPTY,
  head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n',
  more: Partial<Exchange> = {},
): Exchange {
  const responseHead = Buffer.from(head, 'latin1');
  const responseBlock = Buffer.from(block);
  const { headers, status } = parseHead(responseHead);
  const entity = entityOf(responseBlock, headers);
  const { pathname, host } = new URL(url);
  return {
    url,
    method: 'GET',
    startedAt: Date.UTC(2026, 0, 31, 8, 0, 0),
    durationMs: 5,
    ip: '192.0.2.7',
    requestHead: Buffer.from(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
    requestBody: EMPTY,
    status: status ?? 0,
    responseHead,
    responseBlock,
    entity,
    payload: payloadOf(entity, headers),
    headers,
    truncated: null,
    ...more,
  };
}
