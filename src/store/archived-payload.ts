import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ArchiveError } from '../archive/file.ts';
import { readRecord, type WarcRecord } from '../archive/read.ts';
import { markDamaged } from './damage.ts';
import { payloadPlace } from './payloads.ts';
import type { Store } from './store.ts';

/** A payload's record, read back and compared with its digest. Records that are not good are marked; null where none is left. */
export function readArchivedPayload(store: Store, runId: number, payloadId: number): WarcRecord | null {
  const sha256 = store.get<{ sha256: string }>('SELECT sha256 FROM payload WHERE id = ?', payloadId)?.sha256;
  for (let place = payloadPlace(store, payloadId); place !== null; place = payloadPlace(store, payloadId)) {
    try {
      const record = readRecord(join(store.dataDir, place.file), place.offset, place.length);
      if (createHash('sha256').update(record.payload).digest('hex') === sha256) return record;
      markDamaged(store, runId, place, `the record holds other bytes than were stored there`);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      markDamaged(store, runId, place, error.message);
    }
  }
  return null;
}
