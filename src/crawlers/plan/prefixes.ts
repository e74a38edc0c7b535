import type { ListItem } from '../platforms/dialect.ts';

/**
 * Where the rows of a list live: host and path without the parts that change from row to row (dates, numbers, hashes, the file's name).
 * At most eight, the commonest first.
 */
export function pathPrefixes(items: readonly ListItem[]): string[] {
  const counts = new Map<string, number>();
  for (const { url } of items) {
    const prefix = prefixOf(url);
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([prefix]) => prefix);
}

/** Whether at least half of the rows live where those of the first page do. Without anything to compare with: yes. */
export function sharesPrefix(items: readonly ListItem[], prefixes: readonly string[]): boolean {
  if (prefixes.length === 0) return true;
  const known = new Set(prefixes);
  const shared = items.filter(({ url }) => known.has(prefixOf(url))).length;
  return shared * 2 >= items.length;
}

const VARYING = /^(?:\d[\d-]*|[0-9a-f]{8}-?[0-9a-f-]{4,}|t\d{8}_\d+.*)$/i;

function prefixOf(address: string): string {
  const { host, pathname } = new URL(address);
  const folders = pathname
    .split('/')
    .slice(1, -1)
    .filter((folder) => !VARYING.test(folder));
  return `${host}/${folders.join('/')}`;
}
