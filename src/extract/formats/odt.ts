import { type Document, UnreadableError, type Warning } from '../document.ts';
import { readContent } from './odt/content.ts';
import { blocksOf } from './office/blocks.ts';
import { openPackage } from './office/package.ts';
import type { FormatReader } from './reader.ts';

/** OpenDocument text: the ZIP package, and the same as one XML file (.fodt). */
export const odtReader: FormatReader = {
  formats: ['odt'],
  read: async (bytes, format): Promise<Document> => {
    const warnings: Warning[] = [];
    const blocks = blocksOf(readContent(...(await parts(bytes))), warnings);
    if (blocks.length === 0) throw new UnreadableError('no_text', 'The ODT file holds no text.');
    return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
  },
};

/** The content, and the styles where they stand in a part of their own. */
async function parts(bytes: Uint8Array): Promise<[Uint8Array, Uint8Array | null]> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [bytes, null];
  const zip = await openPackage(bytes);
  const manifest = (await zip.part('META-INF/manifest.xml'))?.toString('utf8') ?? '';
  // Encrypted packages are ordinary ZIP files with encrypted parts in them.
  if (/<(?:\w+:)?encryption-data[\s/>]/.test(manifest))
    throw new UnreadableError('encrypted', 'The file is protected by a password. Ask its publisher for an open copy.');
  const content = await zip.part('content.xml');
  if (!content) throw new UnreadableError('damaged', 'The ODT file has no content part. Download the file again.');
  return [content, await zip.part('styles.xml')];
}
