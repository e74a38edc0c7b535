import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { sha256Of } from './sha256.ts';

export type RecordType = 'warcinfo' | 'request' | 'response' | 'revisit' | 'resource' | 'metadata';

/** WARC/1.1 header fields in the order in which they are written; undefined ones are left out, one of several values is repeated. */
export type RecordHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `sha256:` and the hex digest: how WARC-Payload-Digest, WARC-Block-Digest and the index write it. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${sha256Of(bytes)}`;
}

export function newRecordId(): string {
  return `<urn:uuid:${randomUUID()}>`;
}

const gzipAsync = promisify(gzip);
/** A page of this size is compressed in some milliseconds at most; the way to another thread and back takes more of the processor. */
const AT_ONCE_BYTES = 256 * 1024;
const CRLF = '\r\n';

/** One record as one gzip member, ready to be appended. The block is `parts`, one after the other. */
export async function encodeRecord(
  type: RecordType,
  headers: RecordHeaders,
  parts: readonly Buffer[],
): Promise<Buffer> {
  const block = Buffer.concat(parts);
  const fields: RecordHeaders = {
    'WARC-Type': type,
    ...headers,
    // Of nothing, a digest says nothing.
    'WARC-Block-Digest': block.length === 0 ? undefined : digestOf(block),
    'Content-Length': String(block.length),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => [value ?? []].flat().map((one) => `${name}: ${one}`));
  const head = ['WARC/1.1', ...lines, '', ''].join(CRLF);
  const record = Buffer.concat([Buffer.from(head, 'utf8'), block, Buffer.from(CRLF + CRLF)]);
  const options = { level: compressionLevel(block) };
  return record.length <= AT_ONCE_BYTES ? gzipSync(record, options) : gzipAsync(record, options);
}

/** PDF, ZIP, PNG, JPEG and gzip bodies hardly shrink: level 1 saves four fifths of the time that level 6 takes. */
function compressionLevel(block: Buffer): number {
  return /%PDF-|PK\x03\x04|\x89PNG|\xff\xd8\xff|\x1f\x8b\x08/.test(block.toString('latin1', 0, 4096)) ? 1 : 6;
}

/** An address as a header value: characters that would end or split the field are percent-encoded. */
export function targetUri(url: string): string {
  return url.replace(
    /[\u0000-\u0020\u007f<>]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
}
