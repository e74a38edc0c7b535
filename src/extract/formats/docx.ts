import { type Document, UnreadableError, type Warning } from '../document.ts';
import { readBody } from './docx/body.ts';
import { readNumbering } from './docx/numbering.ts';
import { wordParts } from './docx/parts.ts';
import { readStyles } from './docx/styles.ts';
import { blocksOf } from './office/blocks.ts';
import type { FormatReader } from './reader.ts';

/** DOCX, also as one XML file (Flat OPC), and Word 2003 XML. */
export const docxReader: FormatReader = {
  formats: ['docx'],
  read: async (bytes, format): Promise<Document> => {
    const parts = await wordParts(bytes);
    const styles = parts.styles ? readStyles(parts.styles) : new Map();
    const warnings: Warning[] = [];
    const blocks = blocksOf(readBody(parts.document, styles, readNumbering(parts.numbering)), warnings);
    if (blocks.length === 0)
      throw new UnreadableError('no_text', 'The Word file holds no text. If it holds pictures, save it as PDF.');
    return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
  },
};
