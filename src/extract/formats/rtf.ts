import { type Document, UnreadableError, type Warning } from '../document.ts';
import { CUT_SHORT } from './cut-short.ts';
import { blocksOf } from './office/blocks.ts';
import { struckWarnings, unseenWarnings } from './office/text-style.ts';
import type { FormatReader } from './reader.ts';
import { charsetName } from './rtf/charsets.ts';
import { RtfInterpreter } from './rtf/interpreter.ts';
import { tokens } from './rtf/tokens.ts';

/** Rich text of Word, WPS and LibreOffice. */
export const rtfReader: FormatReader = {
  formats: ['rtf'],
  read: async (bytes, format): Promise<Document> => {
    const interpreter = new RtfInterpreter();
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    for (const token of tokens(source)) interpreter.take(token);
    const warnings: Warning[] = [];
    const blocks = blocksOf(interpreter.finish(), warnings);
    warnings.push(...struckWarnings(interpreter.struck), ...unseenWarnings(interpreter.unseen));
    if (interpreter.isCut) warnings.push(CUT_SHORT);
    if (blocks.length === 0)
      throw new UnreadableError('no_text', 'The RTF file holds no text. If it holds pictures, save it as PDF.');
    return {
      format,
      charset: charsetName(interpreter.codePage),
      charsetEvidence: 'the code page that the RTF header names; single characters may be Unicode',
      blocks,
      metadata: {},
      warnings,
    };
  },
};
