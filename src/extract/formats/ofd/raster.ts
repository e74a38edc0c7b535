import { UnreadableError } from '../../document.ts';
import type { PagePicture } from '../ocr/draft.ts';
import { openRaster, type PageRaster } from '../ocr/raster.ts';
import type { OfdPage } from './document.ts';
import { operationsOf } from './operations.ts';
import type { OfdPackage } from './package.ts';
import { PdfPage } from './pdf-page.ts';

/** A picture or font that could not be drawn. */
export interface Lost {
  readonly page: number;
  readonly reason: UnreadableError;
}

/** Draws pages, for recognition: each is written as a PDF, which PDFium draws. */
export class OfdRaster implements PageRaster {
  /** What is missing in the pictures that were made. */
  readonly lost: Lost[] = [];
  readonly #ofd: OfdPackage;
  readonly #pages: readonly (() => Promise<OfdPage>)[];

  constructor(ofd: OfdPackage, pages: readonly (() => Promise<OfdPage>)[]) {
    this.#ofd = ofd;
    this.#pages = pages;
  }

  /** Picture of a page, from 1. Throws `UnreadableError` where there is no such page. */
  async picture(number: number): Promise<PagePicture> {
    // One instance a page: PDFium's memory grows with what it draws.
    const raster = await openRaster(await this.pdf(number));
    try {
      return { ...(await raster.picture(1)), number };
    } finally {
      await raster.close();
    }
  }

  /** A page, from 1, as a PDF. Throws `UnreadableError` where there is no such page. */
  async pdf(number: number): Promise<Uint8Array> {
    const page = await this.#pages[number - 1]?.();
    if (!page) throw new UnreadableError('damaged', `The OFD has no page ${number}.`);
    const { box, layers } = page;
    const fonts = new Map(layers.flatMap(({ resources }) => [...resources.fonts]));
    const { bytes, lost } = await new PdfPage(this.#ofd, fonts).draw(operationsOf(layers), box);
    this.lost.push(...lost.map((reason) => ({ page: number, reason })));
    return bytes;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
