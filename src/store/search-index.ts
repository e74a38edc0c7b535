import { pairsOf } from './search-pairs.ts';
import type { Store } from './store.ts';

/**
 * Sections whose ids follow one another: they are indexed at the end of the transaction, one with a statement. Each statement that inserts
 * several rows, in whatever table, makes the index write down what it holds by then: a segment a report, all of which are to be merged.
 */
export function indexSections(
  store: Store,
  firstId: number,
  sections: readonly { readonly heading: string; readonly text: string }[],
): void {
  const sql = 'INSERT INTO section_search (rowid, heading, text) VALUES (?, ?, ?)';
  store.beforeCommit(() => {
    for (const [at, { heading, text }] of sections.entries())
      store.run(sql, firstId + at, pairsOf(heading), pairsOf(text));
  });
}

/**
 * Before the sections themselves go. A table without content must be told what it has indexed: tables that delete by themselves cannot be
 * read by SQLite before 3.43, which is what Debian and Python have.
 */
export function forgetSections(store: Store, reportId: number): void {
  store.completeWrites();
  const sections = store.all<{ id: number; heading: string; text: string }>(
    'SELECT id, heading, text FROM section WHERE report_id = ?',
    reportId,
  );
  const sql = "INSERT INTO section_search (section_search, rowid, heading, text) VALUES ('delete', ?, ?, ?)";
  for (const { id, heading, text } of sections) store.run(sql, id, pairsOf(heading), pairsOf(text));
}
