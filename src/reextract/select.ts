import { EXTRACTOR_VERSION } from '../extract/index.ts';
import { messageOf } from '../message-of.ts';
import type { WaitingPayload } from '../store/payloads.ts';
import type { Store } from '../store/store.ts';
import type { StoredReport } from './compare.ts';

/** A payload to be read anew, the files of an archive with it. */
export type Chosen = WaitingPayload;

/** A condition of the person's own that SQLite refuses. */
class ConditionError extends Error {
  readonly exitCode = 2;
}

/**
 * Payloads that were read and that the condition fits: SQL over the columns of report (portal_id, organ, year, template …), payload (format,
 * size …) and document (extractor).
 */
export function choose(store: Store, where: string | null): Chosen[] {
  const sql = `SELECT DISTINCT source.id, source.sha256, source.size, source.attempts FROM document
    JOIN payload ON payload.id = document.payload_id JOIN payload AS source ON source.id = coalesce(payload.container_id, payload.id)
    LEFT JOIN report_document ON report_document.document_id = document.id LEFT JOIN report ON report.id = report_document.report_id
    WHERE source.state = 'read' AND (${where ?? '1'}) ORDER BY source.id`;
  try {
    return store.all<Chosen>(sql);
  } catch (error) {
    if (where === null) throw error;
    throw new ConditionError(`--where ${where}: ${messageOf(error)}`);
  }
}

/** The reports whose figures come from a payload or a file in it, with the digest of that. */
export function reportsOf(store: Store, payloadId: number): (StoredReport & { readonly sha256: string })[] {
  // By the links between documents and reports, which are found by the document: a report is not, and all of them would be gone through.
  const sql = `SELECT report.id, report.url, organ, year, payload.sha256 FROM payload
    CROSS JOIN document ON document.payload_id = payload.id CROSS JOIN report_document AS link ON link.document_id = document.id
    CROSS JOIN report ON report.id = link.report_id AND report.document_id = document.id
    WHERE payload.id = ? OR payload.container_id = ? ORDER BY report.id`;
  return store.all<StoredReport & { readonly sha256: string }>(sql, payloadId, payloadId);
}

/** How many documents an older extractor has read. */
export function countOutdated(store: Store): number {
  return store.get<{ n: number }>('SELECT count(*) AS n FROM document WHERE extractor <> ?', EXTRACTOR_VERSION)?.n ?? 0;
}
