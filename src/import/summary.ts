import type { Store } from '../store/store.ts';
import type { ImportSkip } from './reasons.ts';
import type { ImportFailure, ImportTally } from './tally.ts';

/** What a run of `import` did. Its plain numbers are shown by `nianbao runs`; all of it is stored in `run.summary`. */
export interface ImportSummary {
  readonly reports_new: number;
  /** Known organ and year with other numbers: a further edition. */
  readonly reports_changed: number;
  /** A part (an attachment, a fuller copy) was added. */
  readonly reports_joined: number;
  readonly reports_unchanged: number;
  readonly reports_with_failed_checks: number;
  /** Documents read in this run that are no report of a known organ and year. */
  readonly documents_without_report: number;
  readonly files: number;
  /** Files that were imported before, here or under another name. */
  readonly files_known: number;
  readonly records_new: number;
  readonly records_known: number;
  readonly skipped: number;
  readonly failed: number;
  readonly seconds: number;
  readonly portal: string;
  readonly skipped_by_reason: Readonly<Partial<Record<ImportSkip, number>>>;
  readonly unreadable_by_reason: Readonly<Record<string, number>>;
  readonly failures: readonly ImportFailure[];
}

export interface ImportSummaryContext {
  readonly runId: number;
  readonly startedAt: number;
  readonly portalId: string;
  readonly tally: ImportTally;
}

/** Payloads that this run met, those inside archives too, each once a portal. */
const MET = `WITH brought AS (SELECT DISTINCT payload_id, portal_id FROM imported WHERE run_id = ? AND payload_id IS NOT NULL),
  met AS (SELECT payload_id, portal_id FROM brought
    UNION SELECT payload.id, brought.portal_id FROM brought JOIN payload ON payload.container_id = brought.payload_id)`;
const REPORTS = `SELECT DISTINCT report.id FROM met JOIN document USING (payload_id)
  JOIN report_document ON report_document.document_id = document.id
  JOIN report ON report.id = report_document.report_id AND report.portal_id = met.portal_id WHERE report.is_current = 1`;

/** Counts a finished run. */
export function summarise(store: Store, { runId, startedAt, portalId, tally }: ImportSummaryContext): ImportSummary {
  const count = (sql: string) => store.get<{ n: number }>(sql, runId)?.n ?? 0;
  const reports = tally.reports;
  const seen = count(`${MET} SELECT count(*) AS n FROM (${REPORTS})`);
  const unreadable = unreadables(store, runId);
  const failures = [...tally.failures, ...unreadable];
  return {
    reports_new: reports.new,
    reports_changed: reports.changed,
    reports_joined: reports.joined,
    reports_unchanged: Math.max(0, seen - reports.new - reports.changed - reports.joined),
    reports_with_failed_checks: count(
      `${MET} SELECT count(*) AS n FROM (${REPORTS}) AS seen
       WHERE EXISTS (SELECT 1 FROM check_result WHERE report_id = seen.id AND status = 'fail')`,
    ),
    documents_without_report: tally.withoutReport,
    files: tally.files,
    files_known: tally.filesKnown,
    records_new: tally.recordsNew,
    records_known: tally.recordsKnown,
    skipped: [...tally.skipped.values()].reduce((sum, n) => sum + n, 0),
    failed: failures.length,
    seconds: Math.round((Date.now() - startedAt) / 100) / 10,
    portal: portalId,
    skipped_by_reason: Object.fromEntries([...tally.skipped].sort((a, b) => b[1] - a[1])),
    unreadable_by_reason: countBy(unreadable.map(({ reason }) => reason)),
    failures,
  };
}

/** What cannot be read, the files inside archives by the archive's address and their own name. */
function unreadables(store: Store, runId: number): ImportFailure[] {
  return store.all<ImportFailure>(
    `${MET} SELECT coalesce((SELECT url FROM imported WHERE payload_id = payload.id ORDER BY id LIMIT 1),
         (SELECT url FROM imported WHERE payload_id = payload.container_id ORDER BY id LIMIT 1) || '!/' || payload.member) AS url,
       payload.reason AS reason, coalesce(payload.message, '') AS message
     FROM (SELECT DISTINCT payload_id FROM met) AS met JOIN payload ON payload.id = met.payload_id
     WHERE payload.state = 'unreadable' ORDER BY payload.id`,
    runId,
  );
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
