import { deleteContents } from './contents.ts';
import { rankEditions } from './editions.ts';
import { numbersHash, numbersOf } from './numbers.ts';
import { dropIdleOrgan } from './organs.ts';
import { becomeSource, type Filed, type Filing, type Role } from './report-rows.ts';
import type { Store } from './store.ts';

/**
 * A document that was filed before and was read again. As the source of the same organ and year it is renewed in place; else it is taken
 * out of where it stood.
 */
export function withdraw(store: Store, filing: Filing): Filed | null {
  for (const former of formerReports(store, filing)) {
    const { id, organ, year, role, hash } = former;
    if (role === 'source' && organ === filing.organ && year === filing.year && !isTwin(store, filing, id)) {
      becomeSource(store, { id, documentId: filing.documentId }, filing, 'source');
      return { reportId: id, outcome: hash === numbersHash(numbersOf(filing.report)) ? 'unchanged' : 'changed' };
    }
    takeOut(store, filing, former);
  }
  return null;
}

/** A document that is no report any more, now that it was read again, leaves where it stood. */
export function unfile(store: Store, document: { documentId: number; portalId: string }): void {
  store.transaction(() => {
    for (const former of formerReports(store, document)) takeOut(store, document, former);
  });
}

interface FormerReport {
  readonly id: number;
  readonly organ: string;
  readonly year: number;
  readonly role: Role;
  readonly hash: string;
}

function formerReports(
  store: Store,
  { documentId, portalId }: { documentId: number; portalId: string },
): FormerReport[] {
  return store.all(
    `SELECT report.id, organ, year, role, figures_hash AS hash FROM report_document JOIN report ON report.id = report_id
     WHERE report_document.document_id = ? AND portal_id = ?`,
    documentId,
    portalId,
  );
}

/** A report without its source goes; the documents that stood beside it wait to be read and filed anew. */
function takeOut(
  store: Store,
  { documentId, portalId }: { documentId: number; portalId: string },
  former: FormerReport,
): void {
  if (former.role === 'source') removeReport(store, former.id, documentId);
  else unlink(store, former.id, documentId);
  rankEditions(store, { portalId, organ: former.organ, year: former.year });
}

/** Whether another edition has these very numbers: then the two are one, which an older extractor did not see. */
function isTwin(store: Store, filing: Filing, reportId: number): boolean {
  const numbers = numbersOf(filing.report);
  if (numbers.size === 0) return false;
  const sql = 'SELECT 1 FROM report WHERE portal_id = ? AND organ = ? AND year = ? AND figures_hash = ? AND id <> ?';
  return store.get(sql, filing.portalId, filing.organ, filing.year, numbersHash(numbers), reportId) !== undefined;
}

function unlink(store: Store, reportId: number, documentId: number): void {
  store.run('DELETE FROM warning WHERE report_id = ? AND document_id = ?', reportId, documentId);
  store.run('DELETE FROM report_document WHERE report_id = ? AND document_id = ?', reportId, documentId);
}

function removeReport(store: Store, reportId: number, sourceId: number): void {
  store.run(
    `UPDATE payload SET state = 'waiting' WHERE state = 'read' AND id IN (
       SELECT coalesce(payload.container_id, payload.id) FROM report_document JOIN document ON document.id = document_id
       JOIN payload ON payload.id = payload_id WHERE report_id = ? AND document_id <> ?)`,
    reportId,
    sourceId,
  );
  deleteContents(store, reportId);
  for (const table of ['warning', 'report_document']) store.run(`DELETE FROM ${table} WHERE report_id = ?`, reportId);
  const { organ = 0 } =
    store.get<{ organ: number }>('SELECT organ_id AS organ FROM report WHERE id = ?', reportId) ?? {};
  store.run('DELETE FROM report WHERE id = ?', reportId);
  dropIdleOrgan(store, organ);
}
