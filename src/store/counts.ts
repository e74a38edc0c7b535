import type { Store } from './store.ts';

/** What a run brought, counted in the database: right also for a run that went on where a killed one had stopped. */
export interface RunCounts {
  /** First editions that this run stored. */
  readonly reports_new: number;
  /** Further editions that this run stored. */
  readonly reports_changed: number;
  /** Reports of earlier runs that this run saw again as they were. */
  readonly reports_unchanged: number;
  /** Failed checks of the reports that this run stored. */
  readonly checks_failed: number;
  /** Documents that this run fetched and that are no report. */
  readonly documents_only: number;
  /** Files that this run fetched and that nobody can read, by reason. */
  readonly unreadable: Readonly<Record<string, number>>;
}

/** Counts for a run, or for one portal in it. */
export function runCounts(store: Store, runId: number, portalId: string | null = null): RunCounts {
  const number = (sql: string, ...values: (string | number | null)[]) =>
    store.get<{ n: number }>(sql, ...values)?.n ?? 0;
  const ofRun = 'first_run_id = ?1 AND (?2 IS NULL OR portal_id = ?2)';
  return {
    reports_new: number(`SELECT count(*) AS n FROM report WHERE ${ofRun} AND ${IS_FIRST}`, runId, portalId),
    reports_changed: number(`SELECT count(*) AS n FROM report WHERE ${ofRun} AND NOT ${IS_FIRST}`, runId, portalId),
    reports_unchanged: number(UNCHANGED, runId, portalId),
    checks_failed: number(
      `SELECT count(*) AS n FROM check_result JOIN report ON report.id = report_id WHERE ${ofRun} AND status = 'fail'`,
      runId,
      portalId,
    ),
    documents_only: number(DOCUMENTS_ONLY, runId, portalId),
    unreadable: Object.fromEntries(
      store.all<{ reason: string; n: number }>(UNREADABLE, runId, portalId).map(({ reason, n }) => [reason, n]),
    ),
  };
}

/** No edition of the same organ and year was stored before it. */
const IS_FIRST = `NOT EXISTS (SELECT 1 FROM report AS other WHERE other.portal_id = report.portal_id
  AND other.organ = report.organ AND other.year = report.year AND other.id < report.id)`;

/** Contents that the run captured for a portal; what came out of an archive counts with it. */
const CAPTURED = `captured AS (
  SELECT DISTINCT payload.id, request.portal_id FROM capture
  JOIN payload ON payload.id = capture.payload_id OR payload.container_id = capture.payload_id
  LEFT JOIN request ON request.id = capture.request_id
  WHERE capture.run_id = ?1 AND (?2 IS NULL OR request.portal_id = ?2))`;

const UNCHANGED = `WITH ${CAPTURED}
  SELECT count(DISTINCT report.id) AS n FROM captured JOIN document ON document.payload_id = captured.id
  JOIN report_document ON report_document.document_id = document.id JOIN report ON report.id = report_document.report_id
  WHERE report.first_run_id <> ?1 AND report.is_current = 1 AND (?2 IS NULL OR report.portal_id = ?2)`;

const DOCUMENTS_ONLY = `WITH ${CAPTURED}
  SELECT count(DISTINCT document.id) AS n FROM captured JOIN document ON document.payload_id = captured.id
  WHERE NOT EXISTS (SELECT 1 FROM report_document WHERE report_document.document_id = document.id)`;

const UNREADABLE = `WITH ${CAPTURED}
  SELECT payload.reason, count(DISTINCT payload.id) AS n FROM captured JOIN payload ON payload.id = captured.id
  WHERE payload.state = 'unreadable' GROUP BY payload.reason ORDER BY n DESC`;
