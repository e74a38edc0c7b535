import sharp, { type Sharp } from 'sharp';
import { randomFrom } from '../src/sample/random.ts';
import type { DrawnPage } from './pdf-pages.ts';
import { PdfWriter } from './pdf-writer.ts';
import { type Print, pageSvg, type ScanFonts } from './scan-drawing.ts';
import { bent, type Light, type Pixels, soiled } from './scan-wear.ts';

export type { ScanFonts } from './scan-drawing.ts';

/** How a page suffers between the printer and the file. */
export interface Wear extends Print, Light {
  readonly dpi: number;
  /** Degrees clockwise. */
  readonly skew?: number;
  /** Standard deviation of the blur in inches; 0.003 is a soft scan. */
  readonly blur?: number;
  /** Photographed: the upper edge is shorter than the lower one by this share, and the page bulges by as much. */
  readonly tilt?: number;
  /** JPEG quality; lossless PNG if absent. */
  readonly jpeg?: number;
  /** Black and white only, split at this shade: what fax machines and thrifty scanners make. */
  readonly bitonal?: number;
}

export interface ScannedPage {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly colour: boolean;
}

/** A drawn page as a scanner gives it: PNG, or JPEG where `jpeg` is set; in colour where something on it is coloured. */
export async function scanPage(page: DrawnPage, fonts: ScanFonts, wear: Wear, seed: number): Promise<ScannedPage> {
  const scale = wear.dpi / 72;
  const [width, height] = [Math.round(page.width * scale), Math.round(page.height * scale)];
  const colour = (wear.seal ?? wear.fill) !== undefined && wear.bitonal === undefined;
  const toned = (picture: Sharp): Sharp => (colour ? picture.toColourspace('srgb') : picture.grayscale());
  let picture = toned(sharp(Buffer.from(pageSvg(page, fonts, wear, width, height))).flatten({ background: 'white' }));
  if (wear.skew) picture = toned(sharp(await picture.rotate(wear.skew, { background: 'white' }).png().toBuffer()));
  if (wear.blur) picture = picture.blur(Math.max(0.3, wear.blur * wear.dpi));
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const channels = colour ? 3 : 1;
  const kept = info.channels === channels ? data : data.filter((_, index) => index % info.channels < channels);
  const flat: Pixels = { width: info.width, height: info.height, channels, data: kept };
  const worn = soiled(wear.tilt ? bent(flat, wear.tilt) : flat, wear, randomFrom(seed));
  return { bytes: await encoded(worn, wear), width: worn.width, height: worn.height, colour };
}

async function encoded({ width, height, channels, data }: Pixels, { jpeg, bitonal }: Wear): Promise<Uint8Array> {
  let picture = sharp(data, { raw: { width, height, channels } });
  // sharp would write three channels of the same grey.
  if (channels === 1) picture = picture.toColourspace('b-w');
  if (bitonal !== undefined) picture = picture.threshold(bitonal);
  return new Uint8Array(await (jpeg ? picture.jpeg({ quality: jpeg }) : picture.png()).toBuffer());
}

/** Scanned pages (JPEG) as a PDF without text. */
export function scansPdf(pages: readonly ScannedPage[], dpi: number): Uint8Array {
  const pdf = new PdfWriter();
  for (const { bytes, width, height, colour } of pages) {
    const image = pdf.addStream(
      Buffer.from(bytes),
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /${colour ? 'DeviceRGB' : 'DeviceGray'} /BitsPerComponent 8 /Filter /DCTDecode`,
    );
    const [w, h] = [(width * 72) / dpi, (height * 72) / dpi];
    pdf.addPage({
      width: w,
      height: h,
      content: `q ${w} 0 0 ${h} 0 0 cm /Im0 Do Q`,
      resources: `/XObject << /Im0 ${image} 0 R >>`,
    });
  }
  return pdf.bytes();
}
