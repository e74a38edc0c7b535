import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

/** One gzip member of a file and what it unpacks to. */
export interface MemberBytes {
  readonly offset: number;
  readonly length: number;
  readonly content: Buffer;
}

export interface Walk {
  /** Where the last whole member ends. */
  readonly goodEnd: number;
  readonly fileSize: number;
  /** What is wrong with the bytes after `goodEnd`; null where there are none. */
  readonly torn: string | null;
}

/** Read ahead this much at first; doubled while a member is longer. */
const WINDOW_BYTES = 1024 * 1024;
/** No record of ours unpacks to more: the size cap of a body and its headers are far below. */
const MAX_MEMBER_BYTES = 512 * 1024 * 1024;
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;

/** Walks a file's gzip members from `from` (a member's start), checks each one's CRC, and stops at the first that is not whole. */
export function walkMembers(path: string, from: number, visit: (member: MemberBytes) => void): Walk {
  const descriptor = openSync(path, 'r');
  try {
    const fileSize = fstatSync(descriptor).size;
    for (let offset = from; offset < fileSize; ) {
      const member = memberAt(descriptor, offset, fileSize);
      if (typeof member === 'string') return { goodEnd: offset, fileSize, torn: member };
      visit(member);
      offset += member.length;
    }
    return { goodEnd: fileSize, fileSize, torn: null };
  } finally {
    closeSync(descriptor);
  }
}

function memberAt(descriptor: number, offset: number, fileSize: number): MemberBytes | string {
  for (let window = WINDOW_BYTES; ; window *= 2) {
    const whole = offset + window >= fileSize;
    const bytes = readAt(descriptor, offset, Math.min(window, fileSize - offset));
    const member = unpackMember(bytes);
    if (typeof member !== 'string') return { offset, ...member };
    if (whole || member === NOT_GZIP) return member;
  }
}

const NOT_GZIP = 'no gzip header';

/** The first member of `bytes`, or what is wrong with it. Only members as the writer makes them: no extra fields, no name. */
export function unpackMember(bytes: Buffer): { length: number; content: Buffer } | string {
  if (bytes.length < HEADER_BYTES) return 'cut off in the gzip header';
  if (bytes.readUInt16BE(0) !== 0x1f8b || bytes[2] !== 8 || bytes[3] !== 0) return NOT_GZIP;
  try {
    const { buffer: content, engine } = inflate(bytes.subarray(HEADER_BYTES));
    const end = HEADER_BYTES + engine.bytesWritten + TRAILER_BYTES;
    if (end > bytes.length) return 'cut off in the gzip trailer';
    if (checksum(content) !== bytes.readUInt32LE(end - TRAILER_BYTES)) return 'wrong checksum';
    return { length: end, content };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `info: true` also gives the engine, which knows how much input the member took; the type declarations do not know of it. */
function inflate(bytes: Buffer): { buffer: Buffer; engine: { bytesWritten: number } } {
  const options: { info: true; maxOutputLength: number } = { info: true, maxOutputLength: MAX_MEMBER_BYTES };
  const result: unknown = inflateRawSync(bytes, options);
  return result as { buffer: Buffer; engine: { bytesWritten: number } };
}

const checksum = (bytes: Buffer): number => crc32(bytes);

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = readSync(descriptor, bytes, done, length - done, offset + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}
