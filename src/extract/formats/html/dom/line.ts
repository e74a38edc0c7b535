import { inReadingOrder } from '../../../../vocabulary/reading-order.ts';

const HAN_OR_PUNCTUATION = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef';
/** A line break of the source between two Chinese characters is no space: browsers show one, but nobody means it. */
const SOURCE_BREAK = new RegExp(`(?<=[${HAN_OR_PUNCTUATION}])[ \\t\\f]*[\\r\\n]\\s*(?=[${HAN_OR_PUNCTUATION}])`, 'g');
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\u0000-\u0008\u000b\u000e-\u001f]/g;
const COLLAPSIBLE = /[ \t\r\n\f]+/g;

/** All that is left out or changed, white space at the ends as well: most cells have nothing of it. */
const CHANGED = /[\s\u0000-\u0008\u000b\u000e-\u001f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/;

/** Printed text of one line: source white space collapsed, non-breaking spaces as spaces, invisible characters out, ends trimmed. */
export function printedLine(source: string): string {
  if (!CHANGED.test(source)) return source;
  // Mostly it is white space around a text, as a page is written.
  const inner = source.trim();
  if (!CHANGED.test(inner)) return inner;
  const text = /[\r\n]/.test(inner) ? inner.replace(SOURCE_BREAK, '') : inner;
  return inReadingOrder(text)
    .replace(INVISIBLE, '')
    .replace(COLLAPSIBLE, ' ')
    .replace(/\u00a0/g, ' ')
    .trim();
}

/** Lines of a cell or a heading put into one, as they read: Latin words keep a space between them. */
export const joinLines = (lines: readonly string[]): string =>
  lines.reduce((joined, line) => joined + (/[A-Za-z,.]$/.test(joined) && /^[A-Za-z]/.test(line) ? ' ' : '') + line, '');
