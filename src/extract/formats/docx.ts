import type { Document, Format, Warning } from '../document.ts';
import { readBody } from './docx/body.ts';
import { readNumbering } from './docx/numbering.ts';
import { type WordParts, wordParts } from './docx/parts.ts';
import { type ParagraphStyle, readStyles } from './docx/styles.ts';
import { blocksOf, hasTable } from './office/blocks.ts';
import { struckWarnings } from './office/look.ts';
import { MAX_PICTURES, pictureWarnings, readPagePictures } from './office/pictures.ts';
import type { FormatReader, ReadHints } from './reader.ts';
import { mhtmlPage } from './sniff/mhtml.ts';
import { sniffFormat } from './sniff.ts';

/** DOCX, also as one XML file (Flat OPC), and Word 2003 XML. */
export const docxReader: FormatReader = {
  formats: ['docx'],
  read: async (bytes, format, hints): Promise<Document> => {
    const parts = await wordParts(bytes);
    const styles: ReadonlyMap<string, ParagraphStyle> = parts.styles ? readStyles(parts.styles) : new Map();
    const warnings: Warning[] = [];
    const { flow, embedded, struck } = readBody(parts.document, styles, readNumbering(parts.numbering, styles));
    const blocks = blocksOf(flow, warnings);
    warnings.push(...struckWarnings(struck));
    if (!hasTable(blocks)) {
      const files = await embeddedFiles(parts, embedded);
      if (blocks.length === 0) return readEmbedded(files, format, hints);
      warnings.push(...(await pictureWarnings(files)));
    }
    return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
  },
};

async function embeddedFiles(parts: WordParts, ids: readonly string[]): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const id of [...new Set(ids)].slice(0, MAX_PICTURES)) {
    // A damaged picture is no reason to refuse the text.
    const file = await parts.embedded(id).catch(() => null);
    if (file && file.length > 0) files.push(file);
  }
  return files;
}

/** A Word file without text of its own: it holds a page in another format, or pictures of pages. */
async function readEmbedded(files: readonly Uint8Array[], format: Format, hints: ReadHints): Promise<Document> {
  const page = files.find((file) => isPage(file));
  if (!page) return readPagePictures(files, format);
  const { htmlReader } = await import('./html.ts');
  return { ...(await htmlReader.read(mhtmlPage(page)?.bytes ?? page, 'html', hints)), format };
}

function isPage(file: Uint8Array): boolean {
  try {
    return sniffFormat(file) === 'html';
  } catch {
    return false;
  }
}
