import { bmpPicture } from '../bmp.ts';
import { pictureKind } from './pictures.ts';

/** A picture as PDF holds it: its data and what says how to read them. */
export interface PdfImage {
  readonly width: number;
  readonly height: number;
  readonly colours: 'DeviceGray' | 'DeviceRGB';
  readonly bits: 1 | 8;
  /** Null for data that are not packed yet. */
  readonly filter: 'DCTDecode' | 'JBIG2Decode' | null;
  readonly data: Uint8Array;
  /** Opacity, a byte a pixel; null for a picture without transparent parts. */
  readonly opacity: Uint8Array | null;
}

/** Larger pictures are bombs or posters. */
const MAX_PIXELS = 120_000_000;

/** A picture file in whatever way PDF takes it; null for one that cannot be decoded. */
export async function pdfImage(bytes: Uint8Array): Promise<PdfImage | null> {
  const kind = pictureKind(bytes);
  if (kind === 'jbig2') return jbig2Image(bytes);
  const { default: sharp } = await import('sharp');
  const bmp = kind === 'bmp' ? bmpPicture(bytes, MAX_PIXELS) : null;
  const open = () =>
    bmp
      ? sharp(bmp.data, { raw: { width: bmp.width, height: bmp.height, channels: 3 } })
      : sharp(bytes, { limitInputPixels: MAX_PIXELS });
  try {
    const { width, height, channels, hasAlpha } = await open().metadata();
    if (kind === 'jpeg' && (channels === 1 || channels === 3)) {
      // Decoded once to know that it is whole: PDFium draws what it can of the others.
      const colours = channels === 1 ? 'DeviceGray' : 'DeviceRGB';
      return { width, height, colours, bits: 8, filter: 'DCTDecode', data: bytes, opacity: null };
    }
    const colour = await open()
      .removeAlpha()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const opacity = hasAlpha
      ? await open().ensureAlpha().extractChannel('alpha').raw({ depth: 'uchar' }).toBuffer()
      : null;
    return {
      width: colour.info.width,
      height: colour.info.height,
      colours: colour.info.channels === 1 ? 'DeviceGray' : 'DeviceRGB',
      bits: 8,
      filter: null,
      data: colour.data,
      opacity,
    };
  } catch {
    return null;
  }
}

/** Segment types of JBIG2 (ITU-T T.88) that a PDF leaves out or that tell the page's size. */
const PAGE_INFORMATION = 48;
const END_OF_PAGE = 49;
const END_OF_FILE = 51;
/** Generic regions, and the flag of those that are coded like a fax: PDFium draws them blank. */
const GENERIC_REGIONS: ReadonlySet<number> = new Set([36, 38, 39]);
const REGION_FLAGS = 17;
const FAX = 1;

interface Segment {
  readonly type: number;
  readonly header: Uint8Array;
  readonly data: Uint8Array;
}

/** A JBIG2 file as PDF embeds it: its segments without the file's header, ends of page and file left out. */
function jbig2Image(bytes: Uint8Array): PdfImage | null {
  try {
    const segments = jbig2Segments(bytes);
    const page = segments.find(({ type }) => type === PAGE_INFORMATION)?.data;
    const isFax = ({ type, data }: Segment): boolean =>
      GENERIC_REGIONS.has(type) && ((data[REGION_FLAGS] ?? 0) & FAX) !== 0;
    if (!page || segments.some(isFax)) return null;
    const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
    const [width, height] = [view.getUint32(0), view.getUint32(4)];
    if (width === 0 || height === 0 || width * height > MAX_PIXELS) return null;
    const kept = segments.filter(({ type }) => type !== END_OF_PAGE && type !== END_OF_FILE);
    const data = Buffer.concat(kept.flatMap((one) => [one.header, one.data]));
    return { width, height, colours: 'DeviceGray', bits: 1, filter: 'JBIG2Decode', data, opacity: null };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Flags of a file's header: segments one after the other, and whether the number of pages is missing. */
const SEQUENTIAL = 1;
const PAGES_UNKNOWN = 2;

function jbig2Segments(bytes: Uint8Array): Segment[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(8);
  const isSequential = (flags & SEQUENTIAL) !== 0;
  let at = (flags & PAGES_UNKNOWN) !== 0 ? 9 : 13;
  const heads: { type: number; header: Uint8Array; length: number }[] = [];
  const segments: Segment[] = [];
  const take = ({ type, header, length }: (typeof heads)[number]): void => {
    if (at + length > bytes.length) throw new RangeError('a segment ends beyond the file');
    segments.push({ type, header, data: bytes.subarray(at, at + length) });
    at += length;
  };
  while (at + 11 <= bytes.length) {
    const head = segmentHead(view, at);
    const one = { type: head.type, header: bytes.subarray(at, at + head.size), length: head.length };
    at += head.size;
    if (isSequential) take(one);
    else heads.push(one);
    if (head.type === END_OF_FILE) break;
  }
  for (const one of heads) take(one);
  return segments;
}

function segmentHead(view: DataView, at: number): { type: number; size: number; length: number } {
  const [number, flags] = [view.getUint32(at), view.getUint8(at + 4)];
  const short = view.getUint8(at + 5) >> 5;
  const isLong = short === 7;
  const count = isLong ? view.getUint32(at + 5) & 0x1fffffff : short;
  const counting = isLong ? 4 + Math.ceil((count + 1) / 8) : 1;
  const reference = number <= 256 ? 1 : number <= 65536 ? 2 : 4;
  const size = 5 + counting + count * reference + ((flags & 0x40) !== 0 ? 4 : 1) + 4;
  return { type: flags & 0x3f, size, length: view.getUint32(at + size - 4) };
}
