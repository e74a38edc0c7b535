import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { isZstd, unzstdStart } from '../archive/zstd.ts';
import type { Format } from '../extract/document.ts';
import { sniffFormat } from '../extract/formats/sniff.ts';
import type { RawPath } from './paths.ts';
import { packageContents } from './warc/wacz.ts';

/** How a file is imported: as one document (an archive of documents too), record by record, or a ZIP of `both`. */
export type FileKind = 'document' | 'warc' | 'wacz' | 'both';

/** Enough for the first header of a WARC record, packed. */
const HEAD_BYTES = 4096;

/** Told by content. @throws where the file cannot be opened. */
export async function fileKind(path: RawPath, name: string): Promise<FileKind> {
  const head = headOf(path);
  if (isWarc(head)) return 'warc';
  if (head.toString('latin1', 0, 2) !== 'PK') return 'document';
  if (/\.wacz$/i.test(name)) return 'wacz';
  // A damaged ZIP is told of by its reader.
  const { records, documents } = await packageContents(path).catch(() => ({ records: false, documents: true }));
  if (!records) return 'document';
  return documents ? 'both' : 'wacz';
}

function headOf(path: RawPath): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const descriptor = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
}

function isWarc(head: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*(?:WARC\/\d|filedesc:\/\/)/.test(unpacked(head).toString('latin1', 0, 1024));
}

/** The beginning, as far as it can be unpacked. */
function unpacked(head: Buffer): Buffer {
  try {
    if (head.readUInt16BE(0) === 0x1f8b)
      return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 });
    return isZstd(head) ? unzstdStart(head, 1024) : head;
  } catch {
    return head;
  }
}

const MEDIA_TYPES: Readonly<Record<Exclude<Format, 'image'>, string>> = {
  html: 'text/html',
  text: 'text/plain',
  pdf: 'application/pdf',
  ofd: 'application/ofd',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  wps: 'application/vnd.ms-works',
  rtf: 'application/rtf',
  odt: 'application/vnd.oasis.opendocument.text',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  rar: 'application/vnd.rar',
};

/** The media type that the archive's record gets; a hint, as ever. */
export function mediaType(bytes: Buffer, name: string): string {
  try {
    const format = sniffFormat(bytes, { name });
    if (format !== 'image') return MEDIA_TYPES[format];
    const magic = bytes.toString('latin1', 0, 4);
    return magic.startsWith('\xff\xd8')
      ? 'image/jpeg'
      : magic.includes('PNG')
        ? 'image/png'
        : 'application/octet-stream';
  } catch {
    return 'application/octet-stream';
  }
}
