import type { Store } from '../store/store.ts';
import type { Expected } from './compare.ts';
import { shareOf } from './compare.ts';
import type { ChannelMeasure, MeasuredTable } from './measure.ts';

/** So many good nights tell what is usual; so many nights are kept. */
const GOOD_NIGHTS = 5;
const KEPT_NIGHTS = 30;

interface NightRow {
  readonly platform: string | null;
  readonly completeness: string | null;
  readonly rows: number;
  readonly reports: number;
  readonly disclosure: number | null;
  readonly applications: number | null;
  readonly review_litigation: number | null;
  readonly checks: number;
  readonly failed: number;
  readonly cells: number;
  readonly nulls: number;
}

const GOOD = `SELECT platform, completeness, rows, reports, fill_disclosure AS disclosure, fill_applications AS applications,
    fill_review_litigation AS review_litigation, checks, checks_failed AS failed, cells, cells_null AS nulls
  FROM channel_night WHERE channel_id = ? AND is_good = 1`;
const LAST_GOOD = `${GOOD} ORDER BY run_id DESC LIMIT ${GOOD_NIGHTS}`;
const LAST_READ = `${GOOD} AND reports > 0 ORDER BY run_id DESC LIMIT ${GOOD_NIGHTS}`;

/** What a channel's last good nights make expect. */
export function expectedOf(store: Store, channelId: number): Expected {
  const good = store.all<NightRow>(LAST_GOOD, channelId);
  const read = store.all<NightRow>(LAST_READ, channelId);
  const sum = (column: 'checks' | 'failed' | 'cells' | 'nulls') => read.reduce((all, row) => all + row[column], 0);
  return {
    rows: median(good.map(({ rows }) => rows)),
    wasComplete: good[0]?.completeness === 'complete',
    platform: good.find(({ platform }) => platform !== null)?.platform ?? null,
    fill: {
      disclosure: weighted(read, 'disclosure'),
      applications: weighted(read, 'applications'),
      review_litigation: weighted(read, 'review_litigation'),
    },
    failedShare: shareOf(sum('failed'), sum('checks')),
    nullShare: shareOf(sum('nulls'), sum('cells')),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function weighted(nights: readonly NightRow[], table: MeasuredTable): number | null {
  const known = nights.filter((night) => night[table] !== null);
  const reports = known.reduce((sum, night) => sum + night.reports, 0);
  return shareOf(
    known.reduce((sum, night) => sum + (night[table] ?? 0) * night.reports, 0),
    reports,
  );
}

/** Keeps a channel's night for those that follow. */
export function keepNight(store: Store, runId: number, measure: ChannelMeasure, isGood: boolean): void {
  const { channelId, fill } = measure;
  store.run(
    `INSERT INTO channel_night (channel_id, run_id, is_good, platform, completeness, rows, season, reports, fill_disclosure,
       fill_applications, fill_review_litigation, checks, checks_failed, cells, cells_null)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    channelId,
    runId,
    isGood ? 1 : 0,
    measure.platform,
    measure.completeness,
    measure.rows,
    measure.season,
    measure.reports,
    fill.disclosure,
    fill.applications,
    fill.review_litigation,
    measure.checks,
    measure.checksFailed,
    measure.cells,
    measure.cellsNull,
  );
  // What was read stays known for as long as nothing is read again.
  store.run(
    `DELETE FROM channel_night WHERE channel_id = ? AND reports = 0 AND run_id < (
       SELECT min(run_id) FROM (SELECT run_id FROM channel_night WHERE channel_id = ? ORDER BY run_id DESC LIMIT ${KEPT_NIGHTS}))`,
    channelId,
    channelId,
  );
}
