import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { acrossData } from './across.ts';
import { divisionData } from './divisions.ts';
import { figureKeyData } from './figure-keys.ts';
import { organRenamingData } from './organ-renamings.ts';
import type { ReferenceData } from './reference-data.ts';
import { searchIndexData } from './search-index.ts';
import { seriesData } from './series.ts';

/** In the order in which they are filled. */
export const ALL_DATA: readonly ReferenceData[] = [
  divisionData,
  organRenamingData,
  figureKeyData,
  seriesData,
  acrossData,
  searchIndexData,
];

/** Fills the tables whose data has changed since they were filled. */
export function fillReferenceData(db: Database.Database): void {
  const note = db.prepare(
    'INSERT INTO reference_data (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version',
  );
  for (const data of ALL_DATA) {
    if (isFilled(db, data)) continue;
    db.transaction(() => {
      data.fill(db);
      note.run(data.name, versionOf(data));
    }).immediate();
  }
}

/** Whether the tables hold this version's data, and not that of a program before or after it. */
export function isFilled(db: Database.Database, data: ReferenceData): boolean {
  const version = db.prepare('SELECT version FROM reference_data WHERE name = ?').pluck().get(data.name);
  return version === versionOf(data);
}

const versionOf = ({ source }: ReferenceData): string => createHash('sha256').update(source).digest('hex').slice(0, 16);
