import { type Format, UnreadableError } from '../document.ts';
import type { ReadHints } from './reader.ts';
import { beginning, sniffMarkup } from './sniff/markup.ts';
import { sniffOle } from './sniff/ole.ts';
import { sniffZip } from './sniff/zip.ts';

/** Viewers accept a PDF whose header stands behind this much of something else. */
const PDF_JUNK = 1024;
/** How much of an unmarked file must look like text. */
const TEXT_SAMPLE = 8192;
/** Real text has no control characters; a few come from bad transfers. */
const MAX_CONTROL_SHARE = 0.02;

/**
 * Which format a file is, told by its content alone; the name only tells WPS from Word, which save the same streams. A web page served
 * under another type's name is a web page.
 * Throws `UnreadableError`: 'empty', 'encrypted' (password-protected Office files), 'unsupported' (a known format that holds no
 * report), 'damaged', 'unknown_format'.
 */
export function sniffFormat(bytes: Uint8Array, hints: ReadHints = {}): Format {
  if (isBlank(bytes)) throw new UnreadableError('empty', 'The file is empty.');
  return sniffMagic(bytes, hints.name) ?? sniffText(bytes);
}

function isBlank(bytes: Uint8Array): boolean {
  return !bytes.some((byte) => byte !== 0 && byte !== 0x20 && (byte < 9 || byte > 13));
}

function sniffMagic(bytes: Uint8Array, name: string | undefined): Format | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PDF_JUNK)).toString('latin1');
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return sniffOle(bytes, name);
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08|00PK)/.test(head)) return sniffZip(bytes);
  if (head.startsWith('Rar!\x1a\x07')) return 'rar';
  if (/^(?:\xef\xbb\xbf)?\s*\{\\rt/.test(head)) return 'rtf';
  if (isImage(head)) return 'image';
  refuseKnown(head);
  if (/%PDF-\d/.test(head) && !/^\s*<(?:!doctype|html)/i.test(head)) return 'pdf';
  // A worksheet stream of Excel 2 to 5 without its container: a BOF record.
  if (/^\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00/.test(head)) return 'xls';
  return null;
}

function isImage(head: string): boolean {
  return (
    /^(?:\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|II[*+]\x00|MM\x00[*+]|RIFF[\s\S]{4}WEBP)/.test(head) ||
    // Two letters alone are too little: the size of a bitmap's second header is one of few.
    /^BM[\s\S]{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00/.test(head)
  );
}

const KNOWN_BUT_UNREAD: readonly (readonly [RegExp, string])[] = [
  [/^7z\xbc\xaf\x27\x1c/, 'a 7-Zip archive: unpack it and import the files'],
  [/^\x1f\x8b/, 'a gzip file: unpack it and import the file'],
  [/^(?:BZh[1-9]|\xfd7zXZ\x00|MSCF\x00)/, 'a packed file (bzip2, xz or cabinet): unpack it and import the file'],
  [/^[\s\S]{257}ustar/, 'a TAR archive: unpack it and import the files'],
  [/^Founder CEB/, 'a Founder CEB document: export it as PDF'],
  [/^\xdb\xa5/, 'a document of Word 2 or older: save it as DOCX'],
  [/^%!PS/, 'a PostScript file: convert it to PDF'],
  [/^[\s\S]{4}ftyp/, 'a video or an HEIC picture: convert it to JPG'],
  [/^MZ\x90\x00/, 'a program: not opened'],
];

function refuseKnown(head: string): void {
  for (const [magic, what] of KNOWN_BUT_UNREAD)
    if (magic.test(head)) throw new UnreadableError('unsupported', `This is ${what}.`);
}

function sniffText(bytes: Uint8Array): Format {
  const head = beginning(bytes);
  const markup = sniffMarkup(head);
  if (markup) return markup;
  const sample = head.slice(0, TEXT_SAMPLE);
  const controls = sample.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  if (controls > sample.length * MAX_CONTROL_SHARE)
    throw new UnreadableError('unknown_format', 'Neither text nor any format known here.');
  return 'text';
}
