import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { messageOf } from '../../../message-of.ts';
import { UnreadableError } from '../../document.ts';

/** Largest part of an Office package once unpacked: a report's is below 5 MB. */
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** Office packages hold some ten to some hundred parts. */
const MAX_PARTS = 10_000;

/** An Office package (DOCX, ODT): its parts by name. */
export interface Package {
  /** A part's bytes, name without leading slash, compared without case; null where there is none. Throws `UnreadableError`. */
  part(name: string): Promise<Buffer | null>;
  /** Whether there is a part of this name. */
  has(name: string): boolean;
}

/** Opens a ZIP package. Throws `UnreadableError` 'damaged', 'encrypted', 'too_large'. */
export async function openPackage(bytes: Uint8Array): Promise<Package> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // Names are taken raw: yauzl would refuse the backslashes and leading slashes of some producers.
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false, decodeStrings: false });
    const entries = await listEntries(zip);
    return {
      has: (name) => entries.has(name.toLowerCase()),
      part: async (name) => {
        const entry = entries.get(name.toLowerCase());
        return entry ? await readEntry(zip, entry, MAX_PART_BYTES) : null;
      },
    };
  } catch (error) {
    throw asUnreadable(error);
  }
}

/**
 * Unpacks all parts, shows each to `look`, and forgets them: for libraries that unpack without a limit. Throws `UnreadableError` 'too_large',
 * 'damaged', and what `look` throws.
 */
export async function checkPackage(
  bytes: Uint8Array,
  limit: number,
  look: (name: string, part: Buffer) => void,
): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false, decodeStrings: false });
    let room = limit;
    for (const [name, entry] of await listEntries(zip)) {
      const part = await readEntry(zip, entry, room);
      look(name, part);
      room -= part.length;
    }
  } catch (error) {
    throw asUnreadable(error);
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= MAX_PARTS)
      throw new UnreadableError('too_large', `The package has more than ${MAX_PARTS} parts.`);
    const name = entry.fileNameRaw.toString('utf8').replace(/\\/g, '/').replace(/^\/+/, '').toLowerCase();
    if (!entries.has(name)) entries.set(name, entry);
  }
  return entries;
}

/**
 * Unpacks one ZIP entry, stopping at `limit` bytes whatever the headers promise.
 * Throws `UnreadableError` 'too_large', 'encrypted', 'damaged'.
 */
export async function readEntry(zip: ZipFile, entry: Entry, limit: number): Promise<Buffer> {
  if (entry.isEncrypted()) throw new UnreadableError('encrypted', 'The ZIP file is protected by a password.');
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const piece: unknown = chunk;
      if (!Buffer.isBuffer(piece)) continue;
      size += piece.length;
      if (size > limit) throw new UnreadableError('too_large', `A part unpacks to more than ${limit} bytes.`);
      chunks.push(piece);
    }
    return Buffer.concat(chunks, size);
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** A ZIP library's error as ours. */
export function asUnreadable(error: unknown): UnreadableError {
  if (error instanceof UnreadableError) return error;
  const message = messageOf(error);
  if (/unsupported compression method/i.test(message))
    return new UnreadableError(
      'unsupported',
      `The ZIP file is packed in a way that is not read here (${message}). Unpack it.`,
    );
  if (/encrypt/i.test(message)) return new UnreadableError('encrypted', 'The ZIP file is protected by a password.');
  return new UnreadableError('damaged', `The ZIP container is damaged (${message}). Download the file again.`);
}
