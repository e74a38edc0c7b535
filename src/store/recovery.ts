import { header } from '../archive/exchange.ts';
import { archiveFiles, type FileRecovery, type KnownFile, type Orphan, recoverArchive } from '../archive/recover.ts';
import { warcFileId } from './captures.ts';
import type { Store } from './store.ts';

export interface Recovery extends FileRecovery {
  /** Captures whose records the file has lost; they are fetched again. */
  readonly lostCaptures: number;
  /** WARC-Record-ID of each orphan. */
  readonly adopted: readonly string[];
}

/**
 * Brings index and archive together after a crash, before anything is written: whole records that were never committed are indexed (their
 * requests are fetched again and become revisits of them), a torn tail is cut off, lost records are marked. Empty where all was well.
 */
export function recover(store: Store, runId: number): Recovery[] {
  const known = store.all<KnownFile>('SELECT name AS file, size FROM warc_file ORDER BY name');
  const adopted: Orphan[] = [];
  const take = (orphan: Orphan): boolean => {
    const isNew = adopt(store, runId, orphan);
    if (isNew) adopted.push(orphan);
    return isNew;
  };
  return store.transaction(() => {
    const recovered = recoverArchive(store.dataDir, known, take).map((found) => {
      const fileId = warcFileId(store, found.file);
      store.run('UPDATE warc_file SET size = ? WHERE id = ?', found.size, fileId);
      const ids = adopted.filter(({ file }) => file === found.file).map(({ id }) => id);
      return { ...found, lostCaptures: markLost(store, fileId, found), adopted: ids };
    });
    // A run that was killed when it had only made its file has left it empty.
    for (const file of archiveFiles(store.dataDir)) warcFileId(store, file);
    return recovered;
  });
}

/** The record stays without a request and a payload: it is only there to be referred to. One that was given up is taken back. */
export function adopt(store: Store, runId: number, orphan: Orphan): boolean {
  const { headers, http } = orphan.head;
  const field = (name: string) => (http === null ? null : header(http, name));
  const { changes } = store.run(
    `INSERT INTO capture (run_id, url, captured_at, status, content_type, etag, last_modified, record_type, warc_file_id, warc_offset,
     warc_length, payload_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (warc_file_id, warc_offset)
     DO UPDATE SET damaged = 0 WHERE damaged = 1 AND payload_digest = excluded.payload_digest`,
    runId,
    headers['warc-target-uri'] ?? '',
    orphan.date,
    http?.status ?? (/not-modified/.test(headers['warc-profile'] ?? '') ? 304 : 0),
    field('content-type'),
    field('etag'),
    field('last-modified'),
    orphan.type,
    warcFileId(store, orphan.file),
    orphan.offset,
    orphan.length,
    orphan.payloadDigest,
  );
  return changes > 0;
}

const DAMAGED = `UPDATE capture SET damaged = 1 WHERE warc_file_id = ? AND warc_offset + warc_length > ? AND warc_offset < ?
  AND damaged = 0`;

function markLost(store: Store, fileId: number, { missingBytes, size, gaps }: FileRecovery): number {
  const stretches = gaps.map(({ offset, length }) => [offset, offset + length] as const);
  if (missingBytes > 0) stretches.push([size, Number.MAX_SAFE_INTEGER]);
  return stretches.reduce((count, [from, to]) => count + store.run(DAMAGED, fileId, from, to).changes, 0);
}
