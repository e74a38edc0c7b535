import { dayAfter } from '../vocabulary/clock.ts';
import type { Store } from './store.ts';

/** What a page gave in the browser, as the table `browser_retry` keeps it. */
export interface BrowserRetryOutcome {
  readonly portalId: string;
  readonly url: string;
  /** Digest of the bytes that a plain request brought. */
  readonly sha256: string;
  /** The form of its address and of its text: pages of one template are alike. */
  readonly shape: string;
  /** Whether more was there than without scripts. */
  readonly gaveMore: boolean;
}

/** Pages change their scripts: what was learned counts for so many days. */
const VALID_DAYS = 30;
/** So many pages of one shape that gave nothing more, and none that did, tell of the others. */
const ENOUGH = 3;

export function addBrowserRetry(store: Store, retry: BrowserRetryOutcome, day: string): void {
  store.run(
    `INSERT INTO browser_retry (portal_id, url, sha256, shape, gave_more, retried_on) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (portal_id, url) DO UPDATE SET sha256 = excluded.sha256, shape = excluded.shape, gave_more = excluded.gave_more,
       retried_on = excluded.retried_on`,
    retry.portalId,
    retry.url,
    retry.sha256,
    retry.shape,
    retry.gaveMore ? 1 : 0,
    day,
  );
}

/** Why the browser would show nothing more: the page is as it was when it did not, or its like on this portal never did. Null: it may. */
export function browserLesson(
  store: Store,
  retry: Omit<BrowserRetryOutcome, 'gaveMore'>,
  day: string,
): 'unchanged' | 'alike' | null {
  const since = dayAfter(day, -VALID_DAYS);
  const own = store.get(
    `SELECT 1 FROM browser_retry WHERE portal_id = ? AND url = ? AND sha256 = ? AND gave_more = 0 AND retried_on >= ?`,
    retry.portalId,
    retry.url,
    retry.sha256,
    since,
  );
  if (own !== undefined) return 'unchanged';
  const alike = store.get<{ none: number; more: number }>(
    `SELECT count(*) FILTER (WHERE gave_more = 0) AS none, count(*) FILTER (WHERE gave_more = 1) AS more FROM browser_retry
     WHERE portal_id = ? AND shape = ? AND retried_on >= ?`,
    retry.portalId,
    retry.shape,
    since,
  );
  return alike !== undefined && alike.none >= ENOUGH && alike.more === 0 ? 'alike' : null;
}
