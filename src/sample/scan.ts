import sharp from 'sharp';
import type { DrawnPage } from './pdf-pages.ts';
import { PdfWriter } from './pdf-writer.ts';
import { type Random, randomFrom } from './random.ts';

/** Font families by role; they must be installed. */
export interface ScanFonts {
  readonly text: string;
  readonly digits: string;
}

/** How a page suffers between the printer and the file. */
export interface Wear {
  readonly dpi: number;
  /** Degrees clockwise. */
  readonly skew?: number;
  /** Standard deviation of the blur in inches; 0.003 is a soft scan. */
  readonly blur?: number;
  /** Standard deviation of the shade of each pixel, 0 to 255. */
  readonly noise?: number;
  /** Shade of the paper in the middle; it darkens towards one corner by 30. 255 is white. */
  readonly paper?: number;
  /** JPEG quality; lossless PNG if absent. */
  readonly jpeg?: number;
  /** Width of the table rules in points; default 0.5. */
  readonly rule?: number;
}

export interface ScannedPage {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A drawn page as a scanner gives it: PNG, or JPEG where `jpeg` is set. */
export async function scanPage(page: DrawnPage, fonts: ScanFonts, wear: Wear, seed: number): Promise<ScannedPage> {
  const scale = wear.dpi / 72;
  const [width, height] = [Math.round(page.width * scale), Math.round(page.height * scale)];
  const svg = pageSvg(page, fonts, width, height, wear.rule ?? 0.5);
  let picture = sharp(Buffer.from(svg)).flatten({ background: 'white' }).grayscale();
  if (wear.skew) picture = sharp(await picture.rotate(wear.skew, { background: 'white' }).png().toBuffer()).grayscale();
  if (wear.blur) picture = picture.blur(Math.max(0.3, wear.blur * wear.dpi));
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const grey = info.channels === 1 ? data : data.filter((_, index) => index % info.channels === 0);
  dirty(grey, info.width, info.height, wear, randomFrom(seed));
  const worn = sharp(grey, { raw: { width: info.width, height: info.height, channels: 1 } })
    // sharp would write three channels of the same grey.
    .toColourspace('b-w');
  const bytes = wear.jpeg ? await worn.jpeg({ quality: wear.jpeg }).toBuffer() : await worn.png().toBuffer();
  return { bytes: new Uint8Array(bytes), width: info.width, height: info.height };
}

/** Scanned pages (JPEG) as a PDF without text. */
export function scansPdf(pages: readonly ScannedPage[], dpi: number): Uint8Array {
  const pdf = new PdfWriter();
  for (const { bytes, width, height } of pages) {
    const image = pdf.addStream(
      Buffer.from(bytes),
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode`,
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

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function pageSvg(page: DrawnPage, fonts: ScanFonts, width: number, height: number, rule: number): string {
  const texts = page.texts.map(({ text, x, y, size, face, width: room }) => {
    const family = face === 'digits' ? fonts.digits : fonts.text;
    // Centred on the room that the layout counted with: fonts differ in the width of their digits.
    return `<text x="${x + room / 2}" y="${y}" font-size="${size}" font-family="'${family}','${fonts.text}'" text-anchor="middle">${escaped(text)}</text>`;
  });
  const rules = page.cells.map(({ left, top, right, bottom, closed }) => {
    const path = `M${left} ${bottom}V${top}H${right}V${bottom}${closed ? 'Z' : ''}`;
    return `<path d="${path}" fill="none" stroke="black" stroke-width="${rule}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${page.width} ${page.height}">${rules.join('')}${texts.join('')}</svg>`;
}

function dirty(
  data: Uint8Array,
  width: number,
  height: number,
  { noise = 0, paper = 255 }: Wear,
  random: Random,
): void {
  if (noise === 0 && paper === 255) return;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const ground = paper === 255 ? 255 : paper - 30 * ((x / width) * 0.5 + (y / height) * 0.5);
      const clean = ((data[y * width + x] ?? 255) * ground) / 255;
      // The sum of three even chances is near enough to a bell curve.
      const shake = noise === 0 ? 0 : (random.next() + random.next() + random.next() - 1.5) * 2 * noise;
      data[y * width + x] = Math.max(0, Math.min(255, clean + shake));
    }
}
