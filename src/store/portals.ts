import type { Store } from './store.ts';

/** Files that were imported, and not crawled, belong to this portal. */
export const IMPORT_PORTAL = 'import';

/** Makes the portal known, or renames it. */
export function upsertPortal(store: Store, portal: { id: string; name: string; code: string | null }): void {
  store.run(
    `INSERT INTO portal (id, name, code) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, code = excluded.code`,
    portal.id,
    portal.name,
    portal.code,
  );
}

/** The first crawl that stored a report proves the config; its day stays. */
export function markVerified(store: Store, portalId: string, day: string): void {
  store.run('UPDATE portal SET verified_on = ? WHERE id = ? AND verified_on IS NULL', day, portalId);
}
