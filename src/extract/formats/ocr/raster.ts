import type { PDFiumDocument } from '@hyzyla/pdfium';
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
  close(): void;
}

/** Draws pages of a PDF with PDFium (WebAssembly; no scripts, no network). Throws `UnreadableError`. */
export async function openRaster(bytes: Uint8Array): Promise<PageRaster> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  let document: PDFiumDocument;
  try {
    document = await library.loadDocument(bytes);
  } catch (error) {
    library.destroy();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableError(
      'damaged',
      `The PDF's pages cannot be drawn (${reason}); fetch it again or ask for another copy.`,
    );
  }
  return {
    picture: (number) => draw(document, number),
    close: () => {
      document.destroy();
      library.destroy();
    },
  };
}

async function draw(document: PDFiumDocument, number: number): Promise<PagePicture> {
  const { originalWidth, originalHeight } = document.getPage(number - 1).getOriginalSize();
  const dpi = Math.min(DPI, 72 * Math.sqrt(MAX_PIXELS / Math.max(1, originalWidth * originalHeight)));
  // A page can be drawn once: it is closed with its bitmap.
  const at = (resolution: number, colorSpace: 'Gray' | 'BGRA') =>
    document
      .getPage(number - 1)
      .render({ scale: resolution / 72, colorSpace, render: async (options) => options.data });
  const colour = await at(Math.min(dpi, SEAL_DPI), 'BGRA');
  const { width, height, data } = await at(dpi, 'Gray');
  return { image: withoutSeals({ width, height, data }, { ...colour, channels: 4 }, dpi), dpi, number };
}
