import type { Document } from '../../../document.ts';
import { UnreadableError } from '../../../document.ts';
import { hasTable } from '../../office/blocks.ts';
import { MAX_PICTURES, readPagePictures } from '../../office/pictures.ts';
import { attribute, descendants, type Element, isElement, isShown } from '../dom/dom.ts';

/** `data:` addresses of pictures; SVG is no scan. */
const DATA = /^\s*data:image\/(?:png|jpe?g|gif|bmp|webp|tiff?)[^,]{0,100};base64,/i;

/**
 * Reads pages of a scan that stand in a page as `data:` pictures, where its text has no table: behind the page's own text. A page with none is
 * given back as it is.
 */
export async function withScans(document: Document, root: Element): Promise<Document> {
  if (hasTable(document.blocks)) return document;
  const files = dataPictures(root);
  const scans = files.length === 0 ? null : await scansOrNull(files);
  if (!scans) return document;
  const warnings = document.warnings.filter(({ code }) => code !== 'pictures_unread' && code !== 'no_text');
  return {
    ...document,
    blocks: [...document.blocks, ...scans.blocks],
    metadata: { ...scans.metadata, ...document.metadata },
    warnings: [...warnings, ...scans.warnings],
  };
}

function dataPictures(root: Element): Uint8Array[] {
  const files: Uint8Array[] = [];
  for (const node of descendants(root, isShown)) {
    if (files.length === MAX_PICTURES) break;
    if (!isElement(node) || node.name !== 'img') continue;
    const source = attribute(node, 'src');
    const start = DATA.exec(source)?.[0].length;
    if (start !== undefined) files.push(Buffer.from(source.slice(start), 'base64'));
  }
  return files;
}

/** Null where no picture is as large as a page, or nothing was recognised: the page's own text stands by itself. */
async function scansOrNull(files: readonly Uint8Array[]): Promise<Document | null> {
  try {
    return await readPagePictures(files, 'html');
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}
