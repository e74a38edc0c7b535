/*
 * Style sheets that a page carries in an address: programs that save a page as one file (monolith, SingleFile) leave its links as
 * `<link rel="stylesheet" href="data:text/css;base64,…">`, and what a sheet imports as `@import url(data:text/css,…)`.
 */

const IMPORT =
  /@import\s+(?:url\(\s*)?(?:"(data:text\/css[^"]*)"|'(data:text\/css[^']*)'|(data:text\/css[^\s)]*))\s*\)?([^;{}]*);/gi;

/** The text of a sheet out of its address; null for any other address, and for one that is broken. */
export function carriedSheet(address: string): string | null {
  const comma = address.indexOf(',');
  const head = address.slice(0, Math.max(comma, 0)).trim().toLowerCase();
  if (!/^data:text\/css(?:;|$)/.test(head)) return null;
  const body = address.slice(comma + 1);
  try {
    const text = decodeURIComponent(body);
    return head.endsWith(';base64') ? Buffer.from(text, 'base64').toString('utf8') : text;
  } catch {
    return null;
  }
}

/** A sheet with those in the place that it imports out of addresses. */
export function withCarriedImports(sheet: string): string {
  if (!sheet.includes('data:text/css')) return sheet;
  return sheet.replace(IMPORT, (whole, double?: string, single?: string, bare?: string, condition = '') => {
    const text = carriedSheet(double ?? single ?? bare ?? '');
    const media = String(condition).trim();
    if (text === null || /^(?:layer|supports)\b/i.test(media)) return whole;
    return media === '' ? `${text}\n` : `@media ${media}{${text}}\n`;
  });
}
