import type { Report } from '../extract/report/model.ts';
import type { ResolvedOrgan } from '../organs/index.ts';
import { deleteContents, putContents } from './contents.ts';
import { ONLY_EDITION, type ReportKey } from './editions.ts';
import { type NumbersByName, numbersHash } from './numbers.ts';
import { dropIdleOrgan, organId } from './organs.ts';
import type { Store } from './store.ts';
import { isAsStored } from './stored-report.ts';

/** What is known of a document's report from outside of its text, or in words for a person. */
export interface Attribution {
  readonly title: string | null;
  readonly publishedOn: string | null;
  /** What the organ's name tells of it. */
  readonly resolved: ResolvedOrgan;
}

/** A document that is an annual report, and all that is known of it from outside. */
export interface Filing extends ReportKey, Attribution {
  readonly runId: number;
  readonly documentId: number;
  readonly url: string;
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

/** The document that an edition's row is made of. */
export interface Source extends Attribution {
  readonly documentId: number;
  readonly url: string;
  readonly numbers: NumbersByName;
  /** Read only where the row is to be written. */
  readonly report: () => Report;
}

/** Stores the only edition as such, a further one under a number that is free: `rankEditions` gives it its own. */
export function insertEdition(
  store: Store,
  key: ReportKey & { readonly runId: number },
  source: Source,
  isOnly: boolean,
): number {
  const { portalId, organ, year, runId } = key;
  const sql = `INSERT INTO report (${SAID_BY_SOURCE}, portal_id, organ, year, edition, is_current, current_because, first_run_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
      (SELECT 1 + coalesce(max(edition), 0) FROM report WHERE portal_id = ? AND organ = ? AND year = ?), ?, ?, ?)`;
  const said = saidBySource(store, key, source);
  const rank = isOnly ? [1, ONLY_EDITION] : [0, ''];
  const { lastInsertRowid } = store.run(sql, ...said, portalId, organ, year, portalId, organ, year, ...rank, runId);
  const reportId = Number(lastInsertRowid);
  putContents(store, reportId, source.report());
  return reportId;
}

/** An edition's row and contents as its source has them now. */
export function writeEdition(store: Store, reportId: number, key: ReportKey, source: Source): void {
  const former = organRowOf(store, reportId);
  const sql = `UPDATE report SET (${SAID_BY_SOURCE}) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?`;
  store.run(sql, ...saidBySource(store, key, source), reportId);
  dropIdleOrgan(store, former);
  const report = source.report();
  // What is read again is mostly what it was: hundreds of rows need not go and come back.
  if (isAsStored(store, reportId, report)) return;
  deleteContents(store, reportId);
  putContents(store, reportId, report);
}

const SAID_BY_SOURCE = 'document_id, organ_code, organ_id, template, title, published_on, url, figures_hash';

function saidBySource(store: Store, { organ, portalId }: ReportKey, source: Source): (string | number | null)[] {
  const { documentId, resolved, title, publishedOn, url, numbers } = source;
  const organRow = organId(store, organ, portalId, resolved);
  return [documentId, resolved.code, organRow, source.report().template, title, publishedOn, url, numbersHash(numbers)];
}

/** An edition that is none any more; its documents stand elsewhere by now. */
export function dropEdition(store: Store, reportId: number): void {
  deleteContents(store, reportId);
  for (const table of ['warning', 'report_document']) store.run(`DELETE FROM ${table} WHERE report_id = ?`, reportId);
  const organ = organRowOf(store, reportId);
  store.run('DELETE FROM report WHERE id = ?', reportId);
  dropIdleOrgan(store, organ);
}

function organRowOf(store: Store, reportId: number): number {
  return store.get<{ id: number }>('SELECT organ_id AS id FROM report WHERE id = ?', reportId)?.id ?? 0;
}
