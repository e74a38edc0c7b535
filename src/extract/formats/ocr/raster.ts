import type { PDFiumDocument } from '@hyzyla/pdfium';
import { UnreadableError } from '../../document.ts';
import type { PagePicture } from './page.ts';

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
  const page = document.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const dpi = Math.min(DPI, 72 * Math.sqrt(MAX_PIXELS / Math.max(1, originalWidth * originalHeight)));
  const { width, height, data } = await page.render({
    scale: dpi / 72,
    colorSpace: 'Gray',
    render: async (options) => options.data,
  });
  return { image: { width, height, data }, dpi, number };
}
