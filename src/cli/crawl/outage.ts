import { crawlMessages } from '../messages/crawl.ts';

/** For a person: our own network is gone (null), or back after so many milliseconds. */
export const outageText = (lastedMs: number | null): string =>
  lastedMs === null ? crawlMessages.outage : crawlMessages.networkBack(Math.max(1, Math.round(lastedMs / 1000)));
