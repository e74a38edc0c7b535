import type { Exchange } from '../archive/exchange.ts';
import { header } from '../archive/exchange.ts';
import type { Failure } from './reasons.ts';

/** Why an answer is not what was asked for, and whether asking again may help. */
export interface Trouble {
  readonly failure: Failure;
  readonly message: string;
  readonly retry: boolean;
  /** Milliseconds that the host asks us to wait; null where it does not say. */
  readonly retryAfterMs?: number | null;
}

/** What the status line alone says; null where the answer can be looked into. */
export function statusTrouble(exchange: Pick<Exchange, 'status' | 'headers'>): Trouble | null {
  const { status } = exchange;
  const message = `HTTP ${status}`;
  if (status >= 200 && status < 300) return null;
  if (status === 404 || status === 410) return { failure: 'not_found', message, retry: false };
  if (status === 401 || status === 403 || status === 451) return { failure: 'refused', message, retry: false };
  if (status === 429 || status === 503) return { failure: 'throttled', message, retry: true };
  if (status === 408 || status === 425) return { failure: 'timeout', message, retry: true };
  if (status >= 500) return { failure: 'server_error', message, retry: true };
  if (status >= 300 && status < 400) {
    const to = header(exchange, 'location');
    return { failure: 'server_error', message: to === null ? `${message} without an address` : message, retry: false };
  }
  return { failure: 'server_error', message, retry: false };
}

/** What a body that breaks off means. */
export function truncationTrouble(exchange: Exchange): Trouble | null {
  if (exchange.truncated === 'length') {
    return { failure: 'too_large', message: `over the size limit at ${exchange.entity.length} bytes`, retry: false };
  }
  if (exchange.truncated === 'time')
    return { failure: 'timeout', message: `stopped after ${exchange.entity.length} bytes`, retry: true };
  if (exchange.truncated === 'disconnect') {
    return {
      failure: 'unreachable',
      message: `the connection broke off after ${exchange.entity.length} bytes`,
      retry: true,
    };
  }
  if (exchange.entity.length > 0 && exchange.payload.length === 0) {
    return { failure: 'too_large', message: 'the compressed body unpacks to more than is allowed', retry: false };
  }
  return null;
}
