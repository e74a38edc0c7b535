import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Longer than another process takes to look whether the folder is held, in milliseconds. */
const LOOK_MS = 300;

/**
 * Holds `nianbao.lock` in the data folder until the process ends, however it ends: the lock is the operating system's own file lock,
 * taken by SQLite, so a killed process leaves none behind. Null where another process has it.
 */
export function lockDataFolder(dataDir: string): (() => void) | null {
  const lock = new Database(join(dataDir, 'nianbao.lock'), { timeout: LOOK_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return () => {
      lock.close();
    };
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

/** Whether a process holds the data folder at this moment; looking takes nothing from one that is about to. */
export function isDataFolderHeld(dataDir: string): boolean {
  const path = join(dataDir, 'nianbao.lock');
  if (!existsSync(path)) return false;
  const lock = new Database(path, { timeout: 0, readonly: true });
  try {
    lock.prepare('SELECT count(*) FROM sqlite_master').get();
    return false;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    lock.close();
  }
}
