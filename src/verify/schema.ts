import Database from 'better-sqlite3';
import { MIGRATIONS } from '../store/migrations/index.ts';
import type { Store } from '../store/store.ts';

interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly definition: string;
}

// What SQLite reckons with (ANALYZE) is no data, and anybody may have it made anew.
const OBJECTS =
  "SELECT type, name, type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') AS definition FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'";

/** Tables, indexes and views that the database does not have as this program makes them; what somebody has added is theirs. */
export function changedSchema(store: Store): string[] {
  const fresh = new Database(':memory:');
  try {
    for (const step of MIGRATIONS) fresh.exec(step);
    const stored = new Set(store.all<SchemaObject>(OBJECTS).map(({ definition }) => definition));
    const expected = fresh.prepare<[], SchemaObject>(OBJECTS).all();
    return expected.flatMap(({ type, name, definition }) =>
      stored.has(definition) ? [] : [`the definition of the ${type} ${name} is another`],
    );
  } finally {
    fresh.close();
  }
}
