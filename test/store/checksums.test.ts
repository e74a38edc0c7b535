import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { changedRows } from '../../src/store/checksums.ts';
import { openStore } from '../../src/store/store.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { file } from '../support/filed.ts';

/** A database as any other program opens it. */
function opened(data: string): Database.Database {
  const db = new Database(join(data, 'nianbao.sqlite'));
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  return db;
}

async function filledFolder(): Promise<string> {
  const data = dataFolder();
  const crawled = new Crawled(data);
  for (let page = 0; page < 3; page++) await crawled.add(exchange(`http://a.gov.cn/${page}`, `page ${page}`));
  file(crawled.store, { 'applications/new_received/total': 1, 'applications/granted/total': 2 });
  await crawled.close();
  return data;
}

const COLUMNS = `SELECT object.name AS "table", cols.name AS "column", cols.type,
    (SELECT group_concat('"' || name || '"') FROM pragma_table_info(object.name) WHERE pk > 0) AS keys
  FROM sqlite_schema AS object JOIN pragma_table_info(object.name) AS cols
  WHERE object.type = 'table' AND object.name NOT LIKE 'section_search%' AND object.name NOT LIKE 'division%'
    AND object.name NOT LIKE 'sqlite_stat%'`;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The primary key's columns. */
  readonly keys: string;
}

/** Another value of the same type, or one where there was none. */
const OTHER: Readonly<Record<string, (column: string) => string>> = {
  TEXT: (column) => `coalesce(${column}, '') || '一'`,
  INTEGER: (column) => `coalesce(${column}, 0) + 1000000`,
  REAL: (column) => `coalesce(${column}, 0) + 0.5`,
  BLOB: (column) => `iif(${column} IS NULL, x'01', NULL)`,
};

/** Changes a value of a table's first row. */
function changeOne(db: Database.Database, { table, column, type, keys }: Column): number {
  const other = OTHER[type]?.(`"${column}"`);
  const row = `(${keys}) = (SELECT ${keys} FROM "${table}" LIMIT 1)`;
  return db.prepare(`UPDATE "${table}" SET "${column}" = ${other} WHERE ${row}`).run().changes;
}

describe('the sums of rows', () => {
  it('notice another value in any column of any table, and a row that is lost', async () => {
    const db = opened(await filledFolder());
    const columns = db.prepare<[], Column>(COLUMNS).all();
    const filled = columns.filter(({ table }) => db.prepare(`SELECT 1 FROM "${table}"`).get() !== undefined);
    expect(new Set(filled.map(({ table }) => table)).size).toBeGreaterThan(12);
    const unnoticed = filled.filter((column) => {
      db.exec('BEGIN');
      const changes = changeOne(db, column);
      const found = changedRows(db);
      db.exec('ROLLBACK');
      return changes !== 1 || found.length === 0;
    });
    expect(unnoticed).toEqual([]);
    expect(changedRows(db)).toEqual([]);
    db.exec('DELETE FROM section');
    expect(changedRows(db)).toEqual([{ scope: 'report', bucket: 1 }]);
    db.close();
  });

  it('fit after whatever the program writes', async () => {
    const data = await filledFolder();
    const store = openStore(data);
    const fits = (sql: string) => {
      store.db.exec(sql);
      expect(changedRows(store.db), sql).toEqual([]);
    };
    fits("INSERT INTO host (name, delay_ms) VALUES ('a', 1), ('b', 2)");
    fits("INSERT OR IGNORE INTO host (name, delay_ms) VALUES ('a', 5), ('c', 2)");
    fits("INSERT OR REPLACE INTO host (name, delay_ms) VALUES ('a', 9)");
    fits("INSERT INTO host (name, delay_ms) VALUES ('a', 3) ON CONFLICT DO UPDATE SET delay_ms = 3");
    fits("INSERT INTO host (name, delay_ms) VALUES ('a', 3) ON CONFLICT DO NOTHING");
    fits("UPDATE OR REPLACE host SET name = 'b' WHERE name = 'a'");
    fits('SAVEPOINT s; UPDATE host SET delay_ms = 77; ROLLBACK TO s; RELEASE s');
    fits("DELETE FROM host WHERE name IN ('b', 'c')");
    file(store, { 'applications/new_received/total': 3 }, {}, 'another edition');
    fits('UPDATE section SET id = id + 100');
    expect(store.db.prepare('SELECT count(*) FROM host').pluck().get()).toBe(1);
    store.close();
  });

  it('do not fit any more once a damaged row was written anew', async () => {
    const data = await filledFolder();
    const db = opened(data);
    db.exec("UPDATE section SET heading = '二'");
    db.close();
    const store = openStore(data);
    store.run("UPDATE section SET heading = '一'");
    store.close();
    const after = openStore(data, { readonly: true });
    expect(changedRows(after.db)).toEqual([{ scope: 'report', bucket: 1 }]);
    expect(changedRows(after.db, { from: 1, to: 1 })).toHaveLength(1);
    expect(changedRows(after.db, { from: 2, to: 9 })).toEqual([]);
    after.close();
  });
});
