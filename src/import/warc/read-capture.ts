import { header } from '../../archive/exchange.ts';
import { MAX_FILE_BYTES } from '../limits.ts';
import type { ImportSkip } from '../reasons.ts';
import { canBeCapture, captureOf, type ForeignCapture } from './capture.ts';
import { whyNoDocument } from './judge.ts';
import type { ForeignRecord } from './records.ts';

/** A capture that may be a report, and what is known of it. */
export interface WantedCapture {
  readonly kind: 'capture';
  readonly capture: ForeignCapture;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  readonly payload: Buffer;
}

/** Whether a record's bytes are worth holding, told by its headers. */
export function isWanted(headers: Readonly<Record<string, string>>, length: number): boolean {
  return canBeCapture(headers) && length <= MAX_FILE_BYTES;
}

/** What a record brings, or why it is left. `changedAt` stands in for a date that cannot be read. */
export function readCapture(
  record: ForeignRecord,
  changedAt: number,
): WantedCapture | { kind: 'skip'; reason: ImportSkip } {
  if (record.block === null && canBeCapture(record.headers)) return { kind: 'skip', reason: 'too_large' };
  try {
    const capture = captureOf(record, changedAt);
    if (typeof capture === 'string') return { kind: 'skip', reason: capture };
    const facts = factsOf(capture);
    const reason = isBrought(capture) ? null : whyNoDocument(facts.payload, facts);
    return reason === null ? { kind: 'capture', capture, ...facts } : { kind: 'skip', reason };
  } catch (error) {
    // A body that unpacks to more than a report can have.
    if (error instanceof RangeError) return { kind: 'skip', reason: 'too_large' };
    throw error;
  }
}

/** A file that somebody brought to another archive of ours: it was meant to be a report, even as a picture. */
function isBrought(capture: ForeignCapture): boolean {
  return capture.kind === 'resource' && /^file:/i.test(capture.resource.url) && capture.resource.bytes.length > 0;
}

function factsOf(capture: ForeignCapture) {
  if (capture.kind === 'resource') {
    const { url, takenAt, bytes, contentType } = capture.resource;
    return { url, takenAt, payload: bytes, contentType };
  }
  const { url, startedAt, payload, headers } = capture.exchange;
  const contentType = header({ headers }, 'content-type') ?? '';
  return { url, takenAt: startedAt, payload, contentType };
}
