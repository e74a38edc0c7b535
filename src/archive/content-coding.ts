import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { messageOf } from '../message-of.ts';
import { unzstd } from './zstd.ts';

/** Bytes without a content coding. */
export interface DecodedContent {
  readonly bytes: Buffer;
  /** What is wrong with the coded stream though it could be unpacked, for a person; null: nothing. */
  readonly fault: string | null;
}

/**
 * Undoes one content coding (gzip, deflate in both readings, br, zstd), as browsers do it: a wrong checksum and bytes behind the stream are
 * passed over, a stream that ends early gives what it holds, and each is told. Bytes that do not have the coding that their label claims
 * come back as they are.
 * @throws RangeError where the result would be over `limit` bytes.
 */
export function undoCoding(bytes: Buffer, coding: string, limit: number): DecodedContent {
  const strict = READERS[coding];
  if (strict === undefined || bytes.length === 0) return { bytes, fault: null };
  try {
    return { bytes: strict(bytes, { maxOutputLength: limit }), fault: null };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return lenient(bytes, coding, limit, error) ?? { bytes, fault: null };
  }
}

type Decoder = (bytes: Buffer, options: { maxOutputLength: number; finishFlush?: number }) => Buffer;

const READERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: (bytes, options) => (isZlib(bytes) ? inflateSync(bytes, options) : inflateRawSync(bytes, options)),
  br: brotliDecompressSync,
  zstd: (bytes, { maxOutputLength }) => unzstd(bytes, maxOutputLength),
};

/** RFC 1950: compression method 8 and a header that is a multiple of 31; without it the stream is raw, as some servers send it. */
function isZlib(bytes: Buffer): boolean {
  const header = bytes.length > 1 ? bytes.readUInt16BE(0) : 0;
  return (header & 0x0f00) === 0x0800 && header % 31 === 0;
}

/** What unpacks of a stream that is not whole; null where nothing does. */
function lenient(bytes: Buffer, coding: string, limit: number, error: unknown): DecodedContent | null {
  const flush = coding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
  const readers: readonly Decoder[] = [
    READERS[coding] ?? gunzipSync,
    // The deflate stream of a gzip member by itself: neither its checksum nor what stands behind it matters then.
    (member, options) => inflateRawSync(member.subarray(deflateStart(member) ?? member.length), options),
  ];
  for (const read of readers) {
    try {
      const unpacked = read(bytes, { maxOutputLength: limit, finishFlush: flush });
      if (unpacked.length > 0) return { bytes: unpacked, fault: `${coding}: ${messageOf(error)}` };
    } catch (again) {
      if (again instanceof RangeError) throw again;
    }
  }
  return null;
}

/** Where the deflate stream of a gzip member begins (RFC 1952, 2.3); null where it is none. */
function deflateStart(member: Buffer): number | null {
  if (member.length < 18 || member.readUInt16BE(0) !== 0x1f8b || member[2] !== 8) return null;
  const flags = member[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + member.readUInt16LE(at);
  for (const flag of [8, 16]) if (flags & flag) at = member.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}
