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
  if (has(/^OFD\.xml$/i)) throw foreign('an OFD document (版式文件)');
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

const CENTRAL = { signature: Buffer.from('PK\x01\x02', 'latin1'), nameLength: 28, name: 46 };
const LOCAL = { signature: Buffer.from('PK\x03\x04', 'latin1'), nameLength: 26, name: 30 };

/** Names from the central directory; of a file cut short, which has none, from the local headers. */
function entryNames(buffer: Buffer): string[] {
  const central = headerNames(buffer, CENTRAL);
  return central.length > 0 ? central : headerNames(buffer, LOCAL);
}

function headerNames(buffer: Buffer, header: typeof CENTRAL): string[] {
  const names: string[] = [];
  for (let at = buffer.indexOf(header.signature); at >= 0; at = buffer.indexOf(header.signature, at + 4)) {
    if (at + header.name > buffer.length || names.length >= MAX_NAMES) break;
    const length = buffer.readUInt16LE(at + header.nameLength);
    // Some producers write backslashes.
    names.push(buffer.toString('latin1', at + header.name, at + header.name + length).replace(/\\/g, '/'));
  }
  return names;
}
