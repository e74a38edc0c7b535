import { type Document, UnreadableError, type Warning } from '../document.ts';
import { readBody } from './doc/body.ts';
import { openWordFile } from './doc/file.ts';
import { blocksOf } from './office/blocks.ts';
import type { FormatReader } from './reader.ts';

/** Binary documents of Word 97 to 2003 and of WPS Writer. */
export const docReader: FormatReader = {
  formats: ['doc', 'wps'],
  read: async (bytes, format): Promise<Document> => {
    const warnings: Warning[] = [];
    const blocks = blocksOf(readBody(openWordFile(bytes)), warnings);
    if (blocks.length === 0)
      throw new UnreadableError('no_text', 'The Word file holds no text. If it holds pictures, save it as PDF.');
    return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
  },
};
