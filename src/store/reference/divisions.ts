import type Database from 'better-sqlite3';
import { allDivisions, DIVISIONS_TEXT, divisionNames } from '../../organs/index.ts';
import type { ReferenceData } from './reference-data.ts';

export const divisionData: ReferenceData = { name: 'divisions', source: DIVISIONS_TEXT, fill };

function fill(db: Database.Database): void {
  // Divisions refer to each other, in both directions.
  db.pragma('defer_foreign_keys = ON');
  const put = db.prepare(
    `INSERT INTO division (code, name, level, parent_code, province, city, valid_from, valid_to, successor_code)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level,
       parent_code = excluded.parent_code, province = excluded.province, city = excluded.city, valid_from = excluded.valid_from,
       valid_to = excluded.valid_to, successor_code = excluded.successor_code`,
  );
  const all = allDivisions();
  for (const { code, name, level, parent, province, city, from, to } of all) {
    put.run(code, name, level, parent, province, city, from, to);
  }
  // Once all are there: while one refers to a division that is not, SQLite goes through the table with each row to look for it.
  const follow = db.prepare('UPDATE division SET successor_code = ? WHERE code = ?');
  for (const { code, successor } of all) if (successor !== null) follow.run(successor, code);
  db.exec('DELETE FROM division_name');
  const putName = db.prepare('INSERT INTO division_name (code, name, valid_from, valid_to) VALUES (?, ?, ?, ?)');
  for (const { code, name, from, to } of divisionNames()) putName.run(code, name, from, to);
}
