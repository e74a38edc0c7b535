import type { Document, Format } from '../../document.ts';
import { UnreadableError } from '../../document.ts';
import { type FontMetrics, VERTICAL_METRICS } from '../drawn/font.ts';
import type { PageInk } from '../drawn/ink.ts';
import { interpret } from '../drawn/interpret.ts';
import { type DrawnPages, readDrawn } from '../drawn/read.ts';
import type { FormatReader } from '../reader.ts';
import { type OfdFile, type OfdPage, readOfd } from './document.ts';
import { operationsOf } from './operations.ts';
import { type OfdPackage, openOfd } from './package.ts';
import { opaquePictures } from './pictures.ts';
import { OfdRaster } from './raster.ts';
import { POINTS_PER_MM } from './values.ts';

/** Reads OFD files (GB/T 33190, 版式文档): their pages are drawn as those of PDF are, and read in the same way. */
export const ofdReader: FormatReader = {
  formats: ['ofd'],
  read: (bytes, format) => readFile(bytes, format),
};

async function readFile(bytes: Uint8Array, format: Format): Promise<Document> {
  const { raster, ...drawn } = await openOfdPages(bytes);
  const document = await readDrawn(drawn, format).catch((error: unknown) => {
    // What could not be decoded is the better reason.
    const [lost] = raster.lost;
    throw error instanceof UnreadableError && error.code === 'no_text' && lost ? lost.reason : error;
  });
  const lost = raster.lost.map(({ page, reason }) => ({
    code: 'pictures_unread' as const,
    message: reason.message,
    where: `page ${page}`,
  }));
  return { ...document, warnings: [...document.warnings, ...lost, ...drawn.warnings] };
}

/** An OFD file's pages, and what draws them. */
export interface OfdPages extends DrawnPages, Pick<OfdFile, 'warnings'> {
  readonly raster: OfdRaster;
}

/** The pages of an OFD file, as they are drawn. Throws `UnreadableError` 'damaged', 'encrypted', 'too_large'. */
export async function openOfdPages(bytes: Uint8Array): Promise<OfdPages> {
  const ofd = await openOfd(bytes);
  const { title, pages, warnings } = await readOfd(ofd);
  const raster = new OfdRaster(ofd, pages);
  return {
    pages: pages.length,
    title,
    warnings,
    page: async (number) => inkOf(ofd, await pages[number - 1]?.()),
    openRaster: () => Promise.resolve(raster),
    raster,
  };
}

/** Every font: the file itself says where its characters stand. */
const FONT: FontMetrics = {
  name: '',
  vertical: false,
  type3: false,
  widthScale: 0.001,
  emScale: 1,
  verticalMetrics: VERTICAL_METRICS,
};

async function inkOf(ofd: OfdPackage, page: OfdPage | undefined): Promise<PageInk> {
  const [left, top, right, bottom] = page?.box ?? [0, 0, 210, 297];
  const k = POINTS_PER_MM;
  const operations = operationsOf(page?.layers ?? []);
  const opaque = await opaquePictures(ofd, operations);
  return interpret({
    operations,
    toPage: [k, 0, 0, k, -left * k, -top * k],
    width: (right - left) * k,
    height: (bottom - top) * k,
    font: () => FONT,
    isOpaque: (picture) => opaque.has(String(picture ?? '')),
    visible: () => true,
  });
}
