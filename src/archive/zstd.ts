import { Decompress } from 'fzstd';

/**
 * Unpacks Zstandard, frame after frame.
 * @throws RangeError where the result would be over `limit` bytes; Error where the bytes are damaged, or need a dictionary.
 */
export function unzstd(bytes: Buffer, limit: number): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  const stream = new Decompress((part) => {
    size += part.length;
    if (size > limit) throw new RangeError(`it unpacks to more than ${limit} bytes`);
    parts.push(Buffer.from(part));
  });
  stream.push(bytes, true);
  return Buffer.concat(parts);
}

/** A frame, or a skippable one in front of it. */
export function isZstd(head: Buffer): boolean {
  return head.length >= 4 && (head.readUInt32LE(0) === 0xfd2fb528 || head.readUInt32LE(0) >>> 4 === 0x0184d2a5);
}

/** At least so many bytes of what packed bytes begin with, fewer where there are no more. */
export function unzstdStart(bytes: Buffer, least: number): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  const stream = new Decompress((part) => {
    size += part.length;
    parts.push(Buffer.from(part));
  });
  for (let at = 0; at < bytes.length && size < least; at += 512) stream.push(bytes.subarray(at, at + 512));
  return Buffer.concat(parts);
}

/** The same as `unzstd` for a stream of any length. */
export async function* unzstdStream(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  const stream = new Decompress((part) => parts.push(Buffer.from(part)));
  for await (const chunk of source) {
    stream.push(chunk);
    yield* parts;
    parts = [];
  }
  stream.push(new Uint8Array(0), true);
  yield* parts;
}
