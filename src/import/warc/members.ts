import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { RawPath } from '../paths.ts';

const WINDOW_BYTES = 1024 * 1024;
/** A gzip member's start: magic number, and deflate, the only method there is. */
const MEMBER_START = Buffer.from([0x1f, 0x8b, 0x08]);
/** Other tools put names and lengths into a member's header; more than this is none. */
const MAX_HEADER_BYTES = 64 * 1024;
const FIXED_HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
/** Optional parts of a member's header (RFC 1952). */
const FLAG = { checksum: 2, extra: 4, name: 8, comment: 16 } as const;

/** Where the next gzip member seems to begin, at or behind `from`; null where none does. */
export async function nextMember(path: RawPath, from: number): Promise<number | null> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(WINDOW_BYTES);
    for (let at = from; ; at += WINDOW_BYTES - MEMBER_START.length + 1) {
      const { bytesRead } = await file.read(bytes, 0, WINDOW_BYTES, at);
      const found = bytes.subarray(0, bytesRead).indexOf(MEMBER_START);
      if (found >= 0) return at + found;
      if (bytesRead < WINDOW_BYTES) return null;
    }
  } finally {
    await file.close();
  }
}

/**
 * Where the first member stands that is not whole, from `start` (a member's start) on (the file's size where all are), and how many bytes
 * those before it unpack to.
 */
export async function brokenMember(
  path: RawPath,
  start: number,
  size: number,
): Promise<{ at: number; unpacked: number }> {
  let at = start;
  let unpacked = 0;
  while (at < size) {
    const member = await wholeMember(path, at);
    if (member === null) break;
    at += member.packed;
    unpacked += member.unpacked;
  }
  return { at, unpacked };
}

interface Sizes {
  readonly packed: number;
  readonly unpacked: number;
}

/** Null where there is none, or not a whole one. */
async function wholeMember(path: RawPath, at: number): Promise<Sizes | null> {
  const header = headerLength(await readAt(path, at, MAX_HEADER_BYTES));
  if (header === null) return null;
  const inflated = await inflate(path, at + header);
  if (inflated === null) return null;
  const trailer = await readAt(path, at + header + inflated.packed, TRAILER_BYTES);
  // The length counts like the checksum: a reader that compares both refuses the member.
  const isWhole =
    trailer.length === TRAILER_BYTES &&
    trailer.readUInt32LE(0) === inflated.checksum &&
    trailer.readUInt32LE(4) === inflated.unpacked % 2 ** 32;
  return isWhole ? { packed: header + inflated.packed + TRAILER_BYTES, unpacked: inflated.unpacked } : null;
}

async function inflate(path: RawPath, at: number): Promise<(Sizes & { readonly checksum: number }) | null> {
  const source = createReadStream(path, { start: at });
  const inflater = createInflateRaw();
  let checksum = 0;
  let unpacked = 0;
  inflater.on('data', (chunk: Buffer) => {
    checksum = crc32(chunk, checksum);
    unpacked += chunk.length;
  });
  source.pipe(inflater);
  try {
    await finished(inflater, { writable: false });
    return { packed: inflater.bytesWritten, unpacked, checksum };
  } catch {
    return null;
  } finally {
    source.destroy();
    inflater.destroy();
  }
}

function headerLength(bytes: Buffer): number | null {
  if (bytes.length < FIXED_HEADER_BYTES || !bytes.subarray(0, 3).equals(MEMBER_START)) return null;
  const flags = bytes[3] ?? 0;
  let length = FIXED_HEADER_BYTES;
  if (flags & FLAG.extra) {
    if (length + 2 > bytes.length) return null;
    length += 2 + bytes.readUInt16LE(length);
  }
  for (const flag of [FLAG.name, FLAG.comment]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, length);
    if (end < 0) return null;
    length = end + 1;
  }
  if (flags & FLAG.checksum) length += 2;
  return length;
}

async function readAt(path: RawPath, at: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await file.read(bytes, 0, length, at);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
