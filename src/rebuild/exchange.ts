import { join } from 'node:path';
import type { Archived, Batch } from '../archive/archived.ts';
import type { Exchange } from '../archive/exchange.ts';
import { payloadOf } from '../archive/http.ts';
import { readRecord } from '../archive/read.ts';
import type { Confirmable } from '../store/captures.ts';
import { type Store, warcFileId } from '../store/index.ts';
import type { IndexedRecord } from './groups.ts';

const EMPTY = Buffer.alloc(0);

/** What a record says, as it was when it was fetched. Null: its bytes stand in a record that is lost. */
export interface RecordedExchange {
  readonly exchange: Exchange;
  readonly record: Archived;
  /** For a 304: what it confirms. */
  readonly confirms: Confirmable | null;
  /** The record that holds its bytes is lost. */
  readonly isLost: boolean;
}

/** Puts a record and what it refers to together again. */
export function recordedExchange(store: Store, { place, record }: IndexedRecord): RecordedExchange {
  const base = baseOf(record.headers, { place, record });
  if (place.type !== 'revisit') return { exchange: base, record: place, confirms: null, isLost: false };
  if (/not-modified/.test(record.headers['warc-profile'] ?? '')) return unchanged(store, { place, record }, base);
  const held = heldBytes(store, place.payloadDigest);
  const payload = held === null ? EMPTY : payloadOf(held, base.headers);
  const exchange = { ...base, entity: held ?? EMPTY, payload };
  return { exchange, record: place, confirms: null, isLost: held === null };
}

function baseOf(headers: Readonly<Record<string, string>>, { place, record }: IndexedRecord): Exchange {
  const isHttp = record.http !== null;
  const type = headers['content-type'] ?? '';
  const truncated = headers['warc-truncated'];
  return {
    url: headers['warc-target-uri'] ?? '',
    method: 'GET',
    startedAt: Date.parse(place.date),
    durationMs: 0,
    ip: headers['warc-ip-address'] ?? null,
    requestHead: EMPTY,
    requestBody: EMPTY,
    status: record.http?.status ?? 0,
    responseHead: record.http?.bytes ?? EMPTY,
    responseBlock: record.block,
    entity: record.entity,
    payload: record.payload,
    headers: isHttp ? (record.http?.headers ?? []) : [['content-type', type]],
    truncated: truncated === 'length' || truncated === 'time' || truncated === 'disconnect' ? truncated : null,
  };
}

function unchanged(store: Store, { place, record }: IndexedRecord, base: Exchange): RecordedExchange {
  const exchange = { ...base, status: 304, payload: EMPTY, entity: EMPTY, headers: [] };
  const confirms = referent(store, record.headers);
  if (confirms === null) return { exchange, record: place, confirms, isLost: true };
  return { exchange, record: { ...place, payloadDigest: confirms.payloadDigest }, confirms, isLost: false };
}

/** The answer that a 304 confirms: the same bytes, whichever record holds them. */
function referent(store: Store, headers: Readonly<Record<string, string>>): Confirmable | null {
  const sql = `SELECT held.url, held.captured_at AS date, NULL AS etag, NULL AS lastModified, held.payload_digest AS payloadDigest,
      (SELECT payload_id FROM capture WHERE payload_digest = held.payload_digest AND payload_id IS NOT NULL LIMIT 1) AS payloadId
    FROM capture AS held WHERE held.url = ? AND held.captured_at = ? AND held.record_type <> 'revisit' LIMIT 1`;
  const row = store.get<Omit<Confirmable, 'payloadId'> & { payloadId: number | null }>(
    sql,
    headers['warc-refers-to-target-uri'] ?? '',
    headers['warc-refers-to-date'] ?? '',
  );
  return row === undefined || row.payloadId === null ? null : { ...row, payloadId: row.payloadId };
}

function heldBytes(store: Store, digest: string): Buffer | null {
  const sql = `SELECT warc_file.name AS file, warc_offset AS offset, warc_length AS length FROM capture
    JOIN warc_file ON warc_file.id = warc_file_id WHERE payload_digest = ? AND record_type <> 'revisit' AND damaged = 0 LIMIT 1`;
  const place = store.get<{ file: string; offset: number; length: number }>(sql, digest);
  return place === undefined ? null : readRecord(join(store.dataDir, place.file), place.offset, place.length).entity;
}

/** The records as a batch that is in the archive already. */
export function recordedBatch(store: Store, records: readonly Archived[]): Batch {
  for (const { file } of records) warcFileId(store, file);
  return { records, goodFiles: () => [], settle: () => undefined };
}
