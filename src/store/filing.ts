import type { Report } from '../extract/report/model.ts';
import { deleteContents, putContents, storedNumbers } from './contents.ts';
import { type ReportKey, rankEditions } from './editions.ts';
import { agree, type Numbers, numbersHash, numbersOf } from './numbers.ts';
import type { Store } from './store.ts';
import { replaceWarnings } from './warnings.ts';

/** A document that is an annual report, and all that is known of it from outside. */
export interface Filing extends ReportKey {
  readonly runId: number;
  readonly documentId: number;
  readonly url: string;
  readonly title: string | null;
  readonly publishedOn: string | null;
  readonly organCode: string | null;
  readonly organLevel: OrganLevel | null;
  readonly organEvidence: string | null;
  readonly report: Report;
}

export const ORGAN_LEVELS = ['nation', 'province', 'city', 'county', 'township', 'department'] as const;
export type OrganLevel = (typeof ORGAN_LEVELS)[number];

/** What filing a document did: a first edition, a further one, a known one, or a part added to a report. */
export type FilingOutcome = 'new' | 'changed' | 'unchanged' | 'joined';
export type Role = 'source' | 'corroborates' | 'copy' | 'narrative';

interface Edition {
  readonly id: number;
  readonly documentId: number;
  readonly textId: number;
  readonly url: string;
  readonly isCurrent: number;
  readonly numbers: Numbers;
}

/**
 * Files a document as the report of an organ and year on a portal: the same numbers again join the edition that has them, other numbers
 * make a new edition, a document without numbers joins as narrative, and one with numbers takes the place of a narrative alone.
 */
export function fileReport(store: Store, filing: Filing): { reportId: number; outcome: FilingOutcome } {
  return store.transaction(() => {
    const refiled = withdraw(store, filing);
    const placed = refiled ?? place(store, filing);
    rankEditions(store, filing);
    return placed;
  });
}

function place(store: Store, filing: Filing): { reportId: number; outcome: FilingOutcome } {
  const numbers = numbersOf(filing.report);
  const editions = editionsOf(store, filing);
  if (numbers.size === 0) return placeNarrative(store, filing, editions);
  const same = editions.find((edition) => numbersHash(edition.numbers) === numbersHash(numbers));
  if (same !== undefined) {
    link(store, same.id, filing, same.textId === textIdOf(store, filing.documentId) ? 'copy' : 'corroborates');
    return { reportId: same.id, outcome: 'unchanged' };
  }
  // At the same address other numbers are a correction, blanks too; at another one, blanks are no contradiction.
  const partial = editions.find((edition) => edition.url !== filing.url && agree(edition.numbers, numbers));
  if (partial !== undefined) return joinPartial(store, filing, partial, numbers);
  const narrative = editions.find((edition) => edition.numbers.size === 0);
  if (narrative !== undefined) {
    becomeSource(store, narrative, filing, 'narrative');
    return { reportId: narrative.id, outcome: 'joined' };
  }
  return { reportId: insertReport(store, filing, editions.length), outcome: editions.length > 0 ? 'changed' : 'new' };
}

function placeNarrative(
  store: Store,
  filing: Filing,
  editions: readonly Edition[],
): { reportId: number; outcome: FilingOutcome } {
  const textId = textIdOf(store, filing.documentId);
  const home =
    editions.find((edition) => edition.textId === textId) ?? editions.find((edition) => edition.isCurrent === 1);
  if (home === undefined) return { reportId: insertReport(store, filing, 0), outcome: 'new' };
  if (home.numbers.size === 0 && isRicher(store, filing, home)) {
    becomeSource(store, home, filing, 'narrative');
    return { reportId: home.id, outcome: 'joined' };
  }
  const isCopy = home.textId === textId;
  link(store, home.id, filing, isCopy ? 'copy' : 'narrative');
  return { reportId: home.id, outcome: isCopy ? 'unchanged' : 'joined' };
}

/** Of two texts without numbers, the one that has the report's sections is its source; the other is a page that leads to it. */
function isRicher(store: Store, filing: Filing, home: Edition): boolean {
  const sql = 'SELECT count(*) AS known FROM section WHERE report_id = ? AND key IS NOT NULL';
  const known = store.get<{ known: number }>(sql, home.id)?.known ?? 0;
  return filing.report.sections.filter(({ key }) => key !== null).length > known;
}

function joinPartial(
  store: Store,
  filing: Filing,
  edition: Edition,
  numbers: Numbers,
): { reportId: number; outcome: FilingOutcome } {
  if (numbers.size > edition.numbers.size) becomeSource(store, edition, filing, 'corroborates');
  else link(store, edition.id, filing, 'corroborates');
  return { reportId: edition.id, outcome: 'joined' };
}

function editionsOf(store: Store, key: ReportKey): Edition[] {
  return store
    .all<Omit<Edition, 'numbers'>>(
      `SELECT report.id, report.document_id AS documentId, document.text_id AS textId, report.url, report.is_current AS isCurrent
       FROM report JOIN document ON document.id = report.document_id
       WHERE portal_id = ? AND organ = ? AND year = ? ORDER BY edition DESC`,
      key.portalId,
      key.organ,
      key.year,
    )
    .map((edition) => ({ ...edition, numbers: storedNumbers(store, edition.id) }));
}

function insertReport(store: Store, filing: Filing, editions: number): number {
  const row = store.run(
    `INSERT INTO report (document_id, portal_id, organ, organ_code, organ_level, organ_evidence, year, template, title, published_on,
     url, edition, is_current, current_because, figures_hash, first_run_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?)`,
    filing.documentId,
    filing.portalId,
    filing.organ,
    filing.organCode,
    filing.organLevel,
    filing.organEvidence,
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
function becomeSource(
  store: Store,
  edition: Pick<Edition, 'id' | 'documentId'>,
  filing: Filing,
  formerRole: Role,
): void {
  store.run(
    'UPDATE report_document SET role = ? WHERE report_id = ? AND document_id = ?',
    formerRole,
    edition.id,
    edition.documentId,
  );
  store.run(
    `UPDATE report SET document_id = ?, organ_code = ?, organ_level = ?, organ_evidence = ?, template = ?, title = ?,
     published_on = coalesce(?, published_on), url = ?, figures_hash = ? WHERE id = ?`,
    filing.documentId,
    filing.organCode,
    filing.organLevel,
    filing.organEvidence,
    filing.report.template,
    filing.title,
    filing.publishedOn,
    filing.url,
    numbersHash(numbersOf(filing.report)),
    edition.id,
  );
  link(store, edition.id, filing, 'source');
  putContents(store, edition.id, filing.report);
}

function link(store: Store, reportId: number, filing: Filing, role: Role): void {
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

function textIdOf(store: Store, documentId: number): number | undefined {
  return store.get<{ text_id: number }>('SELECT text_id FROM document WHERE id = ?', documentId)?.text_id;
}

/**
 * A document that was filed before and was read again. As the source of the same organ and year it is renewed in place; else it is taken
 * out of where it stood.
 */
function withdraw(store: Store, filing: Filing): { reportId: number; outcome: FilingOutcome } | null {
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
  store.run('DELETE FROM report WHERE id = ?', reportId);
}
