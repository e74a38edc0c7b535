import type Database from 'better-sqlite3';
import { PAIRS_VERSION, pairsOf } from '../search-pairs.ts';
import type { ReferenceData } from './reference-data.ts';

export const searchIndexData: ReferenceData = { name: 'search index', source: PAIRS_VERSION, fill };

/** Indexes all sections anew: what was indexed by other pairs could be neither found nor taken out. */
function fill(db: Database.Database): void {
  db.exec("INSERT INTO section_search (section_search) VALUES ('delete-all')");
  for (const some of storedSections(db)) indexSections(db, some);
}

export interface StoredSection {
  readonly id: number;
  readonly heading: string;
  readonly text: string;
}

/** All sections, a thousand at a time. */
export function* storedSections(db: Database.Database): Generator<readonly StoredSection[]> {
  const sections = db.prepare<[number], StoredSection>(
    'SELECT id, heading, text FROM section WHERE id > ? ORDER BY id LIMIT 1000',
  );
  for (let last = 0, some = sections.all(last); some.length > 0; some = sections.all(last)) {
    yield some;
    last = some.at(-1)?.id ?? last;
  }
}

export function indexSections(db: Database.Database, sections: readonly StoredSection[]): void {
  const put = db.prepare('INSERT INTO section_search (rowid, heading, text) VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const { id, heading, text } of sections) put.run(id, pairsOf(heading), pairsOf(text));
  })();
}
