import type { Warning } from '../../document.ts';
import { CUT_SHORT } from '../cut-short.ts';

/** Pages that end inside a tag or a table: the transfer, or the copy, broke off. Browsers close both in silence. */
export function cutOffWarnings(html: string): Warning[] {
  const text = html.toLowerCase();
  const insideTag = text.lastIndexOf('<') > text.lastIndexOf('>');
  const insideTable = /<table\b/.test(text.slice(Math.max(text.lastIndexOf('</table'), 0)));
  const goesOn = /<\/(?:body|html)\s*>\s*$/.test(text.trimEnd());
  return insideTag || (insideTable && !goesOn) ? [CUT_SHORT] : [];
}
