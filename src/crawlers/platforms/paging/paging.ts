import type { DialectState, Listing, ListRequest } from '../dialect.ts';
import type { Totals } from './totals.ts';

/** How far a list has been read. It travels in the requests' `state`. */
export interface Progress {
  /** 1-based number of the page just read. */
  readonly page: number;
  /** Rows on it. */
  readonly rows: number;
  /** Rows on the first page: what the list holds a page. */
  readonly size: number;
  /** Rows read so far, this page included. */
  readonly seen: number;
}

/** The progress after a page, from the state that its request carried (none on the first page). */
export function advance(state: DialectState | undefined, page: number, rows: number): Progress {
  const size = typeof state?.size === 'number' && state.size > 0 ? state.size : rows;
  const seen = (typeof state?.seen === 'number' ? state.seen : 0) + rows;
  return { page, rows, size, seen };
}

export function totalsOf(items: number | undefined, pages?: number | undefined): Totals {
  return { ...(items !== undefined ? { items } : {}), ...(pages !== undefined ? { pages } : {}) };
}

/** A list's own totals, as a listing tells them. */
export function announced({ items, pages }: Totals): Pick<Listing, 'announcedItems' | 'announcedPages'> {
  return {
    ...(items !== undefined ? { announcedItems: items } : {}),
    ...(pages !== undefined ? { announcedPages: pages } : {}),
  };
}

/**
 * Whether to ask for a further page. Totals are often stale, too high or too low: under the total the list goes on (`yes`); at the total
 * it is over, except where the last page is as full as the first or more rows came than announced. Then one more page is a `probe`.
 */
export function further({ page, rows, size, seen }: Progress, totals: Totals): 'yes' | 'probe' | 'no' {
  if (rows === 0) return 'no';
  if (totals.pages !== undefined && page < totals.pages) return 'yes';
  if (totals.items !== undefined && seen < totals.items) return totals.pages === undefined ? 'yes' : 'probe';
  if (totals.items === undefined && totals.pages === undefined) return page > 1 && rows < size ? 'no' : 'probe';
  const over = totals.items !== undefined && seen > totals.items;
  return over || (page > 1 && rows >= size) ? 'probe' : 'no';
}

/** The request for the page that follows, if there is to be one; it carries the progress on. */
export function follow(
  progress: Progress,
  totals: Totals,
  request: Omit<ListRequest, 'page' | 'tentative'>,
): ListRequest[] {
  const step = further(progress, totals);
  return step === 'no' ? [] : [{ ...onward(progress, request), ...(step === 'probe' ? { tentative: true } : {}) }];
}

/** A request for the page that follows, come what may. */
export function onward(progress: Progress, request: Omit<ListRequest, 'page'>): ListRequest {
  const state = { ...request.state, size: progress.size, seen: progress.seen };
  return { ...request, page: progress.page + 1, state };
}
