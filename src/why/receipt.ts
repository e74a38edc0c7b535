import type { Store } from '../store/store.ts';
import { type StoredCell, storedCell } from './cell.ts';

/** From a number back to the answer of a server: each link of the chain as it is stored. */
export interface Receipt {
  readonly organ: string;
  readonly year: number;
  readonly edition: number;
  readonly cell: StoredCell;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly failed_checks: readonly string[];
  readonly document: DocumentFacts;
  /** Null: the archive's index has no record of it. */
  readonly capture: CaptureFacts | null;
  /** How the crawl came there, the last step first; empty for a file that somebody brought. */
  readonly led_by: readonly CrawlStep[];
}

export interface DocumentFacts {
  readonly url: string;
  readonly sha256: string;
  readonly size: number;
  readonly format: string | null;
  readonly charset: string | null;
  /** Version of the extractor that read it. */
  readonly extractor: string;
  /** The archive (ZIP, RAR) that it is a file of, and its name there. */
  readonly container_sha256: string | null;
  readonly member: string | null;
}

export interface CaptureFacts {
  readonly url: string;
  readonly captured_at: string;
  /** Of HTTP; 0 for a file that was brought. */
  readonly status: number;
  readonly content_type: string | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly warc_file: string;
  readonly warc_offset: number;
  readonly warc_length: number;
  readonly payload_digest: string;
  /** How often the same bytes were met. */
  readonly seen: number;
  readonly run: string;
}

export interface CrawlStep {
  readonly kind: string;
  readonly url: string;
  readonly channel: string | null;
  /** What the list said of it. */
  readonly said: string | null;
}

export function receiptOf(store: Store, reportId: number, cellName: string): Receipt {
  const cell = storedCell(store, reportId, cellName);
  return {
    ...originOf(store, reportId),
    cell,
    warnings: store.all(
      'SELECT DISTINCT code, message FROM warning WHERE report_id = ? AND place = ?',
      reportId,
      cell.name,
    ),
    failed_checks: failedChecks(store, reportId, cell.name),
  };
}

/** Where a whole report comes from: the part of a receipt that is the same for each of its numbers. */
export type ReceiptOrigin = Pick<Receipt, 'organ' | 'year' | 'edition' | 'document' | 'capture' | 'led_by'>;

export function originOf(store: Store, reportId: number): ReceiptOrigin {
  const report = store.get<{ organ: string; year: number; edition: number }>(
    'SELECT organ, year, edition FROM report WHERE id = ?',
    reportId,
  );
  const document = store.get<DocumentFacts & { payload_id: number }>(DOCUMENT, reportId);
  if (report === undefined || document === undefined) throw new Error(`report ${reportId} is not there`);
  const { payload_id: payloadId, ...facts } = document;
  const capture = store.get<CaptureFacts & { request_id: number | null }>(CAPTURE, payloadId, payloadId) ?? null;
  const { request_id: requestId = null, ...captured } = capture ?? {};
  return {
    ...report,
    document: facts,
    capture: capture === null ? null : (captured as CaptureFacts),
    led_by: requestId === null ? [] : store.all<CrawlStep>(STEPS, requestId),
  };
}

const DOCUMENT = `SELECT report.url, payload.sha256, payload.size, payload.format, document.charset, document.extractor,
    container.sha256 AS container_sha256, payload.member, coalesce(payload.container_id, payload.id) AS payload_id
  FROM report JOIN document ON document.id = report.document_id JOIN payload ON payload.id = document.payload_id
  LEFT JOIN payload AS container ON container.id = payload.container_id WHERE report.id = ?`;

/** The first capture of the bytes, and the record that holds them. */
const CAPTURE = `SELECT first.url, first.captured_at, first.status, first.content_type, first.etag, first.last_modified, first.request_id,
    warc_file.name AS warc_file, held.warc_offset, held.warc_length, first.payload_digest, run.command AS run,
    (SELECT count(*) FROM capture WHERE payload_id = ?) AS seen
  FROM capture AS first JOIN run ON run.id = first.run_id
  JOIN capture AS held ON held.payload_digest = first.payload_digest AND held.record_type <> 'revisit' AND held.damaged = 0
  JOIN warc_file ON warc_file.id = held.warc_file_id WHERE first.payload_id = ? ORDER BY first.id, held.id LIMIT 1`;

const STEPS = `WITH RECURSIVE step (id, depth) AS (
    VALUES (?, 0) UNION ALL SELECT request.parent_id, depth + 1 FROM step JOIN request ON request.id = step.id
    WHERE request.parent_id IS NOT NULL AND depth < 20)
  SELECT request.kind, request.url, coalesce(channel.title, channel.url) AS channel,
    json_extract(request.details, '$.hints.title') AS said
  FROM step JOIN request ON request.id = step.id LEFT JOIN channel ON channel.id = request.channel_id ORDER BY depth`;

function failedChecks(store: Store, reportId: number, name: string): string[] {
  const sql = `SELECT rule || ' ' || scope || ': ' || left_value || ' against ' || right_value AS words FROM check_result
    WHERE report_id = ? AND status = 'fail' AND instr(? || '/', '/' || scope || '/') > 0 ORDER BY rule, scope`;
  return store.all<{ words: string }>(sql, reportId, `/${name}`).map(({ words }) => words);
}
