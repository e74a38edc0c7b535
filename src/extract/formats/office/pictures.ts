import { type Document, type Format, UnreadableError, type Warning } from '../../document.ts';

/** Pixels of the smallest picture that can be a page: a third of A4 at 100 dpi. Logos, seals and signatures are smaller. */
const MIN_PAGE_PIXELS = 300_000;
/** A scanned report has some ten pages. */
export const MAX_PICTURES = 60;

/** Reads a document of nothing but pictures: scanned pages put into Word. Throws `UnreadableError` 'no_text' where none is a page. */
export async function readPagePictures(files: readonly Uint8Array[], format: Format): Promise<Document> {
  const pages: Uint8Array[] = [];
  for (const file of files.slice(0, MAX_PICTURES)) if (await isPageSized(file)) pages.push(file);
  if (pages.length === 0) throw new UnreadableError('no_text', 'The file holds no text and no picture of a page.');
  const { readPictures } = await import('../image.ts');
  return readPictures(pages, format);
}

/** For a document without a table: its tables may be the page-sized pictures in it. */
export async function pictureWarnings(files: readonly Uint8Array[]): Promise<Warning[]> {
  let count = 0;
  for (const file of files.slice(0, MAX_PICTURES)) if (await isPageSized(file)) count++;
  if (count === 0) return [];
  const message = `The document has no table, but ${count} large pictures, which were not read. Look whether the tables are pictures.`;
  return [{ code: 'pictures_unread', message, where: null }];
}

async function isPageSized(file: Uint8Array): Promise<boolean> {
  const { default: sharp } = await import('sharp');
  try {
    const { width = 0, height = 0 } = await sharp(file).metadata();
    return width * height >= MIN_PAGE_PIXELS;
  } catch {
    // Drawings (EMF, WMF) and damaged pictures are no pages.
    return false;
  }
}
