import { type Document, UnreadableError, type Warning } from '../document.ts';
import { readContent } from './odt/content.ts';
import { blocksOf, hasTable } from './office/blocks.ts';
import { refuseEncrypted } from './office/encryption.ts';
import { openPackage, type Package } from './office/package.ts';
import { MAX_PICTURES, pictureWarnings, readPagePictures } from './office/pictures.ts';
import { struckWarnings, unseenWarnings } from './office/text-style.ts';
import { wholeXml } from './office/whole.ts';
import type { FormatReader } from './reader.ts';

/** OpenDocument text: the ZIP package, and the same as one XML file (.fodt). */
export const odtReader: FormatReader = {
  formats: ['odt'],
  read: async (bytes, format): Promise<Document> => {
    const zip = bytes[0] === 0x50 && bytes[1] === 0x4b ? await openPackage(bytes) : null;
    const warnings: Warning[] = [];
    const {
      blocks: body,
      pictures,
      struck,
      unseen,
    } = zip ? await packageContent(zip) : readContent(wholeXml(bytes), null);
    const blocks = blocksOf(body, warnings);
    warnings.push(...struckWarnings(struck), ...unseenWarnings(unseen));
    if (!hasTable(blocks)) {
      const files = zip ? await pictureFiles(zip, pictures) : [];
      if (blocks.length === 0) return readPagePictures(files, format);
      warnings.push(...(await pictureWarnings(files)));
    }
    return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
  },
};

async function packageContent(zip: Package) {
  await refuseEncrypted(zip);
  const content = await zip.part('content.xml');
  if (!content) throw new UnreadableError('damaged', 'The ODT file has no content part. Download the file again.');
  return readContent(content, await zip.part('styles.xml'));
}

async function pictureFiles(zip: Package, names: readonly string[]): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const name of [...new Set(names)].slice(0, MAX_PICTURES)) {
    // A damaged picture is no reason to refuse the text.
    const file = await zip.part(name).catch(() => null);
    if (file) files.push(file);
  }
  return files;
}
