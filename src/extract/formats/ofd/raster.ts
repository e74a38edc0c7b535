import { UnreadableError } from '../../document.ts';
import type { Operation } from '../drawn/drawing.ts';
import type { PagePicture } from '../ocr/draft.ts';
import type { PageRaster } from '../ocr/raster.ts';
import { SEAL_DPI, withoutSeals } from '../ocr/seal.ts';
import type { OfdPage } from './document.ts';
import { operationsOf } from './operations.ts';
import type { OfdPackage } from './package.ts';

/** As for PDF: scans of 300 dpi keep their detail. */
const DPI = 300;
const MAX_PIXELS = 20_000_000;

/** Draws pages that are pictures or shapes, for recognition. Text in fonts is not drawn: the file tells its characters. */
export const rasterOf = (ofd: OfdPackage, pages: readonly (() => Promise<OfdPage>)[]): PageRaster => ({
  picture: async (number) => {
    const page = await pages[number - 1]?.();
    if (!page) throw new UnreadableError('damaged', `The OFD has no page ${number}.`);
    return draw(ofd, page, number);
  },
  close: () => Promise.resolve(),
});

async function draw(ofd: OfdPackage, { box, layers }: OfdPage, number: number): Promise<PagePicture> {
  const { default: sharp } = await import('sharp');
  const [width, height] = [(box[2] - box[0]) / 25.4, (box[3] - box[1]) / 25.4];
  const dpi = Math.min(DPI, Math.sqrt(MAX_PIXELS / Math.max(0.01, width * height)));
  const operations = operationsOf(layers);
  const pictures = await loadPictures(ofd, operations);
  const at = (resolution: number) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * resolution)}" height="${Math.round(height * resolution)}" viewBox="${box[0]} ${box[1]} ${box[2] - box[0]} ${box[3] - box[1]}">${svgOf(operations, pictures)}</svg>`,
      ),
      { unlimited: true },
    ).flatten({ background: 'white' });
  const grey = await at(dpi).toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const colour = await at(Math.min(dpi, SEAL_DPI))
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const image = { width: grey.info.width, height: grey.info.height, data: new Uint8Array(grey.data) };
  const { channels } = colour.info;
  if (channels !== 3 && channels !== 4) return { image, dpi, number };
  const small = { width: colour.info.width, height: colour.info.height, channels, data: colour.data };
  return { image: withoutSeals(image, small, dpi), dpi, number };
}

/** Picture files by place, as an SVG may hold them. Throws `UnreadableError` for what cannot be decoded. */
async function loadPictures(ofd: OfdPackage, operations: readonly Operation[]): Promise<Map<string, string>> {
  const { default: sharp } = await import('sharp');
  const loaded = new Map<string, string>();
  for (const { name, args } of operations) {
    const place = name === 'paintImageXObject' ? String(args[0]) : '';
    if (place === '' || loaded.has(place)) continue;
    const bytes = await ofd.bytes(place);
    if (!bytes) throw new UnreadableError('damaged', `The OFD's picture ${place} is missing; fetch the file again.`);
    const png = await sharp(bytes)
      .png({ compressionLevel: 1 })
      .toBuffer()
      .catch(() => {
        throw new UnreadableError(
          'unsupported',
          `The OFD's picture ${place} is of a kind that is not read here (JBIG2, or damaged); ask for a PDF.`,
        );
      });
    loaded.set(place, `data:image/png;base64,${png.toString('base64')}`);
  }
  return loaded;
}

/** Shapes and pictures of a page as SVG; `g` elements stand for saved states and transformations. */
export function svgOf(operations: readonly Operation[], pictures: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  // How many elements each saved state has opened.
  const opened = [0];
  let [fill, stroke, width] = ['#000000', '#000000', 0.353];
  for (const { name, args } of operations) {
    if (name === 'save') opened.push(0);
    else if (name === 'restore') parts.push('</g>'.repeat(opened.pop() ?? 0));
    else if (name === 'transform') {
      parts.push(`<g transform="matrix(${args.join(' ')})">`);
      opened.push((opened.pop() ?? 0) + 1);
    } else if (name === 'setFillRGBColor') fill = String(args[0]);
    else if (name === 'setStrokeRGBColor') stroke = String(args[0]);
    else if (name === 'setLineWidth') width = Number(args[0]);
    else if (name === 'paintImageXObject') {
      const href = pictures.get(String(args[0]));
      if (href) parts.push(`<image width="1" height="1" preserveAspectRatio="none" href="${href}"/>`);
    } else if (name === 'constructPath' && args[0] !== 'endPath') {
      const paint = String(args[0]);
      const [data] = args[1] as [Float64Array];
      const lines = /stroke/i.test(paint) ? ` stroke="${stroke}" stroke-width="${width}"` : '';
      parts.push(`<path d="${svgPath(data)}" fill="${/fill/i.test(paint) ? fill : 'none'}"${lines}/>`);
    }
  }
  return parts.join('') + '</g>'.repeat(opened.reduce((sum, count) => sum + count, 0));
}

const LETTERS = ['M', 'L', 'C', 'Q', 'Z'] as const;
const NUMBERS = [2, 2, 6, 4, 0] as const;

function svgPath(data: Float64Array): string {
  const parts: (string | number)[] = [];
  for (let index = 0; index < data.length; ) {
    const code = data[index++] ?? 4;
    const count = NUMBERS[code] ?? 0;
    parts.push(LETTERS[code] ?? 'Z', ...data.subarray(index, index + count));
    index += count;
  }
  return parts.join(' ');
}
