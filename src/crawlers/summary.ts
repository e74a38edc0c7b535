import type { Put } from '../ingest/index.ts';
import { damagedIn } from '../store/damage.ts';
import type { Store } from '../store/store.ts';
import type { Completeness, FailureCode, SkipReason } from './reasons.ts';

/** One request or document that brought nothing. */
export interface FailureLine {
  readonly portal: string;
  readonly url: string;
  readonly failure: FailureCode;
  readonly message: string;
}

/** A channel whose list was not read to its end, or of which nothing tells. */
export interface DoubtfulChannel {
  readonly portal: string;
  readonly url: string;
  readonly completeness: Exclude<Completeness, 'complete'>;
  readonly evidence: string;
}

/** What a careful reader would want to know of a list. */
export interface ListWarning {
  readonly portal: string;
  readonly code: string;
  readonly message: string;
  /** An address, or in words. */
  readonly place: string | null;
}

/** What a run did. Its plain numbers are shown by `nianbao runs`; all of it is stored in `run.summary`. */
export interface CrawlSummary {
  readonly reports_new: number;
  /** Known organ and year with other numbers: a further edition. */
  readonly reports_changed: number;
  readonly reports_unchanged: number;
  /** Documents that were read and are no annual report. */
  readonly documents_without_report: number;
  readonly failed: number;
  /** Current reports seen in this run of which a check fails. */
  readonly reports_with_failed_checks: number;
  readonly responses: number;
  readonly revisits: number;
  readonly skipped: number;
  /** Requests of its portals that wait for the next run. */
  readonly left_over: number;
  readonly seconds: number;
  readonly portals: readonly string[];
  readonly skipped_by_reason: Readonly<Partial<Record<SkipReason, number>>>;
  readonly failures: readonly FailureLine[];
  readonly under_floor: readonly { readonly portal: string; readonly floor: number; readonly found: number }[];
  readonly warnings: number;
  /** Each of the warnings. */
  readonly list_warnings: readonly ListWarning[];
  readonly channels: number;
  readonly channels_incomplete: number;
  readonly channels_unknown: number;
  /** Those that are not known to be complete. */
  readonly doubtful_channels: readonly DoubtfulChannel[];
  /** Records of the archive that could not be read; their pages were fetched again. */
  readonly archive_damaged: number;
}

/** Counts what the ingest queue reports while it files documents. */
export class PutCounter {
  readonly #new = new Set<number>();
  readonly #changed = new Set<number>();
  withoutReport = 0;

  add(put: Put): void {
    if (put.kind === 'no_report') this.withoutReport++;
    if (put.kind === 'filed' && put.outcome === 'new') this.#new.add(put.reportId);
    if (put.kind === 'filed' && put.outcome === 'changed') this.#changed.add(put.reportId);
  }

  get news(): number {
    return this.#new.size;
  }

  get changed(): number {
    return this.#changed.size;
  }
}

export interface SummaryContext {
  readonly runId: number;
  /** That it took. */
  readonly seconds: number;
  readonly portals: readonly { readonly id: string; readonly floor: number }[];
  readonly puts: PutCounter;
}

const SEEN_REPORTS = `SELECT DISTINCT report.id FROM capture
  JOIN payload ON payload.id = capture.payload_id OR payload.container_id = capture.payload_id
  JOIN document ON document.payload_id = payload.id
  JOIN report_document ON report_document.document_id = document.id
  JOIN report ON report.id = report_document.report_id
  JOIN request ON request.id = capture.request_id AND request.portal_id = report.portal_id
  WHERE capture.run_id = ? AND report.is_current = 1`;

/** Counts a finished run from the database. */
export function summarise(store: Store, { runId, seconds, portals, puts }: SummaryContext): CrawlSummary {
  const count = (sql: string, ...values: readonly (string | number)[]) =>
    store.get<{ n: number }>(sql, ...values)?.n ?? 0;
  const seen = count(`SELECT count(*) AS n FROM (${SEEN_REPORTS})`, runId);
  const failures = failuresOf(store, runId);
  const doubtful = doubtfulChannels(store, runId);
  const warnings = listWarnings(store, runId);
  const skips = store.all<{ reason: SkipReason; n: number }>(
    'SELECT reason, count(*) AS n FROM skipped WHERE run_id = ? GROUP BY reason ORDER BY n DESC',
    runId,
  );
  return {
    reports_new: puts.news,
    reports_changed: puts.changed,
    reports_unchanged: Math.max(0, seen - puts.news - puts.changed),
    documents_without_report: puts.withoutReport,
    failed: failures.length,
    reports_with_failed_checks: count(
      `SELECT count(*) AS n FROM (${SEEN_REPORTS}) AS seen WHERE EXISTS
         (SELECT 1 FROM check_result WHERE check_result.report_id = seen.id AND status = 'fail')`,
      runId,
    ),
    responses: count("SELECT count(*) AS n FROM capture WHERE run_id = ? AND record_type = 'response'", runId),
    revisits: count("SELECT count(*) AS n FROM capture WHERE run_id = ? AND record_type = 'revisit'", runId),
    skipped: skips.reduce((sum, { n }) => sum + n, 0),
    left_over: count(
      `SELECT count(*) AS n FROM request WHERE state IN ('pending', 'active') AND portal_id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(portals.map(({ id }) => id)),
    ),
    seconds,
    portals: portals.map(({ id }) => id),
    skipped_by_reason: Object.fromEntries(skips.map(({ reason, n }) => [reason, n])),
    failures,
    under_floor: portals.flatMap(({ id, floor }) => {
      const found = count('SELECT count(*) AS n FROM report WHERE portal_id = ? AND is_current = 1', id);
      return found < floor ? [{ portal: id, floor, found }] : [];
    }),
    warnings: warnings.length,
    list_warnings: warnings,
    archive_damaged: damagedIn(store, runId),
    channels: count('SELECT count(*) AS n FROM channel WHERE run_id = ?', runId),
    channels_incomplete: doubtful.filter(({ completeness }) => completeness === 'incomplete').length,
    channels_unknown: doubtful.filter(({ completeness }) => completeness === 'unknown').length,
    doubtful_channels: doubtful,
  };
}

function doubtfulChannels(store: Store, runId: number): DoubtfulChannel[] {
  return store.all<DoubtfulChannel>(
    `SELECT portal_id AS portal, url, completeness, coalesce(completeness_evidence, '') AS evidence FROM channel
     WHERE run_id = ? AND completeness <> 'complete' ORDER BY completeness, portal_id, id`,
    runId,
  );
}

function listWarnings(store: Store, runId: number): ListWarning[] {
  return store.all<ListWarning>(
    `SELECT coalesce(portal_id, '') AS portal, code, message, place FROM warning
     WHERE run_id = ? AND report_id IS NULL AND document_id IS NULL AND code <> 'archive_damaged' ORDER BY portal_id, id`,
    runId,
  );
}

function failuresOf(store: Store, runId: number): FailureLine[] {
  const requests = store.all<FailureLine>(
    `SELECT portal_id AS portal, url, coalesce(failure, 'unreachable') AS failure, coalesce(message, '') AS message
     FROM request WHERE run_id = ? AND state = 'failed' ORDER BY portal_id, id`,
    runId,
  );
  const documents = store.all<FailureLine>(
    `SELECT request.portal_id AS portal, capture.url, 'unreadable' AS failure, coalesce(payload.message, payload.reason, '') AS message
     FROM capture JOIN payload ON payload.id = capture.payload_id JOIN request ON request.id = capture.request_id
     WHERE capture.run_id = ? AND payload.state = 'unreadable' ORDER BY capture.id`,
    runId,
  );
  return [...requests, ...documents];
}
