import { inReadingOrder } from '../../../vocabulary/reading-order.ts';

/** What converters leave behind: Word bookmarks and picture marks. */
const RESIDUE = /\[bookmark:[^\]\n]{0,80}\]|\[pic\]/gi;
/** Dashes or 第 … 页 tell a page number; a bare number may be a figure. */
const PAGE_NUMBER = /^\s*(?:[-—–－·]+\s*\d{1,3}\s*[-—–－·]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*$/;
const BARE_NUMBER = /^\s*\d{1,3}\s*$/;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\u0000-\u0006\u000e-\u001f]/g;

/**
 * The lines of a text, spaces and tabs kept: line ends of all systems, page breaks as blank lines, page numbers and converters' residue
 * out.
 */
export function linesOf(text: string): string[] {
  const pages = text
    .replace(/\r\n?|[\u2028\u2029\u0085\v]/g, '\n')
    .replace(RESIDUE, '')
    .split('\n')
    .map(inReadingOrder)
    .join('\n')
    .replace(INVISIBLE, '')
    .split('\f');
  return pages.flatMap((page, at) => pageLines(page, pages.length > 1 ? at + 1 : null));
}

function pageLines(page: string, number: number | null): string[] {
  const lines = page
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .filter((line) => !PAGE_NUMBER.test(line));
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const foot = lines[last] ?? '';
  // Only a bare number that counts the pages, at the foot of its page, is a page number.
  if (number !== null && BARE_NUMBER.test(foot) && Number(foot) === number) lines.splice(last, 1);
  return lines;
}

export const isBlankLine = (line: string | undefined): boolean => line === undefined || line.trim() === '';
