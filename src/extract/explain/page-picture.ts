import type { Format } from '../document.ts';

/** A page as a reader sees it. */
export interface ExplainedPage {
  /** In points, as boxes of cells are. */
  readonly width: number;
  readonly height: number;
  /** A photograph of it, in colour; of an OFD its text and rules, drawn anew in the reader's own fonts: few come along in the file. */
  readonly type: 'image/jpeg' | 'image/svg+xml';
  readonly content: Uint8Array;
}

const POINTS = 72;
/** Sharp enough to read small print, some 150 kB a page. */
const DPI = 130;
/** As `formats/image.ts` takes it: a picture of a page is one of A4. */
const A4 = { short: 8.27, long: 11.69 } as const;
const MOST_PIXELS = 120_000_000;

/** One page, from 1, as a picture; null for formats without pages, and where the file has fewer. @throws UnreadableError. */
export async function pagePicture(bytes: Uint8Array, format: Format, page: number): Promise<ExplainedPage | null> {
  if (format === 'image') return scan(bytes, page);
  if (format === 'pdf') return pdfPage(bytes, page);
  if (format === 'ofd') return ofdPage(bytes, page);
  return null;
}

async function scan(bytes: Uint8Array, page: number): Promise<ExplainedPage> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(bytes, { page: page - 1, limitInputPixels: MOST_PIXELS })
    .rotate()
    .flatten({ background: '#fff' })
    .resize({
      width: Math.round(A4.long * DPI),
      height: Math.round(A4.long * DPI),
      fit: 'inside',
      withoutEnlargement: true,
    })
    .jpeg({ quality: 70 })
    .toBuffer({ resolveWithObject: true });
  const inches = info.width > info.height * 1.15 ? A4.long : A4.short;
  const width = inches * POINTS;
  return { width, height: (info.height * width) / info.width, type: 'image/jpeg', content: data };
}

async function pdfPage(bytes: Uint8Array, page: number): Promise<ExplainedPage | null> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    if (page > document.getPageCount()) return null;
    const { originalWidth: width, originalHeight: height } = document.getPage(page - 1).getOriginalSize();
    const dpi = Math.min(DPI, POINTS * Math.sqrt(8_000_000 / Math.max(1, width * height)));
    const drawn = await document.getPage(page - 1).render({
      scale: dpi / POINTS,
      colorSpace: 'BGRA',
      render: async ({ data, width: columns, height: rows }) => jpegOf(data, columns, rows),
    });
    document.destroy();
    return { width, height, type: 'image/jpeg', content: drawn.data };
  } finally {
    library.destroy();
  }
}

/** PDFium gives blue, green, red; its bindings turn them round for BGRA. */
async function jpegOf(data: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 70 })
    .toBuffer();
}

async function ofdPage(bytes: Uint8Array, number: number): Promise<ExplainedPage | null> {
  const { openOfdPages } = await import('../formats/ofd/index.ts');
  const { pageKind } = await import('../formats/drawn/page-kind.ts');
  const { raster, ...drawn } = await openOfdPages(bytes);
  if (number > drawn.pages) return null;
  const ink = await drawn.page(number);
  if (pageKind(ink) !== 'text') return pdfPage(await raster.pdf(number), 1);
  const { drawnAgain } = await import('./drawn-page.ts');
  return { width: ink.width, height: ink.height, type: 'image/svg+xml', content: Buffer.from(drawnAgain(ink)) };
}
