import type { Document, Warning } from '../document.ts';
import { readBody } from './doc/body.ts';
import { openWordFile } from './doc/file.ts';
import { wordPictures } from './doc/pictures.ts';
import { blocksOf, hasTable } from './office/blocks.ts';
import { pictureWarnings, readPagePictures } from './office/pictures.ts';
import { struckWarnings, unseenWarnings } from './office/text-style.ts';
import type { FormatReader } from './reader.ts';

/** Binary documents of Word 97 to 2003 and of WPS Writer. */
export const docReader: FormatReader = {
  formats: ['doc', 'wps'],
  read: async (bytes, format): Promise<Document> => {
    const warnings: Warning[] = [];
    const file = openWordFile(bytes);
    const { blocks: body, struck, unseen } = readBody(file);
    const blocks = blocksOf(body, warnings);
    warnings.push(...struckWarnings(struck), ...unseenWarnings(unseen));
    if (file.workbooks > 0) warnings.push(workbooksUnread(file.workbooks));
    if (blocks.length === 0) return readPagePictures(wordPictures(file), format);
    if (!hasTable(blocks)) warnings.push(...(await pictureWarnings(wordPictures(file))));
    return { format, charset: null, charsetEvidence: null, blocks, metadata: {}, warnings };
  },
};

function workbooksUnread(count: number): Warning {
  const message = `${count} embedded workbooks were not read. Look whether tables of the report are among them.`;
  return { code: 'embedded_unread', message, where: null };
}
