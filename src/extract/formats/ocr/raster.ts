import type { PDFiumDocument, PDFiumLibrary, PDFiumPage } from '@hyzyla/pdfium';
import { messageOf } from '../../../message-of.ts';
import { UnreadableError } from '../../document.ts';
import { colouredPicture, greyPicture } from './decode.ts';
import type { PagePicture } from './draft.ts';
import type { Gray } from './gray.ts';
import { type PageScan, pageScan } from './page-scan.ts';
import { SEAL_DPI, withoutSeals } from './seal.ts';

/** What is no scan is drawn at this. */
const DPI = 300;
/** Scans of these resolutions are taken as they are: coarser ones are smoothed by PDFium, finer ones tell no more. */
const USUAL = { least: 130, most: 360 } as const;
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
    // A seal may be pinned over a scan, and what the file compresses cannot be looked into.
    const isBare = !/\/(?:Annots|ObjStm|S?Mask|Decode)\b/.test(Buffer.from(bytes).toString('latin1'));
    return {
      picture: async (number) => draw(document, number, isBare),
      close: async () => {
        document.destroy();
        await close();
      },
    };
  } catch (error) {
    await close();
    const reason = messageOf(error);
    throw new UnreadableError(
      'damaged',
      `The PDF's pages cannot be drawn (${reason}); fetch it again or ask for another copy.`,
    );
  }
}

async function draw(document: PDFiumDocument, number: number, isBare: boolean): Promise<PagePicture> {
  // A page can be drawn once: it is closed with its bitmap.
  const page = document.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scan = await pageScan(page, isBare);
  const isUsual = scan !== null && scan.dpi >= USUAL.least && scan.dpi <= USUAL.most;
  // What cannot be decoded is drawn, as far as it goes.
  const image = isUsual && scan.jpeg ? await jpegPicture(scan.jpeg, scan.dpi).catch(() => null) : null;
  if (image) return { image, dpi: scan?.dpi ?? DPI, number };
  const most = 72 * Math.sqrt(MAX_PIXELS / Math.max(1, originalWidth * originalHeight));
  const dpi = Math.min(isUsual ? scan.dpi : DPI, most);
  const rendered = (from: PDFiumPage, resolution: number, colorSpace: 'Gray' | 'BGRA') =>
    from.render({
      scale: resolution / 72,
      // To the pixel, so that a scan is copied and not smoothed.
      ...(isUsual && {
        scale: 1,
        width: Math.round((originalWidth * resolution) / 72),
        height: Math.round((originalHeight * resolution) / 72),
      }),
      colorSpace,
      render: async (options) => options.data,
    });
  const { width, height, data } = await rendered(page, dpi, 'Gray');
  const colour = await rendered(document.getPage(number - 1), Math.min(dpi, SEAL_DPI), 'BGRA');
  return { image: withoutSeals({ width, height, data }, { ...colour, channels: 4 }, dpi), dpi, number };
}

async function jpegPicture({ bytes, isGrey }: NonNullable<PageScan['jpeg']>, dpi: number): Promise<Gray> {
  const { default: sharp } = await import('sharp');
  // A PDF says itself what its shades mean.
  const picture = () => sharp(bytes, { ignoreIcc: true, failOn: 'error', limitInputPixels: MAX_PIXELS });
  const image = await greyPicture(picture());
  if (isGrey) return image;
  const colour = await colouredPicture(picture(), Math.round((image.width * SEAL_DPI) / dpi));
  return colour ? withoutSeals(image, colour, dpi) : image;
}
