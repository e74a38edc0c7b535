import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { messageOf } from '../../../message-of.ts';
import { UnreadableError } from '../../document.ts';
import type { Operation } from '../drawn/drawing.ts';
import type { FontMetrics } from '../drawn/font.ts';
import type { PageInk } from '../drawn/ink.ts';
import { interpret } from '../drawn/interpret.ts';
import { type Matrix, toMatrix } from '../drawn/matrix.ts';
import { PAGES } from '../drawn/settings.ts';
import { annotationGlyphs } from './annotations.ts';
import { fontMetricsOf } from './font-metrics.ts';
import { loadPdfjs, type Pdfjs, workerFor } from './pdfjs.ts';
import { OPEN } from './settings.ts';

export interface OpenPdf {
  readonly pages: number;
  readonly title: string | null;
  /** What page `number` (from 1) draws. */
  page(number: number): Promise<PageInk>;
  /** Files attached to the whole document or to a page. */
  attachments(): Promise<AttachedFile[]>;
  close(): Promise<void>;
}

export interface AttachedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Opens a PDF with pdf.js. Throws `UnreadableError` for what is encrypted or damaged. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfjs = await loadPdfjs();
  const task = pdfjs.api.getDocument({ ...openingOf(pdfjs.api, bytes), worker: workerFor(pdfjs) });
  // A password is never known: refusing at once keeps pdf.js from waiting for one.
  task.onPassword = () => void task.destroy();
  const document = await task.promise.catch((error: unknown) => {
    throw unreadable(error);
  });
  const layers = await document.getOptionalContentConfig().catch(() => null);
  const maskless = !hasMasks(bytes);
  const names = new Map(Object.entries(pdfjs.api.OPS).map(([name, code]) => [code as number, name]));
  return {
    pages: document.numPages,
    title: await titleOf(document),
    page: async (number) => {
      const page = await document.getPage(number).catch((error: unknown) => {
        throw unreadable(error);
      });
      return readPage(page, names, { visible: (group) => layers?.isVisible(group) !== false, maskless });
    },
    attachments: () => attachmentsOf(document),
    close: () => task.destroy(),
  };
}

/** How a file is opened: no scripts, no network, no drawing. */
export function openingOf({ VerbosityLevel }: Pdfjs['api'], bytes: Uint8Array) {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    // pdf.js keeps the bytes that it is given, and may change them; the caller keeps its own.
    data: Uint8Array.from(bytes),
    cMapUrl: `${join(root, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(root, 'standard_fonts')}/`,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    maxImageSize: OPEN.maxPicture,
    verbosity: VerbosityLevel.ERRORS,
  };
}

function unreadable(error: unknown): UnreadableError {
  const name = error instanceof Error ? error.name : '';
  const message = messageOf(error);
  if (name === 'PasswordException' || /password|encrypt|destroyed/i.test(message))
    return new UnreadableError('encrypted', 'The PDF asks for a password; ask the publisher for an open copy.');
  return new UnreadableError(
    'damaged',
    `The PDF cannot be opened (${message}); fetch it again or ask for another copy.`,
  );
}

async function titleOf(document: PDFDocumentProxy): Promise<string | null> {
  const metadata = await document.getMetadata().catch(() => null);
  const title = (metadata?.info as { Title?: unknown } | undefined)?.Title;
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
}

async function readPage(
  page: PDFPageProxy,
  names: ReadonlyMap<number, string>,
  { visible, maskless }: { visible: (group: unknown) => boolean; maskless: boolean },
): Promise<PageInk> {
  const list = await page.getOperatorList().catch((error: unknown) => {
    throw unreadable(error);
  });
  const fonts = await fontsOf(page, list.fnArray, list.argsArray, names);
  const viewport = page.getViewport({ scale: 1 });
  const ink = interpret({
    operations: operationsOf(list.fnArray, list.argsArray, names),
    toPage: toMatrix(viewport.transform) as Matrix,
    width: viewport.width,
    height: viewport.height,
    font: (id) => fonts.get(id) ?? null,
    isOpaque: (picture) => (picture === null ? maskless : isOpaque(page, picture)),
    visible,
  });
  const annotations = await page.getAnnotations().catch(() => []);
  page.cleanup();
  return {
    ...ink,
    glyphs: [...ink.glyphs, ...annotationGlyphs(annotations, toMatrix(viewport.transform), ink.glyphs.length)],
  };
}

/** One by one: a page of dotted rules has thousands. */
function* operationsOf(
  codes: readonly number[],
  args: readonly unknown[],
  names: ReadonlyMap<number, string>,
): Generator<Operation> {
  for (let index = 0; index < codes.length; index++) {
    const name = names.get(codes[index] ?? -1) ?? '';
    const given: unknown = args[index];
    const own: readonly unknown[] = Array.isArray(given) ? given : [];
    yield { name, args: name === 'constructPath' ? [names.get(Number(own[0])) ?? '', own[1]] : own };
  }
}

async function attachmentsOf(document: PDFDocumentProxy): Promise<AttachedFile[]> {
  const named = Object.values(((await document.getAttachments().catch(() => null)) ?? {}) as Record<string, unknown>);
  const pinned: unknown[] = [];
  for (let number = 1; number <= Math.min(document.numPages, PAGES.most); number++)
    for (const annotation of await annotationsOf(document, number))
      pinned.push((annotation as { file?: unknown }).file);
  const files = new Map<string, AttachedFile>();
  for (const one of [...named, ...pinned]) {
    const { filename, content } = (one ?? {}) as { filename?: unknown; content?: unknown };
    const name = String(filename ?? 'attachment');
    if (content instanceof Uint8Array) files.set(name, { name, bytes: Uint8Array.from(content) });
  }
  return [...files.values()];
}

/** None where the page, or what is pinned to it, is damaged. */
const annotationsOf = async (document: PDFDocumentProxy, number: number): Promise<readonly unknown[]> => {
  const page = await document.getPage(number).catch(() => null);
  return (await page?.getAnnotations().catch(() => [])) ?? [];
};

/**
 * Whether a file has pictures that something shines through. Pictures above the size limit are not decoded, and pdf.js does not tell of
 * their masks; but a picture's dictionary always stands in the open.
 */
const hasMasks = (bytes: Uint8Array): boolean =>
  /\/S?Mask\s*(?:\d|\[)|\/ImageMask\s+true/.test(Buffer.from(bytes).toString('latin1'));

/** Whether a decoded picture has no transparent part. */
function isOpaque(page: PDFPageProxy, picture: unknown): boolean {
  if (typeof picture !== 'string') return isSolid(picture);
  const store = picture.startsWith('g_') ? page.commonObjs : page.objs;
  return store.has(picture) && isSolid(store.get(picture));
}

/** Whether what pdf.js decoded has no transparent part. */
function isSolid(image: unknown): boolean {
  const { kind, data } = (image ?? {}) as { kind?: unknown; data?: unknown };
  if (kind !== RGBA) return kind !== undefined;
  return data instanceof Uint8ClampedArray && data.every((value, index) => index % 4 !== 3 || value >= 250);
}

/** pdf.js's name for four bytes a pixel. */
const RGBA = 3;

/** The fonts that a page sets; each is waited for, as pdf.js hands them over beside the operator list. */
async function fontsOf(
  page: PDFPageProxy,
  codes: readonly number[],
  args: readonly unknown[],
  names: ReadonlyMap<number, string>,
): Promise<Map<string, FontMetrics>> {
  const ids = new Set<string>();
  codes.forEach((code, index) => {
    const arg = args[index];
    if (!Array.isArray(arg)) return;
    if (names.get(code) === 'setFont') ids.add(String(arg[0]));
    if (names.get(code) === 'setGState')
      for (const [key, value] of (arg[0] ?? []) as [string, unknown][])
        if (key === 'Font' && Array.isArray(value)) ids.add(String(value[0]));
  });
  const fonts = new Map<string, FontMetrics>();
  for (const id of ids) fonts.set(id, await fontOf(page, id));
  return fonts;
}

function fontOf(page: PDFPageProxy, id: string): Promise<FontMetrics> {
  const store = id.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => store.get(id, (value: unknown) => resolve(fontMetricsOf(value))));
}
