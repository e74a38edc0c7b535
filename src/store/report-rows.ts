import type { Report } from '../extract/report/model.ts';
import type { ResolvedOrgan } from '../organs/index.ts';
import { putContents } from './contents.ts';
import type { ReportKey } from './editions.ts';
import { numbersHash, numbersOf } from './numbers.ts';
import { dropIdleOrgan, organId } from './organs.ts';
import type { Store } from './store.ts';
import { replaceWarnings } from './warnings.ts';

/** A document that is an annual report, and all that is known of it from outside. */
export interface Filing extends ReportKey {
  readonly runId: number;
  readonly documentId: number;
  readonly url: string;
  readonly title: string | null;
  readonly publishedOn: string | null;
  /** What the organ's name tells of it. */
  readonly resolved: ResolvedOrgan;
  readonly report: Report;
}

/** What filing a document did: a first edition, a further one, a known one, or a part added to a report. */
export type FilingOutcome = 'new' | 'changed' | 'unchanged' | 'joined';
/** What filing did, and to which report. */
export interface Filed {
  readonly reportId: number;
  readonly outcome: FilingOutcome;
}

export type Role = 'source' | 'corroborates' | 'copy' | 'narrative';

/** Stores a further edition; `rankEditions` gives it its number. */
export function insertReport(store: Store, filing: Filing, editions: number): number {
  const row = store.run(
    `INSERT INTO report (document_id, portal_id, organ, organ_code, organ_id, year, template, title, published_on,
     url, edition, is_current, current_because, figures_hash, first_run_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?)`,
    filing.documentId,
    filing.portalId,
    filing.organ,
    filing.resolved.code,
    organId(store, filing.organ, filing.portalId, filing.resolved),
    filing.year,
    filing.report.template,
    filing.title,
    filing.publishedOn,
    filing.url,
    editions + 1,
    numbersHash(numbersOf(filing.report)),
    filing.runId,
  );
  const reportId = Number(row.lastInsertRowid);
  link(store, reportId, filing, 'source');
  putContents(store, reportId, filing.report);
  return reportId;
}

/** The document's reading takes the place of the edition's; the former source stays linked in `formerRole`. */
export function becomeSource(
  store: Store,
  edition: { readonly id: number; readonly documentId: number },
  filing: Filing,
  formerRole: Role,
): void {
  store.run(
    'UPDATE report_document SET role = ? WHERE report_id = ? AND document_id = ?',
    formerRole,
    edition.id,
    edition.documentId,
  );
  const former = store.get<{ id: number }>('SELECT organ_id AS id FROM report WHERE id = ?', edition.id);
  store.run(
    `UPDATE report SET document_id = ?, organ_code = ?, organ_id = ?, template = ?, title = ?,
     published_on = coalesce(?, published_on), url = ?, figures_hash = ? WHERE id = ?`,
    filing.documentId,
    filing.resolved.code,
    organId(store, filing.organ, filing.portalId, filing.resolved),
    filing.report.template,
    filing.title,
    filing.publishedOn,
    filing.url,
    numbersHash(numbersOf(filing.report)),
    edition.id,
  );
  if (former !== undefined) dropIdleOrgan(store, former.id);
  link(store, edition.id, filing, 'source');
  putContents(store, edition.id, filing.report);
}

/** Says that the document belongs to the report, and what its reading warned of. */
export function link(store: Store, reportId: number, filing: Filing, role: Role): void {
  store.run(
    `INSERT INTO report_document (report_id, document_id, role, url) VALUES (?, ?, ?, ?)
     ON CONFLICT (report_id, document_id) DO UPDATE SET role = excluded.role, url = excluded.url`,
    reportId,
    filing.documentId,
    role,
    filing.url,
  );
  const subject = { reportId, documentId: filing.documentId, portalId: filing.portalId, runId: filing.runId };
  replaceWarnings(store, subject, filing.report.warnings);
}
