import type { Block } from '../../../document.ts';
import { isReportTitle } from '../heading/title.ts';

const FILE =
  /^(?!附件)[^。]{1,100}\.(?:pdf|docx?|wps|et|xlsx?|rtf|odt|ofd|zip|rar|jpe?g|png)\s*(?:[（(【[].{0,20}[)）】\]])?$/i;
const FILES = /^(?:相关|下载)?附件(?:下载|列表)?\s*[:：]?$/;
const DAY = /[（([【]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[）)\]】]?/;
/** An imprint at the end of the page; a report may also end in the address of its organ, so alone it stays. */
const ADDRESS = /^(?:联系|办公|单位)?地址\s*[:：]|^(?:联系)?电话\s*[:：]|^邮编\s*[:：]|^邮政编码\s*[:：]/;

/**
 * The blocks without what pages print below an article in the same box: files to download, then other reports by title and day. These are
 * links, which a paragraph does not tell; the text itself ends in neither.
 */
export function withoutTail(blocks: readonly Block[]): readonly Block[] {
  let end = blocks.length;
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at];
    if (block?.kind !== 'paragraph') break;
    if (isTail(block.text)) end = at;
    else if (!ADDRESS.test(block.text)) break;
  }
  return blocks.slice(0, end);
}

const isTail = (text: string): boolean => FILE.test(text) || FILES.test(text) || isListed(text);

/** A title with the day of publication before or behind it. */
const isListed = (text: string): boolean => DAY.test(text) && isReportTitle(text.replace(DAY, ''));
