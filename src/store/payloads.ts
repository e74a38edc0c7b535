import type { RecordPlace } from '../archive/archived.ts';
import type { Format, UnreadableCode } from '../extract/document.ts';
import type { Store } from './store.ts';

/** What a payload is for: a `document` is read by the ingest queue, a `page` (list, index) is only kept. */
export type PayloadUse = 'document' | 'page';

export interface NewPayload {
  /** Hex digest of the bytes. */
  readonly sha256: string;
  readonly size: number;
  readonly use: PayloadUse;
  readonly portalId: string;
  /** The address that it was captured at. */
  readonly url: string;
}

/**
 * Adds content once by its bytes. Known content waits to be filed anew where it turns up as a document of one more portal, or comes back
 * to an address where other content stood meanwhile.
 */
export function addPayload(store: Store, payload: NewPayload): { id: number; fresh: boolean } {
  const known = store.get<{ id: number; state: string }>(
    'SELECT id, state FROM payload WHERE sha256 = ?',
    payload.sha256,
  );
  if (known === undefined) {
    const state = payload.use === 'document' ? 'waiting' : 'not_a_document';
    const sql = 'INSERT INTO payload (sha256, size, state) VALUES (?, ?, ?)';
    return { id: Number(store.run(sql, payload.sha256, payload.size, state).lastInsertRowid), fresh: true };
  }
  if (payload.use === 'document' && isNewUse(store, known, payload)) {
    store.run("UPDATE payload SET state = 'waiting', reason = NULL, message = NULL WHERE id = ?", known.id);
  }
  return { id: known.id, fresh: false };
}

function isNewUse(store: Store, known: { id: number; state: string }, { portalId, url }: NewPayload): boolean {
  if (known.state === 'not_a_document') return true;
  // The archive had lost it; now its bytes are there again.
  if (known.state === 'unreadable') return payloadPlace(store, known.id) === null;
  if (known.state !== 'read') return false;
  return !isKnownTo(store, known.id, portalId) || cameBack(store, known.id, url);
}

function isKnownTo(store: Store, payloadId: number, portalId: string): boolean {
  const sql = `SELECT 1 FROM capture JOIN request ON request.id = capture.request_id
    WHERE capture.payload_id = ? AND request.portal_id = ? LIMIT 1`;
  return store.get(sql, payloadId, portalId) !== undefined;
}

function cameBack(store: Store, payloadId: number, url: string): boolean {
  const sql = 'SELECT payload_id FROM capture WHERE url = ? AND payload_id IS NOT NULL ORDER BY id DESC LIMIT 1';
  const last = store.get<{ payload_id: number }>(sql, url);
  return last !== undefined && last.payload_id !== payloadId;
}

export interface WaitingPayload {
  readonly id: number;
  readonly sha256: string;
  readonly size: number;
  readonly attempts: number;
}

/** The next payloads to be read, oldest first, behind one of them. */
export function waitingPayloads(store: Store, limit: number, after = 0): WaitingPayload[] {
  const sql = "SELECT id, sha256, size, attempts FROM payload WHERE state = 'waiting' AND id > ? ORDER BY id LIMIT ?";
  return store.all(sql, after, limit);
}

/** The payload of these bytes, where it waits to be read. */
export const waitingPayload = (store: Store, sha256: string): WaitingPayload | undefined =>
  store.get("SELECT id, sha256, size, attempts FROM payload WHERE sha256 = ? AND state = 'waiting'", sha256);

export const isKnownPayload = (store: Store, sha256: string): boolean =>
  store.get('SELECT 1 FROM payload WHERE sha256 = ?', sha256) !== undefined;

/** How many payloads wait, counted up to `limit`. */
export function countWaiting(store: Store, limit: number): number {
  const sql = "SELECT count(*) AS waiting FROM (SELECT 1 FROM payload WHERE state = 'waiting' LIMIT ?)";
  return store.get<{ waiting: number }>(sql, limit)?.waiting ?? 0;
}

/** Where a payload's bytes stand in the archive; null where no good record holds them. */
export const payloadPlace = (store: Store, payloadId: number): RecordPlace | null =>
  payloadPlaces(store, payloadId, 1)[0] ?? null;

/** All records that hold them, as far as is known, the first ones only. */
export function payloadPlaces(store: Store, payloadId: number, limit: number): RecordPlace[] {
  const sql = `SELECT warc_file.name AS file, held.warc_offset AS offset, held.warc_length AS length
    FROM capture JOIN capture AS held ON held.payload_digest = capture.payload_digest
    JOIN warc_file ON warc_file.id = held.warc_file_id
    WHERE capture.payload_id = ? AND held.record_type <> 'revisit' AND held.damaged = 0
    ORDER BY held.payload_id IS capture.payload_id DESC, held.id LIMIT ?`;
  return store.all<RecordPlace>(sql, payloadId, limit);
}

export function markRead(store: Store, payloadId: number, format: Format): void {
  const sql = "UPDATE payload SET state = 'read', format = ?, reason = NULL, message = NULL WHERE id = ?";
  store.run(sql, format, payloadId);
}

export function markUnreadable(store: Store, payloadId: number, reason: UnreadableCode, message: string): void {
  store.run(
    "UPDATE payload SET state = 'unreadable', reason = ?, message = ? WHERE id = ?",
    reason,
    message,
    payloadId,
  );
}

/** A file for which the machine was to blame is tried in so many runs: then it is taken for the file's doing. */
const MOST_ATTEMPTS = 10;

/** Files that could not be read are to be read again: those for which the machine was to blame, or all that broke a worker. */
export function retryUnread(store: Store, which: 'shortages' | 'all'): void {
  const sql =
    which === 'all'
      ? `UPDATE payload SET state = 'waiting', attempts = 0 WHERE state = 'unreadable' AND container_id IS NULL
         AND reason IN ('shortage', 'crashed', 'timeout', 'too_large')`
      : `UPDATE payload SET state = 'waiting' WHERE state = 'unreadable' AND container_id IS NULL AND reason = 'shortage'
         AND attempts < ${MOST_ATTEMPTS}`;
  store.run(sql);
}

/** Notes that the payload broke a worker; returns how many it has broken by now. */
export function countBreak(store: Store, payloadId: number): number {
  const sql = 'UPDATE payload SET attempts = attempts + 1 WHERE id = ? RETURNING attempts';
  return store.get<{ attempts: number }>(sql, payloadId)?.attempts ?? 0;
}

/** A file inside an archive, as content of its own. Known bytes keep their row: they were read already, or stand elsewhere as well. */
export function addMember(
  store: Store,
  member: { sha256: string; size: number; containerId: number; name: string },
): { id: number; fresh: boolean } {
  const known = store.get<{ id: number }>('SELECT id FROM payload WHERE sha256 = ?', member.sha256);
  if (known !== undefined) return { id: known.id, fresh: false };
  const sql = 'INSERT INTO payload (sha256, size, container_id, member) VALUES (?, ?, ?, ?)';
  const row = store.run(sql, member.sha256, member.size, member.containerId, member.name);
  return { id: Number(row.lastInsertRowid), fresh: true };
}
