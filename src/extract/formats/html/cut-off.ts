import type { Warning } from '../../document.ts';
import { CUT_SHORT } from '../cut-short.ts';

/** `</body>` with white space in it. */
const LONGEST_END = 40;

/** Pages that end inside a tag or a table: the transfer, or the copy, broke off. Browsers close both in silence. */
export function cutOffWarnings(html: string): Warning[] {
  if (html.lastIndexOf('<') > html.lastIndexOf('>')) return [CUT_SHORT];
  if (/<\/(?:body|html)\s*>$/i.test(html.trimEnd().slice(-LONGEST_END))) return [];
  const text = html.toLowerCase();
  return /<table\b/.test(text.slice(Math.max(text.lastIndexOf('</table'), 0))) ? [CUT_SHORT] : [];
}
