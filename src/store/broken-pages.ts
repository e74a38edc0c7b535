import type { Store } from './store.ts';

/** How the page of these bytes broke its process, for a person; null where it did not. */
export function brokenPage(store: Store, sha256: string): string | null {
  return store.get<{ message: string }>('SELECT message FROM broken_page WHERE sha256 = ?', sha256)?.message ?? null;
}

export function addBrokenPage(store: Store, sha256: string, message: string, runId: number): void {
  store.run(
    'INSERT INTO broken_page (sha256, message, run_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    sha256,
    message,
    runId,
  );
}

/** They are to be tried again. */
export function forgetBrokenPages(store: Store): void {
  store.run('DELETE FROM broken_page');
}
