import { duePortals, isSeason } from '../query/nights/index.ts';
import type { FindingKind } from '../store/nights/kinds.ts';
import type { Store } from '../store/store.ts';
import { type Fall, fallsOf } from './compare.ts';
import { expectedOf } from './history.ts';
import type { ChannelMeasure } from './measure.ts';

/** An address where something is wrong in this night. */
export interface CurrentProblem {
  /** Null for what concerns the whole run. */
  readonly portal: string | null;
  readonly kind: FindingKind;
  readonly url: string;
  /** What makes it the same from night to night. */
  readonly code: string;
  /** For a person. */
  readonly message: string;
}

/** A portal's channel with what fell. */
export interface JudgedChannel {
  readonly measure: ChannelMeasure;
  readonly falls: readonly Fall[];
  /** The dialect of its good nights: a portal that was made anew is of its old family still. */
  readonly family: string | null;
}

/** Each channel against its own last good nights. */
export function judgeChannels(store: Store, measures: readonly ChannelMeasure[]): JudgedChannel[] {
  return measures.map((measure) => {
    const expected = expectedOf(store, measure.channelId);
    return { measure, falls: fallsOf(measure, expected), family: expected.platform ?? measure.platform };
  });
}

/** All that is wrong with the portals whose visits ended in this night, each address once a kind. */
export function problemsOf(
  store: Store,
  { channels, portals, day }: { channels: readonly JudgedChannel[]; portals: readonly string[]; day: string },
): CurrentProblem[] {
  const requests = failedRequests(store, portals);
  const failedLists = new Set(requests.filter(({ isList }) => isList).map(({ portal }) => portal));
  const judged = channels.filter(({ measure }) => !failedLists.has(measure.portal));
  return [
    ...requests.map(({ isList: _, ...problem }) => problem),
    ...judged.flatMap(listProblem),
    ...channels.flatMap(readingProblem),
    ...unreadable(store, portals),
    ...behind(store, channels, day),
  ];
}

/** What the failure of a list says. */
const OF_LISTS: Readonly<Record<string, FindingKind>> = {
  unreachable: 'unreachable',
  timeout: 'unreachable',
  refused: 'refused',
  robots: 'refused',
  throttled: 'throttled',
  server_error: 'server_error',
  not_found: 'moved',
  redirect_off_site: 'moved',
  redirect_loop: 'moved',
};

interface FailedRequest extends CurrentProblem {
  readonly portal: string;
  readonly isList: boolean;
}

const FAILED = `SELECT kind, url, coalesce(failure, 'unreachable') AS failure, coalesce(message, '') AS message FROM request
  WHERE portal_id = ? AND state = 'failed' ORDER BY id`;

function failedRequests(store: Store, portals: readonly string[]): FailedRequest[] {
  return portals.flatMap((portal) =>
    store
      .all<{ kind: string; url: string; failure: string; message: string }>(FAILED, portal)
      .map(({ kind, url, failure, message }) => {
        const isList = kind === 'channel' || kind === 'list';
        const what = isList ? (OF_LISTS[failure] ?? 'list_fell') : 'page_failed';
        return { portal, kind: what, url, code: failure, message, isList };
      }),
  );
}

function listProblem({ measure, falls }: JudgedChannel): CurrentProblem[] {
  const { portal, url, completeness } = measure;
  const fallen = falls.filter(({ what }) => what === 'list');
  if (fallen.length > 0)
    return [{ portal, kind: 'list_fell', url, code: 'list', message: fallen.map(({ message }) => message).join('; ') }];
  if (completeness === 'complete') return [];
  return [{ portal, kind: 'incomplete', url, code: completeness ?? 'unknown', message: `its list is ${completeness}` }];
}

function readingProblem({ measure: { portal, url }, falls }: JudgedChannel): CurrentProblem[] {
  const fallen = falls.filter(({ what }) => what === 'reading').map(({ message }) => message);
  return fallen.length === 0
    ? []
    : [{ portal, kind: 'reading_fell', url, code: 'reading', message: fallen.join('; ') }];
}

const UNREADABLE = `SELECT DISTINCT request.portal_id AS portal, capture.url, coalesce(payload.reason, 'unreadable') AS code,
    coalesce(payload.message, payload.reason, '') AS message
  FROM payload JOIN capture ON capture.payload_id = payload.id JOIN request ON request.id = capture.request_id
  WHERE payload.state = 'unreadable' AND request.portal_id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
    SELECT 1 FROM capture AS later WHERE later.url = capture.url AND later.id > capture.id AND later.payload_id IS NOT payload.id
      AND later.payload_id IS NOT NULL)
  ORDER BY capture.id`;

function unreadable(store: Store, portals: readonly string[]): CurrentProblem[] {
  return store
    .all<Omit<CurrentProblem, 'kind'>>(UNREADABLE, JSON.stringify(portals))
    .map((row) => ({ ...row, kind: 'unreadable' }));
}

/** The last day on which a report of the last year is due by law: governments, which sum up their departments. */
const LAST_LEGAL_DAY = '03-31';

/**
 * Portals that are behind a year ago: by this day, more than half of what had been published then is missing now, and at least three
 * reports; of fewer, any once the last legal day is over.
 */
function behind(store: Store, channels: readonly JudgedChannel[], day: string): CurrentProblem[] {
  if (!isSeason(day)) return [];
  const first = new Map([...channels].reverse().map(({ measure }) => [measure.portal, measure.url]));
  return duePortals(store, day).flatMap(({ portal, missing, of }) => {
    const url = first.get(portal);
    if (url === undefined) return [];
    const wereThere = publishedBy(store, portal, day);
    const late = wereThere.missing >= 3 && wereThere.missing * 2 > wereThere.of;
    const isOver = day.slice(5) > LAST_LEGAL_DAY && missing * 2 > of;
    if (!late && !isOver) return [];
    const message = `${of - missing} of ${of} reports of the last year; a year ago ${wereThere.of} were there by now`;
    return [{ portal, kind: 'season_behind' as const, url, code: 'season', message }];
  });
}

/** Two weeks of grace: organs do not publish on the same day each year. */
const PUBLISHED_BY = `SELECT count(*) AS "of", coalesce(sum(NOT EXISTS (SELECT 1 FROM report AS now WHERE now.portal_id = before.portal_id
    AND now.organ = before.organ AND now.year = before.year + 1 AND now.is_current = 1)), 0) AS missing
  FROM report AS before WHERE before.year = ? AND before.portal_id = ? AND before.is_current = 1
    AND date(before.published_on, '+1 year', '+14 days') <= ?`;

function publishedBy(store: Store, portal: string, day: string): { of: number; missing: number } {
  const year = Number(day.slice(0, 4)) - 2;
  return store.get<{ of: number; missing: number }>(PUBLISHED_BY, year, portal, day) ?? { of: 0, missing: 0 };
}
