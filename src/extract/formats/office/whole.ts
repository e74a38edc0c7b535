import { UnreadableError } from '../../document.ts';
import { decodeXml } from './xml.ts';

/** How far before its end a file must close its root element: some transfers append white space or zeros. */
const LOOK = 4096;

/**
 * Refuses an XML file that is cut short: half a table may end in half a number. Gives the text.
 * Throws `UnreadableError` 'damaged'.
 */
export function wholeXml(bytes: Uint8Array): string {
  const xml = decodeXml(bytes);
  const root = /<([A-Za-z_][\w:.-]*)[\s/>]/.exec(xml)?.[1];
  if (root && !xml.slice(-LOOK).includes(`</${root}`))
    throw new UnreadableError('damaged', 'The file is cut short: it ends in the middle. Download the file again.');
  return xml;
}
