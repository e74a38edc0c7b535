import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';

/** How long a reader waits for a checkpoint, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Leaves the database as one file without a log beside it, so that it can be copied, sent, and read in a folder that cannot be written.
 * Does nothing while somebody reads it; the next run's end will.
 */
export function restAsOneFile(path: string): void {
  try {
    const db = new Database(path, { timeout: 0 });
    try {
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
  } catch {
    // In use, or the disk is full: a database with its log is as good.
  }
}

/** A database to be read, and what is to be done when it is closed. */
export interface OpenDatabase {
  readonly db: Database.Database;
  readonly done: () => void;
}

/** Opens a database for reading; one with a log in a folder that cannot be written is read from a copy, which the log goes into. */
export function openToRead(path: string): OpenDatabase {
  const db = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('schema_version');
    return { db, done: () => undefined };
  } catch (error) {
    db.close();
    if (!isUnwritable(error)) throw error;
    return openCopy(path);
  }
}

function isUnwritable(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(?:READONLY|CANTOPEN)/.test(error.code);
}

function openCopy(path: string): OpenDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-read-'));
  const done = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(path));
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    return { db: new Database(copy, { readonly: true }), done };
  } catch (error) {
    done();
    throw error;
  }
}
