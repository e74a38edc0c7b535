import { type Format, UnreadableError } from '../../document.ts';

/** Names needed to know a package; archives with more entries are archives. */
const MAX_NAMES = 4000;

/** Which format a ZIP container is, by its entries' names: an Office package, or a plain archive. */
export function sniffZip(bytes: Uint8Array): Format {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = entryNames(buffer);
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const isPackage = has(/^\[Content_Types\]\.xml$/i);
  if (has(/^word\/document\d*\.xml$/i) || (isPackage && has(/^word\//i))) return 'docx';
  if (has(/^xl\/workbook\.(xml|bin)$/i) || (isPackage && has(/^xl\//i))) return 'xlsx';
  if (isPackage && has(/^ppt\//i)) throw foreign('a PowerPoint presentation');
  if (has(/^content\.xml$/) && has(/^(mimetype|META-INF\/manifest\.xml)$/)) return openDocument(buffer);
  if (has(/^uof\.xml$/i)) throw foreign('a UOF document (标文通)');
  if (has(/^OFD\.xml$/i)) return 'ofd';
  return 'zip';
}

function openDocument(buffer: Buffer): Format {
  // The media type is stored uncompressed at a fixed place, so that it can be read from the first bytes.
  const type = buffer.toString('latin1', 30, 160);
  if (type.includes('opendocument.spreadsheet')) return 'xlsx';
  if (type.includes('opendocument.presentation')) throw foreign('an OpenDocument presentation');
  return 'odt';
}

function foreign(what: string): UnreadableError {
  return new UnreadableError('unsupported', `This is ${what}, which cannot be read.`);
}

const DIRECTORY_END = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');

/**
 * Names from the central directory, walked entry by entry: an archive may hold uncompressed Office files, whose own directories stand in the
 * middle of it. A file cut short has no directory; there the headers before each part tell.
 */
function entryNames(buffer: Buffer): string[] {
  const end = buffer.lastIndexOf(DIRECTORY_END);
  const names = end >= 0 && end + 22 <= buffer.length ? directoryNames(buffer, end) : [];
  return names.length > 0 ? names : headerNames(buffer);
}

function directoryNames(buffer: Buffer, end: number): string[] {
  const names: string[] = [];
  // The directory stands right before its end record; its stated offset is wrong where something was put in front of the file.
  let at = end - buffer.readUInt32LE(end + 12);
  while (at >= 0 && at + 46 <= end && buffer.readUInt32LE(at) === DIRECTORY_ENTRY && names.length < MAX_NAMES) {
    const length = buffer.readUInt16LE(at + 28);
    names.push(nameAt(buffer, at + 46, length));
    at += 46 + length + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return names;
}

function headerNames(buffer: Buffer): string[] {
  const names: string[] = [];
  for (let at = buffer.indexOf(LOCAL_HEADER); at >= 0; at = buffer.indexOf(LOCAL_HEADER, at + 4)) {
    if (at + 30 > buffer.length || names.length >= MAX_NAMES) break;
    names.push(nameAt(buffer, at + 30, buffer.readUInt16LE(at + 26)));
  }
  return names;
}

/** Some producers write backslashes. */
function nameAt(buffer: Buffer, at: number, length: number): string {
  return buffer.toString('latin1', at, at + length).replace(/\\/g, '/');
}
