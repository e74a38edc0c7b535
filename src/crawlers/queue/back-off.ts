/** How long to wait before asking again. Milliseconds everywhere. */

/** A host that wants more than this within one run is left for the next run. */
export const LONGEST_WAIT_MS = 15 * 60_000;
/** robots.txt files with `Crawl-delay: 3600` mean "go away"; with this limit a channel of 200 reports still ends within two hours. */
export const LONGEST_CRAWL_DELAY_MS = 30_000;
/** First pause after a failure; doubled for each further one. */
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 5 * 60_000;

/** `Retry-After` as seconds or as a date; null where there is none or it cannot be read. */
export function retryAfterMs(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * Pause before the attempt after `failures` failed ones (1…), doubled each time, with up to a half more by chance so that the requests
 * that failed together do not come back together.
 */
export function backOffMs(failures: number, first = FIRST_BACK_OFF_MS, random: () => number = Math.random): number {
  const plain = Math.min(LONGEST_BACK_OFF_MS, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(plain * (1 + random() / 2));
}
