import iconv from 'iconv-lite';

const UNICODE = /^(?:utf-?(?:8|16|32)|ascii|us-ascii|unicode)/i;

/**
 * A link as browsers send it: what is not ASCII in its query goes out in the page's own charset, percent-encoded (URL Standard, "query
 * state"); a character that the charset does not have as `&#…;`. The path is UTF-8 everywhere, so it is left to the URL parser.
 */
export function withQueryIn(charset: string, href: string): string {
  const start = href.indexOf('?');
  if (start < 0 || UNICODE.test(charset) || !iconv.encodingExists(charset)) return href;
  const end = href.indexOf('#', start);
  const query = href.slice(start, end < 0 ? undefined : end);
  const encoded = query.replace(/[^\x00-\x7f]/gu, (character) => encodeIn(charset, character));
  return href.slice(0, start) + encoded + (end < 0 ? '' : href.slice(end));
}

function encodeIn(charset: string, character: string): string {
  const bytes = iconv.encode(character, charset);
  if (iconv.decode(bytes, charset) !== character) return `%26%23${character.codePointAt(0)}%3B`;
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
