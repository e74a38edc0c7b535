import type { PortalToCrawl } from '../crawlers/crawl.ts';
import { duePortals, isSeason } from '../query/nights/index.ts';
import { NoDatabaseError } from '../store/errors.ts';
import { openStore, type Store } from '../store/store.ts';

interface Visited {
  readonly id: string;
  readonly isOpen: number;
  readonly last: number;
}

/**
 * Portals in the order in which a night that may not get to all of them asks: in January to April those that miss most reports of the last
 * year; then visits that the last night left open; then those that were visited longest ago.
 */
export function inOrderOfNeed(
  dataDir: string,
  portals: readonly PortalToCrawl[],
  day: string,
): readonly PortalToCrawl[] {
  const store = readerOf(dataDir);
  if (store === null) return portals;
  try {
    const missing = new Map(isSeason(day) ? duePortals(store, day).map((row) => [row.portal, row.missing]) : []);
    const visited = new Map(
      store
        .all<Visited>(
          `SELECT id, visit_run_id IS NOT NULL AS isOpen,
             coalesce((SELECT max(run_id) FROM channel WHERE portal_id = portal.id), 0) AS last FROM portal`,
        )
        .map((row) => [row.id, row]),
    );
    const place = ({ config: { id } }: PortalToCrawl): readonly number[] => {
      const known = visited.get(id);
      return [-(missing.get(id) ?? 0), -(known?.isOpen ?? 0), known?.last ?? 0];
    };
    return [...portals].sort((a, b) => compare(place(a), place(b)));
  } finally {
    store.close();
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}

/** Null where nothing was crawled yet. */
export function readerOf(dataDir: string): Store | null {
  try {
    return openStore(dataDir, { readonly: true });
  } catch (error) {
    if (error instanceof NoDatabaseError) return null;
    throw error;
  }
}
