import { createHash } from 'node:crypto';
import { parseRecord, type WarcRecord } from '../archive/read.ts';
import { digestOf } from '../archive/record.ts';

/** What the index says of a record. */
export interface Indexed {
  readonly captureId: number;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly url: string;
  readonly date: string;
  readonly type: string;
  readonly digest: string;
  readonly payloadId: number | null;
  readonly sha256: string | null;
  readonly damaged: number;
}

/** Why a record is not what the index says; null where it is. */
export function recordFault(content: Buffer, indexed: Indexed): string | null {
  const record = readOrNull(content);
  if (record === null) return 'it is no whole WARC record';
  const { headers } = record;
  if (headers['warc-type'] !== indexed.type) return `it is a ${headers['warc-type']}, not a ${indexed.type}`;
  if (headers['warc-date'] !== indexed.date) return `it is of ${headers['warc-date']}, not of ${indexed.date}`;
  return digestFault(record, indexed);
}

/** A record by itself: whether its bytes are those that its digests were made of. */
function digestFault(record: WarcRecord, indexed: Pick<Indexed, 'digest' | 'sha256'>): string | null {
  const { headers, entity, payload, http, block } = record;
  const blockDigest = headers['warc-block-digest'];
  const whole = http === null ? block : Buffer.concat([http.bytes, block]);
  if (blockDigest !== undefined && digestOf(whole) !== blockDigest) return 'its block digest is wrong';
  const payloadDigest = headers['warc-payload-digest'];
  if (headers['warc-type'] === 'revisit')
    return payloadDigest === undefined || payloadDigest === indexed.digest
      ? null
      : 'the index has another digest of it';
  if (payloadDigest !== undefined && digestOf(entity) !== payloadDigest) return 'its payload digest is wrong';
  if (payloadDigest !== indexed.digest) return 'the index has another digest of it';
  const sha256 = createHash('sha256').update(payload).digest('hex');
  return indexed.sha256 !== null && indexed.sha256 !== sha256 ? 'its content has another sha256 than the index' : null;
}

function readOrNull(content: Buffer): WarcRecord | null {
  try {
    return parseRecord(content, '');
  } catch {
    return null;
  }
}
