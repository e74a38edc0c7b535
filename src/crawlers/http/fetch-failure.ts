import type { Exchange } from '../../archive/exchange.ts';
import { header } from '../../archive/exchange.ts';
import type { FailureCode } from '../reasons.ts';

/** Why an answer is not what was asked for, and whether asking again may help. */
export interface FetchFailure {
  readonly code: FailureCode;
  readonly message: string;
  readonly retry: boolean;
  /** Milliseconds that the host asks us to wait; null where it does not say. */
  readonly retryAfterMs?: number | null;
}

/** What the status line alone says; null where the answer can be looked into. */
export function statusFailure(exchange: Pick<Exchange, 'status' | 'headers' | 'payload'>): FetchFailure | null {
  const { status } = exchange;
  const message = `HTTP ${status}`;
  if (status >= 200 && status < 300) return null;
  if (status === 404 || status === 410) return { code: 'not_found', message, retry: false };
  if (status === 401 || status === 403 || status === 451) return { code: 'refused', message, retry: false };
  if (status === 429 || status === 503) return { code: 'throttled', message, retry: true };
  if (status === 408 || status === 425) return { code: 'timeout', message, retry: true };
  if (status >= 500) return { code: 'server_error', message, retry: true };
  if (status >= 300 && status < 400) {
    const to = header(exchange, 'location');
    // Browsers show the body of a redirect that leads nowhere: some portals send the page itself so.
    if (to === null && exchange.payload.length > 0) return null;
    return { code: 'server_error', message: to === null ? `${message} without an address` : message, retry: false };
  }
  return { code: 'server_error', message, retry: false };
}

/** What a body that breaks off means. */
export function truncationFailure(exchange: Exchange): FetchFailure | null {
  if (exchange.truncated === 'length') {
    return { code: 'too_large', message: `over the size limit at ${exchange.entity.length} bytes`, retry: false };
  }
  if (exchange.truncated === 'time')
    return { code: 'timeout', message: `stopped after ${exchange.entity.length} bytes`, retry: true };
  if (exchange.truncated === 'disconnect') {
    return {
      code: 'unreachable',
      message: `the connection broke off after ${exchange.entity.length} bytes`,
      retry: true,
    };
  }
  if (exchange.entity.length > 0 && exchange.payload.length === 0) {
    return { code: 'too_large', message: 'the compressed body unpacks to more than is allowed', retry: false };
  }
  return null;
}
