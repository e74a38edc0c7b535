import type { Document, Format } from '../../document.ts';
import { type FontMetrics, VERTICAL_METRICS } from '../drawn/font.ts';
import type { PageInk } from '../drawn/ink.ts';
import { interpret } from '../drawn/interpret.ts';
import { type DrawnPages, readDrawn } from '../drawn/read.ts';
import type { FormatReader } from '../reader.ts';
import { type OfdFile, type OfdPage, readOfd } from './document.ts';
import { operationsOf } from './operations.ts';
import { openOfd } from './package.ts';
import { rasterOf } from './raster.ts';
import { POINTS_PER_MM } from './values.ts';

/** Reads OFD files (GB/T 33190, 版式文档): their pages are drawn as those of PDF are, and read in the same way. */
export const ofdReader: FormatReader = {
  formats: ['ofd'],
  read: (bytes, format) => readFile(bytes, format),
};

async function readFile(bytes: Uint8Array, format: Format): Promise<Document> {
  const drawn = await openOfdPages(bytes);
  const document = await readDrawn(drawn, format);
  return { ...document, warnings: [...document.warnings, ...drawn.warnings] };
}

/** The pages of an OFD file, as they are drawn. Throws `UnreadableError` 'damaged', 'encrypted', 'too_large'. */
export async function openOfdPages(bytes: Uint8Array): Promise<DrawnPages & Pick<OfdFile, 'warnings'>> {
  const ofd = await openOfd(bytes);
  const { title, pages, warnings } = await readOfd(ofd);
  return {
    pages: pages.length,
    title,
    warnings,
    page: async (number) => inkOf(await pages[number - 1]?.()),
    openRaster: () => Promise.resolve(rasterOf(ofd, pages)),
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

function inkOf(page: OfdPage | undefined): PageInk {
  const [left, top, right, bottom] = page?.box ?? [0, 0, 210, 297];
  const k = POINTS_PER_MM;
  return interpret({
    operations: operationsOf(page?.layers ?? []),
    toPage: [k, 0, 0, k, -left * k, -top * k],
    width: (right - left) * k,
    height: (bottom - top) * k,
    font: () => FONT,
    // Photographs have no transparent parts; other pictures may.
    isOpaque: (picture) => /\.jpe?g$/i.test(String(picture ?? '')),
    visible: () => true,
  });
}
