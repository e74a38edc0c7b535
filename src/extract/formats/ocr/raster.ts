import type { PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { UnreadableError } from '../../document.ts';
import type { PagePicture } from './draft.ts';
import { SEAL_DPI, withoutSeals } from './seal.ts';

/** Scans of 300 dpi keep their detail; those of less are enlarged smoothly, which reads no worse. */
const DPI = 300;
/** A0 posters and broken page boxes are drawn smaller: 100 megapixels of grey would be a tenth of a gigabyte. */
const MAX_PIXELS = 20_000_000;

export interface PageRaster {
  /** Picture of a page, from 1. */
  picture(number: number): Promise<PagePicture>;
  close(): Promise<void>;
}

/**
 * PDFium's memory grows with the pages it draws (80 MB for a scan) and never shrinks, and its last instance is not collected: each
 * document has one of its own, and an unused one takes its place afterwards.
 */
let spare: Promise<PDFiumLibrary> | null = null;

/** An instance without what it leaves in the global scope to tell of outdated names, by which the first one would live for ever. */
async function newLibrary(): Promise<PDFiumLibrary> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const library = await PDFiumLibrary.init();
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (!before.has(name)) Reflect.deleteProperty(globalThis, name);
  return library;
}

/** Draws pages of a PDF with PDFium (WebAssembly; no scripts, no network). Throws `UnreadableError`. */
export async function openRaster(bytes: Uint8Array): Promise<PageRaster> {
  const library = await (spare ?? newLibrary());
  spare = null;
  const close = async (): Promise<void> => {
    library.destroy();
    spare = newLibrary();
    await spare;
  };
  try {
    const document = await library.loadDocument(bytes);
    // A seal may be pinned over a scan.
    const isBare = !/\/(?:Annots|ObjStm)\b/.test(Buffer.from(bytes).toString('latin1'));
    return {
      picture: async (number) => draw(document, number, isBare && (await isGreyScan(document, number))),
      close: async () => {
        document.destroy();
        await close();
      },
    };
  } catch (error) {
    await close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableError(
      'damaged',
      `The PDF's pages cannot be drawn (${reason}); fetch it again or ask for another copy.`,
    );
  }
}

async function draw(document: PDFiumDocument, number: number, isGrey: boolean): Promise<PagePicture> {
  const { originalWidth, originalHeight } = document.getPage(number - 1).getOriginalSize();
  const dpi = Math.min(DPI, 72 * Math.sqrt(MAX_PIXELS / Math.max(1, originalWidth * originalHeight)));
  // A page can be drawn once: it is closed with its bitmap.
  const at = (resolution: number, colorSpace: 'Gray' | 'BGRA') =>
    document
      .getPage(number - 1)
      .render({ scale: resolution / 72, colorSpace, render: async (options) => options.data });
  const { width, height, data } = await at(dpi, 'Gray');
  if (isGrey) return { image: { width, height, data }, dpi, number };
  const colour = await at(Math.min(dpi, SEAL_DPI), 'BGRA');
  return { image: withoutSeals({ width, height, data }, { ...colour, channels: 4 }, dpi), dpi, number };
}

/** Whether a page is nothing but one JPEG without colour: it is decoded once less. */
async function isGreyScan(document: PDFiumDocument, number: number): Promise<boolean> {
  const page = document.getPage(number - 1);
  if (page.getObjectCount() !== 1) return false;
  const object = page.getObject(0);
  if (object.type !== 'image') return false;
  const { data, filters } = await object.getImageDataRaw();
  return filters.join() === 'DCTDecode' && componentsOf(data) === 1;
}

/** How many components a JPEG says that it has, in the header of its frame; 0 where none is found. */
function componentsOf(jpeg: Uint8Array): number {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return jpeg[at + 9] ?? 0;
    at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
  }
  return 0;
}
