import type { Store } from './store.ts';

/** What the database knows of a portal after its last visit. */
export interface PortalResult {
  readonly id: string;
  /** The family that the last crawl recognised; null where none was. */
  readonly platform: string | null;
  /** Day of the first crawl that stored a report. */
  readonly verifiedOn: string | null;
  /** Current reports, all years. */
  readonly reports: number;
  /** Report years, first and last; null without reports. */
  readonly firstYear: number | null;
  readonly lastYear: number | null;
  /** Requests that failed for good. */
  readonly failed: number;
  /** Whether a visit was begun and not finished; the next crawl goes on with it. */
  readonly unfinished: boolean;
  /** Start of the last run that visited it, ISO 8601 UTC; null: never. */
  readonly visitedAt: string | null;
}

interface ResultRow extends Omit<PortalResult, 'unfinished'> {
  readonly unfinished: number;
}

/** Every portal of the database, by id. */
export function portalResults(store: Store): Map<string, PortalResult> {
  const rows = store.all<ResultRow>(
    `SELECT portal.id, portal.platform, portal.verified_on AS verifiedOn, portal.visit_run_id IS NOT NULL AS unfinished,
            count(report.id) AS reports, min(report.year) AS firstYear, max(report.year) AS lastYear,
            (SELECT count(*) FROM request WHERE portal_id = portal.id AND state = 'failed') AS failed,
            (SELECT started_at FROM run WHERE id =
              (SELECT max(run_id) FROM channel WHERE portal_id = portal.id)) AS visitedAt
       FROM portal LEFT JOIN report ON report.portal_id = portal.id AND report.is_current = 1
      GROUP BY portal.id`,
  );
  return new Map(rows.map((row) => [row.id, { ...row, unfinished: row.unfinished === 1 }]));
}
