import { ManyRows } from './many-rows.ts';
import { pairsOf } from './search-pairs.ts';
import type { Store } from './store.ts';

const SEARCHED = new ManyRows('section_search', ['rowid', 'heading', 'text']);

/** Sections whose ids follow one another. */
export function indexSections(
  store: Store,
  firstId: number,
  sections: readonly { readonly heading: string; readonly text: string }[],
): void {
  SEARCHED.insert(
    store,
    sections.flatMap(({ heading, text }, at) => [firstId + at, pairsOf(heading), pairsOf(text)]),
  );
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
