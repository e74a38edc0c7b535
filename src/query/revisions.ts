import { type EditionDifference, editionDifferences } from '../store/editions.ts';
import type { Store } from '../store/store.ts';
import { type CorpusFilter, conditionOf } from './filter.ts';
import { type SentenceChanges, sentenceChanges } from './sentences.ts';

export type RevisionKind = 'changed' | 'withdrawn' | 'restored';

/** A response in the archive by which a revision can be proved. */
export interface CaptureRef {
  readonly captured_at: string;
  readonly url: string;
  readonly status: number;
  readonly sha256: string;
  /** Relative to the data folder. */
  readonly warc_file: string;
  readonly warc_offset: number;
}

/** What became of a report after it was published. */
export interface Revision {
  readonly noticed_on: string;
  readonly kind: RevisionKind;
  readonly portal: string;
  readonly organ: string;
  readonly year: number;
  readonly url: string;
  /** In words. */
  readonly evidence: string;
  /** Numbers that differ; empty for withdrawals and returns. */
  readonly numbers: readonly EditionDifference[];
  readonly sentences: SentenceChanges;
  /** The edition before, and the one that took its place (or the one that was withdrawn). */
  readonly before: CaptureRef | null;
  readonly after: CaptureRef | null;
}

export interface RevisionFilter extends CorpusFilter {
  /** `YYYY-MM-DD`: noticed then or later. */
  readonly since?: string | undefined;
  readonly limit: number;
}

interface RevisionRow extends Omit<Revision, 'numbers' | 'sentences' | 'before' | 'after'> {
  readonly report_id: number | null;
  readonly before_report_id: number | null;
}

/**
 * Revisions of reports that pass the filter, newest first.
 * @throws QueryError for a filter that asks for what nothing can have.
 */
export function listRevisions(store: Store, { since, limit, ...filter }: RevisionFilter): Revision[] {
  const condition = conditionOf(store, filter);
  const rows = store.all<RevisionRow>(
    `SELECT noticed_on, kind, portal_id AS portal, organ, year, url, evidence, report_id, before_report_id
     FROM revision WHERE (? IS NULL OR noticed_on >= ?) AND EXISTS (
       SELECT 1 FROM current_report AS report WHERE report.portal_id = revision.portal_id AND report.organ = revision.organ
         AND report.year = revision.year AND (${condition.sql}))
     ORDER BY noticed_on DESC, organ, year LIMIT ?`,
    since ?? null,
    since ?? null,
    ...condition.values,
    limit,
  );
  return rows.map((row) => revisionOf(store, row));
}

function revisionOf(store: Store, { report_id: now, before_report_id: before, ...row }: RevisionRow): Revision {
  const isChange = row.kind === 'changed' && now !== null && before !== null;
  return {
    ...row,
    numbers: isChange ? editionDifferences(store, now) : [],
    sentences: isChange ? sentenceChanges(textOf(store, before), textOf(store, now)) : { removed: [], added: [] },
    before: before === null ? null : captureOf(store, before),
    after: now === null ? null : captureOf(store, now),
  };
}

const textOf = (store: Store, reportId: number): string =>
  store
    .all<{ text: string }>('SELECT text FROM section WHERE report_id = ? ORDER BY position', reportId)
    .map(({ text }) => text)
    .join('\n');

/** The last response that brought a report's source. */
function captureOf(store: Store, reportId: number): CaptureRef | null {
  const sql = `SELECT captured_at, capture.url, capture.status, payload.sha256, warc_file.name AS warc_file, warc_offset
    FROM report JOIN document ON document.id = report.document_id JOIN payload ON payload.id = document.payload_id
    JOIN capture ON capture.payload_id = coalesce(payload.container_id, payload.id) AND record_type <> 'revisit'
    JOIN warc_file ON warc_file.id = capture.warc_file_id
    WHERE report.id = ? ORDER BY capture.id DESC LIMIT 1`;
  return store.get<CaptureRef>(sql, reportId) ?? null;
}
