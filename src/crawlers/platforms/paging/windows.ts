import type { DialectState } from '../dialect.ts';

/** A stretch of a list asked by record numbers and by page number at once: servers obey the one or the other. */
export interface Window {
  /** 1-based number of the first record wanted. */
  readonly start: number;
  readonly size: number;
  /** The page that begins there. */
  readonly page: number;
}

/**
 * The window that follows `rows` rows got for a request of `asked`. Servers cut long windows in silence; then what they served is the
 * size for the rest of the list, so that the next window begins where this one really ended.
 */
export function nextWindow(state: DialectState | undefined, asked: number, rows: number): Window {
  const seen = (typeof state?.seen === 'number' ? state.seen : 0) + rows;
  const known = typeof state?.size === 'number' && state.size > 0 ? state.size : undefined;
  const size = known ?? Math.max(1, Math.min(asked, rows));
  return { start: seen + 1, size, page: Math.floor(seen / size) + 1 };
}
