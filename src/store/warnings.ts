import type { Warning } from '../extract/document.ts';
import type { Store } from './store.ts';

/** What the warnings are about; a document that is no report has only `documentId`. */
export interface WarningSubject {
  readonly reportId: number | null;
  readonly documentId: number | null;
  readonly portalId?: string;
  readonly runId?: number;
}

/** Sets a subject's warnings; those it had from this document before are dropped. */
export function replaceWarnings(store: Store, subject: WarningSubject, warnings: readonly Warning[]): void {
  store.run('DELETE FROM warning WHERE report_id IS ? AND document_id IS ?', subject.reportId, subject.documentId);
  for (const warning of warnings) addWarning(store, subject, warning);
}

export function addWarning(store: Store, subject: WarningSubject, warning: Warning): void {
  store.run(
    'INSERT INTO warning (report_id, document_id, portal_id, run_id, code, message, place) VALUES (?, ?, ?, ?, ?, ?, ?)',
    subject.reportId,
    subject.documentId,
    subject.portalId ?? null,
    subject.runId ?? null,
    warning.code,
    warning.message,
    warning.where,
  );
}

/** Of a page whose report is the file beside it nobody expects a table: over `warning`, what is said against the report itself. */
export const AGAINST_REPORT = `(warning.code <> 'no_table' OR NOT EXISTS (SELECT 1 FROM report_document AS beside
  WHERE beside.report_id = warning.report_id AND beside.document_id = warning.document_id AND beside.role <> 'source'))`;

export function warningsOfReport(store: Store, reportId: number): Warning[] {
  return store.all(
    `SELECT code, message, place AS "where" FROM warning WHERE report_id = ? AND ${AGAINST_REPORT} ORDER BY id`,
    reportId,
  );
}
