import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MIGRATIONS, UNRELEASED_SCHEMAS } from '../../src/store/migrations/index.ts';

/** Makes a closed data folder's database one of the first schema, as far as later steps change it: the definition of `cell`. */
export function makeOlder(dataDir: string): void {
  const db = new Database(join(dataDir, 'nianbao.sqlite'));
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  const first = new Database(':memory:').exec(MIGRATIONS[0] ?? '');
  const definition = first.prepare("SELECT sql FROM sqlite_schema WHERE name = 'cell'").pluck().get();
  db.prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'cell'").run(definition);
  db.pragma('writable_schema = RESET');
  db.pragma(`user_version = ${UNRELEASED_SCHEMAS + 1}`);
  db.close();
}
