import type { Document, Format } from '../document.ts';
import { plainText, UnreadableError } from '../document.ts';
import { CUT_SHORT } from './cut-short.ts';
import { numberedPages } from './numbered-pages.ts';
import type { ArchiveReader, FormatReader, Member, ReadHints } from './reader.ts';
import { type JsonContent, jsonContent } from './sniff/json-content.ts';
import { mhtmlPage } from './sniff/mhtml.ts';
import { isSheetPage } from './sniff/sheet-page.ts';
import { sniffFormat } from './sniff.ts';
import { attachedUnread } from './unread.ts';

/** One line a format. Readers are loaded when first needed: a small HTML file must not wait for pdf.js. */
const READERS: Readonly<Record<Exclude<Format, 'zip' | 'rar'>, () => Promise<FormatReader>>> = {
  html: async () => (await import('./html.ts')).htmlReader,
  text: async () => (await import('./text.ts')).textReader,
  pdf: async () => (await import('./pdf/index.ts')).pdfReader,
  ofd: async () => (await import('./ofd/index.ts')).ofdReader,
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

export type ReadResult =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'archive'; readonly format: Format; readonly members: readonly Member[] };

/** Reads a web page, also one saved as a single file, and workbooks saved as web pages. */
async function readPage(bytes: Uint8Array, hints: ReadHints, reader: FormatReader): Promise<Document> {
  const { bytes: page, charset, isCut } = mhtmlPage(bytes) ?? { bytes, charset: null, isCut: false };
  const read = await reader.read(page, 'html', charset === null ? hints : { ...hints, charset });
  const isTold = read.warnings.some(({ code }) => code === CUT_SHORT.code);
  const document = isCut && !isTold ? { ...read, warnings: [...read.warnings, CUT_SHORT] } : read;
  if (!isSheetPage(page)) return document;
  const { withSheets } = await import('./spreadsheet/web-page.ts');
  return withSheets(document);
}

/** What is embedded in another document. */
async function documentIn(bytes: Uint8Array): Promise<Document | null> {
  const read = await readDocument(bytes, {});
  return read.kind === 'document' ? read.document : null;
}

/** Reads the article in the answer of a service: a page's markup, or text. */
async function readJson({ bytes, isMarkup }: JsonContent, hints: ReadHints): Promise<Document> {
  const format = isMarkup ? 'html' : 'text';
  return (await READERS[format]()).read(bytes, format, { ...hints, charset: 'utf-8' });
}

/** Scanned pages, one file each, that were packed together. */
async function readPages(pages: readonly Member[]): Promise<Document> {
  const { readPictures } = await import('./image.ts');
  return readPictures(
    pages.map(({ bytes }) => bytes),
    'image',
  );
}

/** What gives the files that are attached to a document of drawn pages. */
const ATTACHED: Readonly<Record<'pdf' | 'ofd', () => Promise<(bytes: Uint8Array) => Promise<Member[]>>>> = {
  pdf: async () => (await import('./pdf/attachments.ts')).attachedFiles,
  ofd: async () => (await import('./ofd/attachments.ts')).attachedFiles,
};

/** A PDF or OFD; or what is attached to one whose own pages hold no report: a cover letter with the report behind it. */
async function readDrawn(bytes: Uint8Array, format: 'pdf' | 'ofd', hints: ReadHints): Promise<ReadResult> {
  const read = await (await READERS[format]()).read(bytes, format, hints).catch((error: unknown) => error);
  if (read instanceof Error && !(read instanceof UnreadableError && read.code === 'no_text')) throw read;
  const members = await (await ATTACHED[format]())(bytes);
  if (members.length > 0 && (read instanceof Error || isCover(read as Document)))
    return { kind: 'archive', format, members };
  if (read instanceof Error) throw read;
  const document = read as Document;
  const unread = members.map(({ name }) => attachedUnread(name));
  return { kind: 'document', document: { ...document, warnings: [...document.warnings, ...unread] } };
}

/** A letter has no table and little text; a report in words has more. */
const LETTER = 1000;
const isCover = ({ blocks }: Document): boolean =>
  !blocks.some(({ kind }) => kind === 'table') && plainText(blocks).length < LETTER;

/** Reads any bytes into the one Document model, the format told by content. Throws `UnreadableError`. */
export async function readDocument(bytes: Uint8Array, hints: ReadHints): Promise<ReadResult> {
  if (bytes.length === 0) throw new UnreadableError('empty', 'the file is empty');
  const json = jsonContent(bytes);
  if (json) return { kind: 'document', document: await readJson(json, hints) };
  const format = sniffFormat(bytes, hints);
  if (format === 'zip' || format === 'rar') {
    const members = await (await ARCHIVES[format]()).members(bytes);
    const pages = numberedPages(members);
    return pages ? { kind: 'document', document: await readPages(pages) } : { kind: 'archive', format, members };
  }
  if (format === 'pdf' || format === 'ofd') return readDrawn(bytes, format, hints);
  const reader = await READERS[format]();
  if (format !== 'html') return { kind: 'document', document: await reader.read(bytes, format, hints) };
  return { kind: 'document', document: await readPage(bytes, hints, reader) };
}
