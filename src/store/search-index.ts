import { pairsOf } from './search-pairs.ts';
import type { Store } from './store.ts';

export function indexSection(store: Store, sectionId: number, heading: string, text: string): void {
  const sql = 'INSERT INTO section_search (rowid, heading, text) VALUES (?, ?, ?)';
  store.run(sql, sectionId, pairsOf(heading), pairsOf(text));
}

/**
 * Before the sections themselves go. A table without content must be told what it has indexed: tables that delete by themselves cannot be
 * read by SQLite before 3.43, which is what Debian and Python have.
 */
export function forgetSections(store: Store, reportId: number): void {
  const sections = store.all<{ id: number; heading: string; text: string }>(
    'SELECT id, heading, text FROM section WHERE report_id = ?',
    reportId,
  );
  const sql = "INSERT INTO section_search (section_search, rowid, heading, text) VALUES ('delete', ?, ?, ?)";
  for (const { id, heading, text } of sections) store.run(sql, id, pairsOf(heading), pairsOf(text));
}
