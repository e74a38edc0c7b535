import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { Format } from '../extract/document.ts';
import { sniffFormat } from '../extract/formats/sniff.ts';
import type { RawPath } from './paths.ts';

/** How a file is imported: as one document (an archive of documents too), or record by record. */
export type FileKind = 'document' | 'warc' | 'wacz';

/** Enough for the first header of a WARC record, packed. */
const HEAD_BYTES = 4096;

/** Told by content; only WACZ, which is a ZIP, by its name as well. @throws where the file cannot be opened. */
export function fileKind(path: RawPath, name: string): FileKind {
  const head = headOf(path);
  if (isWarc(head)) return 'warc';
  return /\.wacz$/i.test(name) && head.toString('latin1', 0, 2) === 'PK' ? 'wacz' : 'document';
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
  if (head.toString('latin1', 0, 5) === 'WARC/') return true;
  if (head[0] !== 0x1f || head[1] !== 0x8b) return false;
  try {
    const start = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 });
    return start.toString('latin1', 0, 5) === 'WARC/';
  } catch {
    return false;
  }
}

const MEDIA_TYPES: Readonly<Record<Exclude<Format, 'image'>, string>> = {
  html: 'text/html',
  text: 'text/plain',
  pdf: 'application/pdf',
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
