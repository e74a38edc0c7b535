import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { messageOf } from '../message-of.ts';

/** One gzip member of a file and what it unpacks to. */
export interface MemberBytes {
  readonly offset: number;
  readonly length: number;
  readonly content: Buffer;
}

/** Why bytes are no whole member. */
export interface MemberFault {
  readonly reason: string;
  /** They end before the member does: what a writer that was killed leaves. */
  readonly cutShort: boolean;
}

/** Bytes between two whole members, or behind the last one, that are none. */
export interface Gap extends MemberFault {
  readonly offset: number;
  readonly length: number;
}

export interface MemberWalk {
  readonly fileSize: number;
  /** Where the last whole member ends. */
  readonly goodEnd: number;
  /** Damage with whole members behind it. */
  readonly gaps: readonly Gap[];
  /** The bytes after `goodEnd`; null where there are none. */
  readonly tail: Gap | null;
}

/** Read ahead this much at first; doubled while a member is longer. */
const WINDOW_BYTES = 1024 * 1024;
/** No record of ours is longer, packed or unpacked: the size cap of a body and its headers are far below. */
const MAX_MEMBER_BYTES = 512 * 1024 * 1024;
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
/** A member as the writer makes it: deflate, no extra fields, no name. */
const MEMBER_START = Buffer.from([0x1f, 0x8b, 0x08, 0x00]);

/**
 * Walks a file's gzip members from `from` (a member's start) to `to` (the file's end) and checks each; damaged ones are
 * stepped over, and told of in the end.
 */
export function walkMembers(
  path: string,
  from: number,
  visit: (member: MemberBytes) => void,
  to = Number.POSITIVE_INFINITY,
): MemberWalk {
  const descriptor = openSync(path, 'r');
  try {
    const fileSize = Math.min(to, fstatSync(descriptor).size);
    const gaps: Gap[] = [];
    for (let offset = from; offset < fileSize; ) {
      const member = memberAt(descriptor, offset, fileSize);
      if ('content' in member) {
        visit(member);
        offset += member.length;
        continue;
      }
      const next = nextRecord(descriptor, offset + 1, fileSize);
      const gap = { ...member, offset, length: (next ?? fileSize) - offset };
      if (next === null) return { fileSize, goodEnd: offset, gaps, tail: gap };
      gaps.push(gap);
      offset = next;
    }
    return { fileSize, goodEnd: fileSize, gaps, tail: null };
  } finally {
    closeSync(descriptor);
  }
}

/** Where the next whole member stands that holds a WARC record: a damaged body may hold the start of some other gzip file. */
function nextRecord(descriptor: number, from: number, fileSize: number): number | null {
  for (let at = from; at < fileSize; ) {
    const bytes = readAt(descriptor, at, Math.min(WINDOW_BYTES, fileSize - at));
    for (let found = bytes.indexOf(MEMBER_START); found >= 0; found = bytes.indexOf(MEMBER_START, found + 1)) {
      const member = memberAt(descriptor, at + found, fileSize);
      if ('content' in member && member.content.toString('latin1', 0, 5) === 'WARC/') return at + found;
    }
    at += Math.max(1, bytes.length - MEMBER_START.length + 1);
  }
  return null;
}

function memberAt(descriptor: number, offset: number, fileSize: number): MemberBytes | MemberFault {
  for (let window = WINDOW_BYTES; ; window *= 2) {
    const bytes = readAt(descriptor, offset, Math.min(window, fileSize - offset));
    const member = unpackMember(bytes);
    if ('content' in member) return { offset, ...member };
    if (!member.cutShort || offset + window >= fileSize || window >= MAX_MEMBER_BYTES) return member;
  }
}

/** The first member of `bytes`, or what is wrong with it. */
export function unpackMember(bytes: Buffer): { readonly length: number; readonly content: Buffer } | MemberFault {
  if (bytes.every((byte) => byte === 0)) return { reason: 'zeros of a file that had only grown', cutShort: true };
  const known = Math.min(bytes.length, MEMBER_START.length);
  if (!bytes.subarray(0, known).equals(MEMBER_START.subarray(0, known))) return fault('no gzip header');
  if (bytes.length < HEADER_BYTES) return { reason: 'cut off in the gzip header', cutShort: true };
  try {
    const { buffer: content, engine } = inflate(bytes.subarray(HEADER_BYTES));
    const end = HEADER_BYTES + engine.bytesWritten + TRAILER_BYTES;
    if (end > bytes.length) return { reason: 'cut off in the gzip trailer', cutShort: true };
    if (crc32(content) !== bytes.readUInt32LE(end - TRAILER_BYTES)) return fault('wrong checksum');
    if (content.length !== bytes.readUInt32LE(end - 4)) return fault('wrong length in the gzip trailer');
    return { length: end, content };
  } catch (error) {
    return { reason: messageOf(error), cutShort: isCutShort(error) };
  }
}

const fault = (reason: string): MemberFault => ({ reason, cutShort: false });

function isCutShort(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && error.errno === constants.Z_BUF_ERROR;
}

/** `info: true` also gives the engine, which knows how much input the member took; the type declarations do not know of it. */
function inflate(bytes: Buffer): { buffer: Buffer; engine: { bytesWritten: number } } {
  const options: { info: true; maxOutputLength: number } = { info: true, maxOutputLength: MAX_MEMBER_BYTES };
  const result: unknown = inflateRawSync(bytes, options);
  return result as { buffer: Buffer; engine: { bytesWritten: number } };
}

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
