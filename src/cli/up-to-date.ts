import { olderDatabase, openStore } from '../store/store.ts';
import { bytesText } from './bytes.ts';
import type { Io } from './command.ts';
import { commonMessages } from './messages/common.ts';

/**
 * Brings the database of a data folder up to date where an older nianbao wrote it, and says so before: a large one takes minutes. For each
 * command that writes, before it reads anything there.
 * @throws StoreLockedError where another run holds the data folder.
 */
export function bringUpToDate(dataDir: string, io: Pick<Io, 'err'>): void {
  const older = olderDatabase(dataDir);
  if (older === null) return;
  io.err(`${commonMessages.upgrading(older.path, bytesText(older.bytes))}\n`);
  openStore(dataDir).close();
}
