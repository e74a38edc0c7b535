import { createHash } from 'node:crypto';
import type { Batch } from '../archive/archived.ts';
import type { Exchange } from '../archive/exchange.ts';
import { insertCapture, settleFiles } from './captures.ts';
import { addPayload, payloadPlace } from './payloads.ts';
import type { Store } from './store.ts';

/** Something that somebody brought, as it is found again: a file by its path and time, a record by its address and date. */
export interface Brought {
  readonly portalId: string;
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly size: number;
  readonly organ: string | null;
  readonly sourceId: number | null;
}

export interface ImportContext {
  readonly runId: number;
  /** What was known of the portal has changed: documents of it are filed anew. */
  readonly refile: boolean;
}

interface KnownRow {
  readonly id: number;
  readonly payloadId: number | null;
  readonly organ: string | null;
}

/**
 * Whether this very file was imported before and its bytes are still there, told without reading it; if so, it is noted that this run has
 * met it.
 */
export function meetFile(store: Store, file: Brought, context: ImportContext): boolean {
  const sql = `SELECT id, payload_id AS payloadId, organ FROM imported
    WHERE url = ? AND portal_id = ? AND taken_at = ? AND size = ? AND source_id IS NULL AND complete = 1 ORDER BY id DESC LIMIT 1`;
  const row = store.get<KnownRow>(sql, file.url, file.portalId, file.takenAt, file.size);
  if (row === undefined || (row.payloadId !== null && payloadPlace(store, row.payloadId) === null)) return false;
  store.transaction(() => {
    meet(store, row, file, context);
    for (const record of recordsOf(store, row.id)) meet(store, record, file, context);
  });
  return true;
}

/** The same for bytes: whether this record is known, or (for a file) whether the portal has these bytes from somewhere else. */
export function meetBytes(store: Store, item: Brought, sha256: string, context: ImportContext): boolean {
  const payload = store.get<{ id: number }>('SELECT id FROM payload WHERE sha256 = ?', sha256);
  if (payload === undefined || payloadPlace(store, payload.id) === null) return false;
  const same = store.get<KnownRow>(
    `SELECT id, payload_id AS payloadId, organ FROM imported
     WHERE url = ? AND portal_id = ? AND taken_at = ? AND payload_id = ? ORDER BY id DESC LIMIT 1`,
    item.url,
    item.portalId,
    item.takenAt,
    payload.id,
  );
  if (same !== undefined) {
    store.transaction(() => meet(store, same, item, context));
    return true;
  }
  // Each capture of a page tells when it said so; a second copy of a file tells nothing.
  if (item.sourceId !== null || !isOnPortal(store, payload.id, item.portalId)) return false;
  store.transaction(() => {
    const news = item.organ !== null && !isTold(store, payload.id, item);
    addRow(store, item, { payloadId: payload.id, captureId: null }, context.runId);
    if (context.refile || news) refile(store, payload.id, item);
  });
  return true;
}

/** Notes again what an import met, as it stood at its end: known things by the run that met them last, others by their bytes. */
export function noteMet(store: Store, item: Brought, sha256: string, runId: number): void {
  const payload = store.get<{ id: number }>('SELECT id FROM payload WHERE sha256 = ?', sha256);
  const same = `url = ? AND portal_id = ? AND taken_at = ? AND payload_id IS ?`;
  const values = [item.url, item.portalId, item.takenAt, payload?.id ?? null] as const;
  const { changes } = store.run(
    `UPDATE imported SET run_id = ?, organ = ? WHERE ${same}`,
    runId,
    item.organ,
    ...values,
  );
  if (changes === 0 && payload !== undefined) addRow(store, item, { payloadId: payload.id, captureId: null }, runId);
}

/** One thing of a batch: what was appended to the archive, and where it came from. */
export interface BroughtCapture {
  readonly item: Brought;
  readonly exchange: Exchange;
}

/** Indexes what was appended, one record each, in one transaction. The documents wait to be read then. */
export function addImported(store: Store, captures: readonly BroughtCapture[], batch: Batch, runId: number): void {
  store.transaction(() => {
    for (const [index, record] of batch.records.entries()) {
      const capture = captures[index];
      if (capture === undefined) throw new RangeError('a batch holds one record an imported file');
      const { item, exchange } = capture;
      const payloadId = addPayload(store, {
        sha256: createHash('sha256').update(exchange.payload).digest('hex'),
        size: exchange.payload.length,
        use: 'document',
        portalId: item.portalId,
        url: exchange.url,
      }).id;
      const captureId = insertCapture(store, { runId, requestId: null, hop: 0, record, exchange, payloadId });
      addRow(store, item, { payloadId, captureId }, runId);
    }
    settleFiles(store, batch);
  });
}

/** Notes a WARC file, before its records; returns the row's id. It counts as imported only once `finishSource` was called. */
export function beginSource(store: Store, file: Brought, runId: number): number {
  const sql = 'SELECT id FROM imported WHERE url = ? AND portal_id = ? AND taken_at = ? AND size = ? AND complete = 0';
  const begun = store.get<{ id: number }>(sql, file.url, file.portalId, file.takenAt, file.size);
  if (begun !== undefined) return begun.id;
  const id = addRow(store, file, { payloadId: null, captureId: null }, runId);
  store.run('UPDATE imported SET complete = 0 WHERE id = ?', id);
  return id;
}

/** All of a WARC file's records are in: it is not read again while it stays as it is. */
export function finishSource(store: Store, sourceId: number, runId: number): void {
  store.run('UPDATE imported SET complete = 1, run_id = ? WHERE id = ?', runId, sourceId);
}

function recordsOf(store: Store, sourceId: number): KnownRow[] {
  return store.all('SELECT id, payload_id AS payloadId, organ FROM imported WHERE source_id = ?', sourceId);
}

function meet(store: Store, row: KnownRow, item: Brought, { runId, refile: must }: ImportContext): void {
  const named = item.organ ?? row.organ;
  store.run('UPDATE imported SET run_id = ?, organ = ? WHERE id = ?', runId, named, row.id);
  if (row.payloadId !== null && (must || named !== row.organ)) refile(store, row.payloadId, item);
}

/** The document is read and filed anew, with what is known of it now. */
function refile(store: Store, payloadId: number, { portalId, organ }: Brought): void {
  const sql = 'UPDATE imported SET organ = coalesce(?, organ) WHERE payload_id = ? AND portal_id = ?';
  store.run(sql, organ, payloadId, portalId);
  store.run("UPDATE payload SET state = 'waiting' WHERE id = ? AND state = 'read'", payloadId);
}

function isTold(store: Store, payloadId: number, { portalId, organ }: Brought): boolean {
  const sql = 'SELECT 1 FROM imported WHERE payload_id = ? AND portal_id = ? AND organ = ? LIMIT 1';
  return store.get(sql, payloadId, portalId, organ) !== undefined;
}

function isOnPortal(store: Store, payloadId: number, portalId: string): boolean {
  const sql = `SELECT 1 FROM imported WHERE payload_id = ? AND portal_id = ?
    UNION ALL SELECT 1 FROM capture JOIN request ON request.id = capture.request_id
      WHERE capture.payload_id = ? AND request.portal_id = ? LIMIT 1`;
  return store.get(sql, payloadId, portalId, payloadId, portalId) !== undefined;
}

function addRow(
  store: Store,
  item: Brought,
  place: { payloadId: number | null; captureId: number | null },
  runId: number,
): number {
  const sql = `INSERT INTO imported (portal_id, url, taken_at, size, source_id, payload_id, capture_id, organ, run_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const { portalId, url, takenAt, size, sourceId, organ } = item;
  const { payloadId, captureId } = place;
  return Number(
    store.run(sql, portalId, url, takenAt, size, sourceId, payloadId, captureId, organ, runId).lastInsertRowid,
  );
}
