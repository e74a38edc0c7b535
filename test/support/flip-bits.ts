import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { walkMembers } from '../../src/archive/members.ts';
import type { Random } from '../../src/sample/random.ts';
import { DATABASE_FILE } from '../../src/store/database-file.ts';
import { verify } from '../../src/verify/verify.ts';

export interface FlippedBits {
  readonly noticed: number;
  /** Nothing reads it: free space of a page, the hour in a gzip header. */
  readonly unused: number;
  /** As `byte.bit`. */
  readonly unnoticed: readonly string[];
}

/** Flips bits of a file one after the other, each alone, anywhere; asks `verify` each time. The file is as before in the end. */
export function flipBits(dataDir: string, file: string, count: number, random: Random): FlippedBits {
  const path = join(dataDir, file);
  const before = everythingIn(path);
  const found = { noticed: 0, unused: 0, unnoticed: [] as string[] };
  for (let index = 0; index < count; index++) {
    const [at, bit] = [random.int(0, statSync(path).size - 1), random.int(0, 7)];
    flipBit(path, at, bit);
    if (isNoticed(dataDir)) found.noticed++;
    else if (everythingIn(path) === before) found.unused++;
    else found.unnoticed.push(`${at}.${bit}`);
    flipBit(path, at, bit);
  }
  return found;
}

function flipBit(path: string, at: number, bit: number): void {
  const byte = Buffer.alloc(1);
  const descriptor = openSync(path, 'r+');
  readSync(descriptor, byte, 0, 1, at);
  writeSync(descriptor, Buffer.from([(byte[0] ?? 0) ^ (1 << bit)]), 0, 1, at);
  closeSync(descriptor);
}

function isNoticed(dataDir: string): boolean {
  try {
    return verify({ dataDir, sample: null, database: true }).findings.length > 0;
  } catch {
    // It cannot be opened, and every command says so.
    return true;
  }
}

/** All that a reader can get out of it: each row of each table, those of the search index too, and the schema; or each record. */
function everythingIn(path: string): string {
  return path.endsWith(DATABASE_FILE) ? rowsIn(path) : membersIn(path);
}

function rowsIn(path: string): string {
  const db = new Database(path, { readonly: true });
  try {
    const schema = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all();
    // Of what SQLite reckons with, nothing reaches a reader.
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite_stat%'",
      )
      .pluck();
    const rows = tables.all().map((name) => db.prepare(`SELECT * FROM "${name}"`).raw().all());
    return JSON.stringify([schema, rows]);
  } catch (error) {
    return String(error);
  } finally {
    db.close();
  }
}

function membersIn(path: string): string {
  const members: string[] = [];
  const { gaps, tail } = walkMembers(path, 0, ({ content }) => members.push(content.toString('latin1')));
  return JSON.stringify([members, gaps, tail]);
}
