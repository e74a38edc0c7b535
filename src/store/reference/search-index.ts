import type Database from 'better-sqlite3';
import { PAIRS_VERSION, pairsOf } from '../search-pairs.ts';
import type { ReferenceData } from './reference-data.ts';

export const searchIndexData: ReferenceData = { name: 'search index', source: PAIRS_VERSION, fill };

/** Indexes all sections anew: what was indexed by other pairs could be neither found nor taken out. */
function fill(db: Database.Database): void {
  db.exec("INSERT INTO section_search (section_search) VALUES ('delete-all')");
  const put = db.prepare('INSERT INTO section_search (rowid, heading, text) VALUES (?, ?, ?)');
  const sections = db.prepare<[number], { id: number; heading: string; text: string }>(
    'SELECT id, heading, text FROM section WHERE id > ? ORDER BY id LIMIT 1000',
  );
  for (let last = 0, some = sections.all(last); some.length > 0; some = sections.all(last)) {
    for (const { id, heading, text } of some) put.run(id, pairsOf(heading), pairsOf(text));
    last = some.at(-1)?.id ?? last;
  }
}
