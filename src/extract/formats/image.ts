import type { Sharp } from 'sharp';
import { messageOf } from '../../message-of.ts';
import type { Block, Document, Format, Warning } from '../document.ts';
import { UnreadableError } from '../document.ts';
import { assemble } from './layout/assemble.ts';
import { runningTitle } from './layout/boilerplate.ts';
import { colouredPicture, greyPicture } from './ocr/decode.ts';
import type { PagePicture } from './ocr/draft.ts';
import { openEngine } from './ocr/engines.ts';
import type { Gray } from './ocr/gray.ts';
import { PictureReader } from './ocr/page.ts';
import { SEAL_DPI, withoutSeals } from './ocr/seal.ts';
import type { FormatReader } from './reader.ts';

/** A page of 600 dpi has 35 megapixels; more is a bomb or a poster. */
const MAX_PIXELS = 120_000_000;
const MAX_PAGES = 60;
/** Pictures of unusual resolutions are brought to this; others are taken as they are. */
const DPI = 300;
const USUAL = { least: 130, most: 375 } as const;
/** A report's pages are A4 (inch); what a picture says about its own resolution is mostly a default. */
const A4 = { short: 8.27, long: 11.69 } as const;

/** Reads pictures of pages: JPEG, PNG, TIFF, BMP, GIF, WEBP. */
export const imageReader: FormatReader = {
  formats: ['image'],
  read: (bytes, format) => readPictures([bytes], format),
};

/** Reads pictures of pages one after the other, as one document: a table may go on from one to the next. Throws `UnreadableError`. */
export async function readPictures(files: readonly Uint8Array[], format: Format): Promise<Document> {
  const engine = openEngine();
  const warnings: Warning[] = [];
  const reader = new PictureReader(engine);
  let blocks: Block[];
  let title: string | null;
  try {
    let pages = 0;
    for (const bytes of files)
      for (const page of await pagesOf(bytes, warnings)) {
        const number = ++pages;
        const late = reader.lateFor(number);
        if (late !== null) warnings.push(late);
        else await reader.add(async () => ({ ...(await pictureOf(bytes, page)), number }));
      }
    const recognised = await reader.finish();
    blocks = assemble(recognised);
    title = runningTitle(recognised);
  } finally {
    await engine.close();
  }
  if (blocks.length === 0)
    throw new UnreadableError('no_text', 'No text was recognised in the picture; look at it, or ask for a text copy.');
  warnings.unshift({
    code: 'recognised',
    message: `all text was recognised from pixels (${engine.name})`,
    where: null,
  });
  return { format, charset: null, charsetEvidence: null, blocks, metadata: title === null ? {} : { title }, warnings };
}

/** The pages of a picture file at the reading resolution, as they are read. */
export async function pagePictures(bytes: Uint8Array): Promise<PagePicture[]> {
  const pictures: PagePicture[] = [];
  for (const page of await pagesOf(bytes, [])) pictures.push({ ...(await pictureOf(bytes, page)), number: page + 1 });
  return pictures;
}

/** One page of a file, from 0. */
async function openPage(bytes: Uint8Array, page: number): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  return sharp(bytes, { page, failOn: 'error', limitInputPixels: MAX_PIXELS });
}

async function pagesOf(bytes: Uint8Array, warnings: Warning[]): Promise<number[]> {
  const metadata = await (await openPage(bytes, 0)).metadata().catch(unreadable);
  // The frames of an animation are no pages.
  const count = metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1;
  if (count > MAX_PAGES)
    warnings.push({
      code: 'page_cap',
      message: `only the first ${MAX_PAGES} of ${count} pages were read`,
      where: null,
    });
  return Array.from({ length: Math.min(count, MAX_PAGES) }, (_, page) => page);
}

async function pictureOf(bytes: Uint8Array, page: number): Promise<Omit<PagePicture, 'number'>> {
  // As the camera says which side is up.
  const upright = async () => (await openPage(bytes, page)).rotate();
  const picture = await resized(await greyPicture(await upright()).catch(unreadable));
  const width = Math.round((picture.image.width * SEAL_DPI) / picture.dpi);
  const colour = await colouredPicture(await upright(), width).catch(unreadable);
  return colour ? { ...picture, image: withoutSeals(picture.image, colour, picture.dpi) } : picture;
}

/** Brings a page to the reading resolution; its size on paper is that of A4, upright or across. */
async function resized(image: Gray): Promise<Omit<PagePicture, 'number'>> {
  const across = image.width > image.height * 1.15;
  const dpi = image.width / (across ? A4.long : A4.short);
  if (dpi > USUAL.least && dpi < USUAL.most) return { image, dpi };
  const factor = DPI / dpi;
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 1 } })
    .resize({ width: Math.round(image.width * factor), kernel: 'cubic' })
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { image: { width: info.width, height: info.height, data: new Uint8Array(data) }, dpi: DPI };
}

function unreadable(error: unknown): never {
  const reason = messageOf(error).split('\n')[0];
  if (/pixel limit/i.test(reason ?? ''))
    throw new UnreadableError('too_large', `The picture is larger than ${MAX_PIXELS / 1e6} megapixels.`);
  throw new UnreadableError(
    'damaged',
    `The picture cannot be decoded (${reason}); fetch it again or ask for another copy.`,
  );
}
