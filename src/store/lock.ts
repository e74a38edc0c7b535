import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Holds `nianbao.lock` in the data folder until the process ends, however it ends: the lock is the operating system's own file lock,
 * taken by SQLite, so a killed process leaves none behind. Null where another process has it.
 */
export function lockDataFolder(dataDir: string): (() => void) | null {
  const lock = new Database(join(dataDir, 'nianbao.lock'), { timeout: 0 });
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
