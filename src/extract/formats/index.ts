import type { Document, Format } from '../document.ts';
import { UnreadableError } from '../document.ts';
import { CUT_SHORT } from './cut-short.ts';
import { numberedPages } from './numbered-pages.ts';
import type { ArchiveReader, FormatReader, Member, ReadHints } from './reader.ts';
import { mhtmlPage } from './sniff/mhtml.ts';
import { isSheetPage } from './sniff/sheet-page.ts';
import { sniffFormat } from './sniff.ts';

/** One line a format. Readers are loaded when first needed: a small HTML file must not wait for pdf.js. */
const READERS: Readonly<Record<Exclude<Format, 'zip' | 'rar'>, () => Promise<FormatReader>>> = {
  html: async () => (await import('./html.ts')).htmlReader,
  text: async () => (await import('./text.ts')).textReader,
  pdf: async () => (await import('./pdf/index.ts')).pdfReader,
  image: async () => (await import('./image.ts')).imageReader,
  docx: async () => (await import('./docx.ts')).docxReader(documentIn),
  doc: async () => (await import('./doc.ts')).docReader,
  wps: async () => (await import('./doc.ts')).docReader,
  rtf: async () => (await import('./rtf.ts')).rtfReader,
  odt: async () => (await import('./odt.ts')).odtReader,
  xls: async () => (await import('./spreadsheet.ts')).spreadsheetReader,
  xlsx: async () => (await import('./spreadsheet.ts')).spreadsheetReader,
};

const ARCHIVES: Readonly<Record<'zip' | 'rar', () => Promise<ArchiveReader>>> = {
  zip: async () => (await import('./zip.ts')).zipArchive,
  rar: async () => (await import('./rar.ts')).rarArchive,
};

export type Read =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'archive'; readonly format: Format; readonly members: readonly Member[] };

/** Reads a web page, also one saved as a single file, and workbooks saved as web pages. */
async function readPage(bytes: Uint8Array, hints: ReadHints, reader: FormatReader): Promise<Document> {
  const { bytes: page, charset, isCut } = mhtmlPage(bytes) ?? { bytes, charset: null, isCut: false };
  const read = await reader.read(page, 'html', charset === null ? hints : { ...hints, charset });
  const document = isCut ? { ...read, warnings: [...read.warnings, CUT_SHORT] } : read;
  if (!isSheetPage(page)) return document;
  const { withSheets } = await import('./spreadsheet/web-page.ts');
  return withSheets(document);
}

/** What is embedded in another document. */
async function documentIn(bytes: Uint8Array): Promise<Document | null> {
  const read = await readDocument(bytes, {});
  return read.kind === 'document' ? read.document : null;
}

/** Scanned pages, one file each, that were packed together. */
async function readPages(pages: readonly Member[]): Promise<Document> {
  const { readPictures } = await import('./image.ts');
  return readPictures(
    pages.map(({ bytes }) => bytes),
    'image',
  );
}

/** Reads any bytes into the one Document model, the format told by content. Throws `UnreadableError`. */
export async function readDocument(bytes: Uint8Array, hints: ReadHints): Promise<Read> {
  if (bytes.length === 0) throw new UnreadableError('empty', 'the file is empty');
  const format = sniffFormat(bytes, hints);
  if (format === 'zip' || format === 'rar') {
    const members = await (await ARCHIVES[format]()).members(bytes);
    const pages = numberedPages(members);
    return pages ? { kind: 'document', document: await readPages(pages) } : { kind: 'archive', format, members };
  }
  const reader = await READERS[format]();
  if (format !== 'html') return { kind: 'document', document: await reader.read(bytes, format, hints) };
  return { kind: 'document', document: await readPage(bytes, hints, reader) };
}
