import type { FailureCode } from '../crawlers/reasons.ts';
import type { Verdict } from './verdicts.ts';

/** What a request's failure says of the channel that was asked for. */
export const FAILURE_VERDICTS: Readonly<Record<FailureCode, Verdict>> = {
  not_found: 'moved',
  redirect_loop: 'moved',
  redirect_off_site: 'moved',
  refused: 'blocked',
  throttled: 'blocked',
  // A notice or an index page with status 200 in place of the content: how most portals throttle.
  soft_error: 'blocked',
  file_missing: 'redesigned',
  robots: 'blocked',
  server_error: 'unreachable',
  unreachable: 'unreachable',
  timeout: 'unreachable',
  too_large: 'redesigned',
  unreadable: 'redesigned',
  // The page itself is at another worker's.
  other_shard: 'unreachable',
};
