/** WARC headers: UTF-8, folded lines joined, names in lower case, the first of each name. */
export function parseWarcHeaders(head: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  const lines = head
    .toString('utf8')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] ??= line.slice(colon + 1).trim();
  }
  return headers;
}
