import type { Completeness, FailureCode } from '../crawlers/reasons.ts';
import type { Store } from '../store/store.ts';
import { lastGoodPage } from './good-page.ts';

/** How a channel was when it was last crawled well. */
export interface ChannelBefore {
  /** Rows of its list, and of those below it. */
  readonly items: number;
  /** Day of that crawl, `YYYY-MM-DD`. */
  readonly day: string;
  readonly platform: string | null;
  readonly evidence: readonly string[];
  /** Where its address led; null where the archive does not tell. */
  readonly finalUrl: string | null;
}

/** How the last visit of a channel ended. */
export interface ChannelLast {
  readonly items: number;
  readonly announced: number | null;
  readonly platform: string | null;
  readonly evidence: readonly string[];
  readonly stop: string | null;
  /** Whether its list, and those below it, were read to their end: the worst of them; null where the visit was not finished. */
  readonly completeness: Completeness | null;
  readonly completenessEvidence: string | null;
  /** Set where its own page could not be had. */
  readonly failure: FailureCode | null;
  readonly message: string | null;
  /** Requests of details and files below it that are done, and that failed, by reason. */
  readonly done: number;
  readonly failed: Readonly<Partial<Record<FailureCode, number>>>;
}

/** What the database knows of a configured channel; `before` is null where no crawl of it brought anything. */
export interface ChannelMemory {
  readonly last: ChannelLast;
  readonly before: ChannelBefore | null;
}

export interface PortalMemory {
  /** Start of the last run that visited it, ISO 8601 UTC. */
  readonly visitedAt: string | null;
  /** Current reports. */
  readonly reports: number;
  /** Rows that its lists were seen to have, by address. */
  readonly titles: ReadonlyMap<string, string>;
  readonly channel: (url: string) => ChannelMemory | null;
}

/** What the database knows of a portal; null: it was never crawled. */
export function rememberPortal(store: Store, portalId: string): PortalMemory | null {
  const portal = store.get<{ reports: number; visitedAt: string | null }>(
    `SELECT (SELECT count(*) FROM report WHERE portal_id = portal.id AND is_current = 1) AS reports,
       (SELECT started_at FROM run WHERE id = (SELECT max(run_id) FROM channel WHERE portal_id = portal.id)) AS visitedAt
     FROM portal WHERE id = ?`,
    portalId,
  );
  if (portal === undefined) return null;
  const rows = store.all<{ url: string; title: string }>(
    'SELECT list_item.url, list_item.title FROM list_item JOIN channel ON channel.id = channel_id WHERE portal_id = ?',
    portalId,
  );
  return {
    ...portal,
    titles: new Map(rows.map(({ url, title }) => [url, title])),
    channel: (url) => rememberChannel(store, portalId, url),
  };
}

interface RememberedChannel {
  readonly id: number;
  readonly announced: number | null;
  readonly platform: string | null;
  readonly evidence: string | null;
  readonly stop: string | null;
  readonly run: number;
}

/** The channel and all channels below it. */
const TREE = `WITH RECURSIVE tree(id) AS (SELECT ? UNION SELECT channel.id FROM channel JOIN tree ON parent_id = tree.id)`;

function rememberChannel(store: Store, portalId: string, url: string): ChannelMemory | null {
  const row = store.get<RememberedChannel>(
    'SELECT id, announced, platform, evidence, stop_reason AS stop, run_id AS run FROM channel WHERE portal_id = ? AND url = ?',
    portalId,
    url,
  );
  return row === undefined ? null : { last: lastVisit(store, row), before: lastGoodVisit(store, row) };
}

function lastVisit(store: Store, row: RememberedChannel): ChannelLast {
  const own = store.get<{ failure: FailureCode; message: string | null }>(
    "SELECT failure, message FROM request WHERE channel_id = ? AND kind IN ('channel', 'list') AND state = 'failed' ORDER BY kind, id LIMIT 1",
    row.id,
  );
  const outcomes = store.all<{ failure: FailureCode | null; n: number }>(
    `${TREE} SELECT failure, count(*) AS n FROM request
       WHERE channel_id IN tree AND kind IN ('detail', 'attachment') AND state IN ('done', 'failed') GROUP BY failure`,
    row.id,
  );
  const end = store.get<{ completeness: Completeness; evidence: string }>(
    `${TREE} SELECT completeness, completeness_evidence AS evidence FROM channel
       WHERE id IN tree AND completeness IS NOT NULL ORDER BY completeness = 'complete', completeness, id LIMIT 1`,
    row.id,
  );
  return {
    items: aliveIn(store, row.id, row.run),
    announced: row.announced,
    platform: row.platform,
    evidence: parsed(row.evidence),
    stop: row.stop,
    completeness: end?.completeness ?? null,
    completenessEvidence: end?.evidence ?? null,
    failure: own?.failure ?? null,
    message: own?.message ?? null,
    done: outcomes.find(({ failure }) => failure === null)?.n ?? 0,
    failed: Object.fromEntries(outcomes.flatMap(({ failure, n }) => (failure === null ? [] : [[failure, n]]))),
  };
}

/** Rows that were in the lists at the time of a run: seen not later for the first time, and not earlier for the last. */
function aliveIn(store: Store, channelId: number, runId: number): number {
  const sql = `${TREE} SELECT count(*) AS n FROM list_item WHERE channel_id IN tree AND first_run_id <= ? AND last_run_id >= ?`;
  return store.get<{ n: number }>(sql, channelId, runId, runId)?.n ?? 0;
}

/** A crawl that saw at least half as many rows as the best one was good. */
const GOOD_SHARE = 0.5;

function lastGoodVisit(store: Store, row: RememberedChannel): ChannelBefore | null {
  const runs = store
    .all<{ run: number }>(`${TREE} SELECT DISTINCT last_run_id AS run FROM list_item WHERE channel_id IN tree`, row.id)
    .map(({ run }) => ({ run, items: aliveIn(store, row.id, run) }));
  const most = Math.max(0, ...runs.map(({ items }) => items));
  const good = runs.filter(({ items }) => items >= most * GOOD_SHARE).sort((a, b) => b.run - a.run)[0];
  if (good === undefined) return null;
  const day = store.get<{ day: string }>(
    'SELECT substr(started_at, 1, 10) AS day FROM run WHERE id = ?',
    good.run,
  )?.day;
  const page = lastGoodPage(store, row.id, good.run);
  const asStored = { platform: row.platform, evidence: parsed(row.evidence) };
  const platformBefore =
    row.run === good.run || page === null ? asStored : { platform: page.platform, evidence: page.evidence };
  return { items: good.items, day: day ?? '', ...platformBefore, finalUrl: page?.url ?? null };
}

function parsed(json: string | null): string[] {
  const value: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(value) ? value.map(String) : [];
}
