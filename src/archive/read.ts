import { closeSync, openSync, readSync } from 'node:fs';
import { ArchiveError } from './file.ts';
import { entityOf, type HeaderList, parseHead, payloadOf, splitMessage } from './http.ts';
import { unpackMember } from './members.ts';

/** A record's WARC headers (names in lower case) and, where it holds an HTTP message, that message's head. */
export interface RecordHead {
  readonly headers: Readonly<Record<string, string>>;
  readonly http: HttpHead | null;
}

/** A record read back. For records without an HTTP message (`resource`, `warcinfo`) block = entity = payload. */
export interface WarcRecord extends RecordHead {
  /** All bytes of the record's block after the HTTP head: as received. */
  readonly block: Buffer;
  /** Without transfer coding; what WARC-Payload-Digest covers. */
  readonly entity: Buffer;
  /** Without content coding. */
  readonly payload: Buffer;
}

export interface HttpHead {
  /** Exact bytes with the blank line. */
  readonly bytes: Buffer;
  readonly startLine: string;
  /** Null for a request. */
  readonly status: number | null;
  readonly headers: HeaderList;
}

/**
 * Reads one record by its place in the index.
 * @throws ArchiveError where there is no whole record at that place, with the file's name; RangeError where its payload is a bomb.
 */
export function readRecord(path: string, offset: number, length: number): WarcRecord {
  const member = unpackMember(readPlace(path, offset, length));
  if (!('content' in member)) throw damaged(path, offset, member.reason);
  return parseRecord(member.content, `${path} at ${offset}`);
}

/** @throws ArchiveError where the bytes are no WARC record; RangeError where the payload is a bomb. */
function parseRecord(content: Buffer, place: string): WarcRecord {
  const parts = partsOf(content);
  if (parts === null) throw new ArchiveError(`${place}: not a whole WARC record`);
  const { headers, http, block } = parts;
  if (http === null) return { headers, http, block, entity: block, payload: block };
  const entity = entityOf(block, http.headers);
  return { headers, http, block, entity, payload: payloadOf(entity, http.headers) };
}

/** The heads alone, nothing unpacked; null where the bytes are no WARC record. */
export function parseRecordHead(content: Buffer): RecordHead | null {
  const parts = partsOf(content);
  return parts === null ? null : { headers: parts.headers, http: parts.http };
}

function partsOf(content: Buffer): (RecordHead & { block: Buffer }) | null {
  const { head, block: rest } = splitMessage(content);
  const headers = warcHeaders(head);
  const length = Number(headers['content-length']);
  if (headers['warc-type'] === undefined || !Number.isSafeInteger(length) || rest.length < length) return null;
  const bytes = rest.subarray(0, length);
  if (!(headers['content-type'] ?? '').startsWith('application/http')) return { headers, http: null, block: bytes };
  const message = splitMessage(bytes);
  return { headers, http: { bytes: message.head, ...parseHead(message.head) }, block: message.block };
}

/** WARC headers are UTF-8, HTTP headers are not: read apart. Names in lower case. */
function warcHeaders(head: Buffer): Record<string, string> {
  const [version = '', ...lines] = head.toString('utf8').split(/\r?\n/);
  if (!version.startsWith('WARC/')) return {};
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

function readPlace(path: string, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const descriptor = openFile(path, offset);
  try {
    const read = readSync(descriptor, bytes, 0, length, offset);
    if (read < length) throw damaged(path, offset, `the file ends ${length - read} bytes too early`);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** A file that is gone is damage of the archive; no handles or no permission are the machine's, and thrown as they are. */
function openFile(path: string, offset: number): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw damaged(path, offset, 'the file is gone');
    }
    throw error;
  }
}

function damaged(path: string, offset: number, reason: string): ArchiveError {
  return new ArchiveError(
    `${path}: no whole record at ${offset} (${reason}). Restore the file from a backup, or crawl its pages again.`,
  );
}
