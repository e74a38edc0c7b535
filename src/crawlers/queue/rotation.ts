import type { Store } from '../../store/store.ts';
import { daysBetween } from '../../vocabulary/clock.ts';
import { titleYears } from '../../vocabulary/link-titles.ts';
import { withoutUserInfo } from '../../vocabulary/user-info.ts';
import type { FailureCode } from '../reasons.ts';
import type { NewRequest } from './request.ts';
import type { RequestHints } from './request-details.ts';
import { parseDetails } from './request-details.ts';
import { keyOf } from './request-key.ts';

/** A night asks for lists, for what they name anew, and for what has not been asked for long; noted in the archive, to be done again. */
export interface NightlyRound {
  /** Its first day, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Each page and file is asked for at least so often, days. */
const ROUND = 30;
/** January to April, reports of the last year: they are corrected while people still read them. */
const SEASON_ROUND = 7;
/** What was refused for good is tried again after so many days. */
const LOST_ROUND = 7;

/** Failures that no later request of the same kind mends by itself; all others are made again in each night. */
const LASTING: ReadonlySet<FailureCode> = new Set([
  'not_found',
  'refused',
  'too_large',
  'redirect_loop',
  'redirect_off_site',
  'unreadable',
]);

/** A request as the frontier remembers it. */
export interface RememberedRequest {
  readonly key: string;
  readonly state: 'pending' | 'active' | 'done' | 'failed';
  readonly failure: FailureCode | null;
  readonly message: string | null;
  readonly details: string;
  /** ISO 8601: start of the run that last asked for it. */
  readonly askedAt: string;
  /** A page that turned out to be a list is one. */
  readonly isChannel: number;
}

/** `REMEMBERED WHERE …`: rows of `RememberedRequest`. */
export const REMEMBERED = `SELECT request.id, key, request.kind, host, state, failure, message, details, started_at AS askedAt,
    EXISTS (SELECT 1 FROM channel WHERE channel.portal_id = request.portal_id AND channel.url = request.url) AS isChannel
  FROM request JOIN run ON run.id = request.run_id`;

const SPARE = 'UPDATE request SET spared_run_id = ? WHERE id = ?';

/** Which of the pages and files that a night meets are left for a later one. Whatever is decided follows from the database and the day. */
export class Rotation {
  readonly #store: Store;
  readonly #runId: number;

  constructor(store: Store, runId: number) {
    this.#store = store;
    this.#runId = runId;
  }

  /** Whether a request that something leads to is left for a later night; noted where it is. In the caller's transaction. */
  spares(portalId: string, request: NewRequest, { day }: NightlyRound): boolean {
    if (request.kind !== 'detail' && request.kind !== 'attachment') return false;
    const key = keyOf(portalId, { ...request, url: withoutUserInfo(request.url) });
    const known = this.#store.get<RememberedRequest & { id: number }>(`${REMEMBERED} WHERE key = ?`, key);
    if (known === undefined || isDue(known, request.details.hints, day)) return false;
    this.#store.run(SPARE, this.#runId, known.id);
    return true;
  }
}

/** Whether a page or file is asked for on a day; `wanted`: what leads to it says of it now. */
export function isDue(known: RememberedRequest, wanted: RequestHints, day: string): boolean {
  const age = daysBetween(known.askedAt, day);
  if (known.state === 'failed') return !isLasting(known) || age >= LOST_ROUND;
  // What waits already, and what was taken back and is named again.
  if (known.state !== 'done' || known.message !== null) return true;
  if (wanted.linksOnly === true || known.isChannel === 1 || isNews(known, wanted)) return true;
  const round = isOfSeason(wanted, day) ? SEASON_ROUND : ROUND;
  return age >= round - early(known.key, round);
}

const isLasting = ({ failure }: RememberedRequest): boolean => failure !== null && LASTING.has(failure);

/** A row with another title or day than when its page was asked for: something has been done to it. */
function isNews(known: RememberedRequest, wanted: RequestHints): boolean {
  const { title, date } = parseDetails(known.details).hints;
  return title !== wanted.title || date !== wanted.date;
}

/** Whether it may be a report of the last year, in the months in which these come out. */
function isOfSeason(hints: RequestHints, day: string): boolean {
  if (Number(day.slice(5, 7)) > 4) return false;
  const year = Number(day.slice(0, 4));
  const years = titleYears(hints.title ?? '');
  if (years.length > 0) return years.some((named) => named === year - 1 || named === year);
  return hints.date === undefined || Number(hints.date.slice(0, 4)) === year;
}

/** So many days before its round is over: what was asked for in one night does not come back in one. Up to a third of the round. */
function early(key: string, round: number): number {
  let hash = 0;
  for (const character of key) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % Math.ceil(round / 3);
}
