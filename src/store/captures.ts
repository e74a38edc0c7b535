import type { Archived, Batch, EarlierRecord } from '../archive/archived.ts';
import type { Exchange } from '../archive/exchange.ts';
import { header } from '../archive/exchange.ts';
import { sha256Of } from '../archive/sha256.ts';
import { addPayload, type PayloadUse } from './payloads.ts';
import type { Store } from './store.ts';

export interface CaptureContext {
  readonly runId: number;
  /** Null for what a crawl fetches for itself (robots.txt). */
  readonly requestId: number | null;
  readonly portalId: string;
  /** What the last exchange's payload is: a `document` to be read, a `page` that was only followed, or null (redirect, error). */
  readonly content: PayloadUse | null;
  /** For a 304 in last place: the capture that it confirms. */
  readonly confirms?: Confirmable;
}

export interface CaptureResult {
  /** Row ids, one an exchange. */
  readonly captureIds: readonly number[];
  /** The last exchange's payload. `fresh`: its bytes were not held before. */
  readonly payload: { readonly id: number; readonly fresh: boolean } | null;
}

/**
 * Indexes what `archive.append` wrote, in the caller's transaction (frontier state in the same one). The batch is settled once that is
 * committed.
 */
export function addCaptures(
  store: Store,
  exchanges: readonly Exchange[],
  batch: Batch,
  context: CaptureContext,
): CaptureResult {
  let payload: CaptureResult['payload'] = null;
  const captureIds = batch.records.map((record, hop) => {
    const exchange = exchanges[hop];
    if (exchange === undefined) throw new RangeError('a batch holds one record an exchange');
    const last = hop === batch.records.length - 1;
    if (last) payload = payloadOf(store, exchange, context);
    return insertCapture(store, {
      ...context,
      hop,
      record,
      exchange,
      payloadId: last ? (payload?.id ?? null) : null,
    });
  });
  settleFiles(store, batch);
  return { captureIds, payload };
}

function payloadOf(store: Store, exchange: Exchange, context: CaptureContext): CaptureResult['payload'] {
  if (exchange.status === 304 && context.confirms !== undefined)
    return { id: context.confirms.payloadId, fresh: false };
  if (context.content === null) return null;
  return addPayload(store, {
    sha256: sha256Of(exchange.payload),
    size: exchange.payload.length,
    use: context.content,
    portalId: context.portalId,
    url: exchange.url,
  });
}

/** One record of the archive and what it answers. */
export interface CaptureRow {
  readonly runId: number;
  readonly requestId: number | null;
  readonly hop: number;
  readonly record: Archived;
  readonly exchange: Exchange;
  readonly payloadId: number | null;
}

/** Indexes one record; returns the row's id. */
export function insertCapture(store: Store, row: CaptureRow): number {
  const { record, exchange } = row;
  const sql = `INSERT INTO capture (request_id, run_id, hop, url, captured_at, status, content_type, etag, last_modified, record_type,
    warc_file_id, warc_offset, warc_length, payload_digest, payload_id, truncated)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  // "Not modified" says nothing of its own: what it confirms has the headers.
  const told = (name: string) => (exchange.status === 304 && record.type === 'revisit' ? null : header(exchange, name));
  const result = store.run(
    sql,
    row.requestId,
    row.runId,
    row.hop,
    exchange.url,
    record.date,
    exchange.status,
    told('content-type'),
    told('etag'),
    told('last-modified'),
    record.type,
    warcFileId(store, record.file),
    record.offset,
    record.length,
    record.payloadDigest,
    row.payloadId,
    exchange.truncated,
  );
  return Number(result.lastInsertRowid);
}

/** Notes how far the archive's files are indexed; at once with the rows that say so. */
export function settleFiles(store: Store, batch: Batch): void {
  for (const { file, size } of batch.goodFiles(store.transactionNumber)) {
    store.run('UPDATE warc_file SET size = max(size, ?) WHERE id = ?', size, warcFileId(store, file));
  }
  store.afterCommit(() => batch.settle());
}

/** The row of an archive file, made on first use. `name` is relative to the data folder. */
export function warcFileId(store: Store, name: string): number {
  const known = store.get<{ id: number }>('SELECT id FROM warc_file WHERE name = ?', name);
  return known?.id ?? Number(store.run('INSERT INTO warc_file (name) VALUES (?)', name).lastInsertRowid);
}

/** For `ArchiveOptions.unfinished`. A file that has lost its last records is left as it is: it may be restored, and their places are taken. */
export function unfinishedFile(store: Store, prefix: string): { file: string; size: number } | null {
  const sql = `SELECT name AS file, size FROM warc_file WHERE substr(name, 1, ?) = ? AND closed = 0
    AND NOT EXISTS (SELECT 1 FROM capture WHERE warc_file_id = warc_file.id AND warc_offset >= size) ORDER BY id DESC LIMIT 1`;
  return store.get<{ file: string; size: number }>(sql, prefix.length, prefix) ?? null;
}

/** For `ArchiveOptions.archived`: the record that holds these bytes, if any does. */
export function archivedRecord(store: Store, payloadDigest: string): EarlierRecord | null {
  const sql = `SELECT url, captured_at AS date, request_id AS requestId FROM capture
    WHERE payload_digest = ? AND record_type <> 'revisit' AND damaged = 0 ORDER BY id LIMIT 1`;
  return store.get<EarlierRecord>(sql, payloadDigest) ?? null;
}

/** A capture that a conditional request can confirm; goes into `append` and `addCaptures` where the answer is 304. */
export interface Confirmable extends EarlierRecord {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly payloadDigest: string;
  readonly payloadId: number;
}

/**
 * The newest whole 200 answer of a request at this address that carries a validator, under the address and date of the record that holds
 * its bytes; null where it must be fetched in full, as where that record is damaged.
 */
export function confirmable(store: Store, requestId: number, url: string): Confirmable | null {
  const sql = `SELECT held.url, held.captured_at AS date, held.request_id AS requestId, said.etag, said.last_modified AS lastModified,
      said.payload_digest AS payloadDigest, said.payload_id AS payloadId
    FROM capture AS said JOIN capture AS held ON held.payload_digest = said.payload_digest
    WHERE said.request_id = ? AND said.url = ? AND said.status = 200 AND said.payload_id IS NOT NULL AND said.truncated IS NULL
      AND held.record_type <> 'revisit' AND held.damaged = 0
    ORDER BY said.id DESC, held.url = said.url DESC, held.id LIMIT 1`;
  const row = store.get<Confirmable>(sql, requestId, url);
  return row === undefined || (row.etag === null && row.lastModified === null) ? null : row;
}
