import { type DecodedContent, undoCoding } from './content-coding.ts';

/** Headers with names in lower case and values as latin-1, in order of arrival. */
export type HeaderList = readonly (readonly [string, string])[];

/** A decoded entity larger than this many bytes is taken for a bomb: three times the greatest body that is fetched. */
const MAX_DECODED_BYTES = 300 * 1024 * 1024;

/** An HTTP message cut at its first blank line; old servers end lines with LF alone, or mix both. `head` keeps the blank line. */
export function splitMessage(message: Buffer): { head: Buffer; block: Buffer } {
  for (let at = message.indexOf(0x0a); at >= 0; at = message.indexOf(0x0a, at + 1)) {
    const next = message[at + 1] === 0x0d ? at + 2 : at + 1;
    if (message[next] === 0x0a) return { head: message.subarray(0, next + 1), block: message.subarray(next + 1) };
  }
  return { head: message, block: message.subarray(message.length) };
}

/** Reads a head's start line and headers; folded lines are joined, lines without a colon left out. */
export function parseHead(head: Buffer): { startLine: string; status: number | null; headers: HeaderList } {
  const [startLine = '', ...lines] = head
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const headers: [string, string][] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  const status = /^HTTP(?:\/\S+)?\s+(\d{3})/i.exec(startLine)?.[1];
  return { startLine, status: status === undefined ? null : Number(status), headers };
}

/** The block without its transfer coding. A block that is labelled chunked but is not comes back as it is; a short one as far as it goes. */
export function entityOf(block: Buffer, headers: HeaderList): Buffer {
  return codings(headers, 'transfer-encoding').includes('chunked') ? dechunk(block) : block;
}

function dechunk(block: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < block.length) {
    const newline = block.indexOf(0x0a, at);
    const size = newline < 0 ? null : chunkSize(block.toString('latin1', at, newline));
    if (size === null) return parts.length === 0 ? block : Buffer.concat(parts);
    if (size === 0) break;
    parts.push(block.subarray(newline + 1, newline + 1 + size));
    at = afterLineEnd(block, newline + 1 + size);
  }
  return Buffer.concat(parts);
}

function chunkSize(line: string): number | null {
  const digits = /^\s*([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line.trimEnd())?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}

function afterLineEnd(block: Buffer, at: number): number {
  if (block[at] === 0x0d && block[at + 1] === 0x0a) return at + 2;
  return block[at] === 0x0a ? at + 1 : at;
}

/** The entity without its content codings; see `undoCoding`. @throws RangeError where the result would be over `limit` bytes. */
export function decodeEntity(entity: Buffer, headers: HeaderList, limit = MAX_DECODED_BYTES): DecodedContent {
  let decoded: DecodedContent = { bytes: entity, fault: null };
  for (const coding of codings(headers, 'content-encoding').reverse()) {
    const { bytes, fault } = undoCoding(decoded.bytes, coding, limit);
    decoded = { bytes, fault: decoded.fault ?? fault };
  }
  return decoded;
}

/** The bytes of `decodeEntity`. */
export const payloadOf = (entity: Buffer, headers: HeaderList, limit = MAX_DECODED_BYTES): Buffer =>
  decodeEntity(entity, headers, limit).bytes;

function codings(headers: HeaderList, name: string): string[] {
  return headers
    .filter(([key]) => key === name)
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((word) => word.trim());
}
