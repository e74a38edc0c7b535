import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { divisionData } from './divisions.ts';
import { figureKeyData } from './figure-keys.ts';
import { organRenamingData } from './organ-renamings.ts';
import type { ReferenceData } from './reference-data.ts';
import { searchIndexData } from './search-index.ts';
import { seriesData } from './series.ts';

const ALL: readonly ReferenceData[] = [divisionData, organRenamingData, figureKeyData, seriesData, searchIndexData];

/** Fills the tables whose data has changed since they were filled. */
export function fillReferenceData(db: Database.Database): void {
  const known = db.prepare('SELECT version FROM reference_data WHERE name = ?').pluck();
  const note = db.prepare(
    'INSERT INTO reference_data (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version',
  );
  for (const { name, source, fill } of ALL) {
    const version = createHash('sha256').update(source).digest('hex').slice(0, 16);
    if (known.get(name) === version) continue;
    db.transaction(() => {
      fill(db);
      note.run(name, version);
    }).immediate();
  }
}
