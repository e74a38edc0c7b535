import type Database from 'better-sqlite3';
import { allDivisions, DIVISIONS_TEXT, divisionNames } from '../../organs/index.ts';
import type { ReferenceData } from './reference-data.ts';

export const divisionData: ReferenceData = { name: 'divisions', source: DIVISIONS_TEXT, fill };

function fill(db: Database.Database): void {
  // Divisions refer to each other, in both directions.
  db.pragma('defer_foreign_keys = ON');
  const put = db.prepare(
    `INSERT INTO division (code, name, level, parent_code, province, city, valid_from, valid_to, successor_code)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level,
       parent_code = excluded.parent_code, province = excluded.province, city = excluded.city, valid_from = excluded.valid_from,
       valid_to = excluded.valid_to, successor_code = excluded.successor_code`,
  );
  for (const { code, name, level, parent, province, city, from, to, successor } of allDivisions()) {
    put.run(code, name, level, parent, province, city, from, to, successor);
  }
  db.exec('DELETE FROM division_name');
  const putName = db.prepare('INSERT INTO division_name (code, name, valid_from, valid_to) VALUES (?, ?, ?, ?)');
  for (const { code, name, from, to } of divisionNames()) putName.run(code, name, from, to);
}
