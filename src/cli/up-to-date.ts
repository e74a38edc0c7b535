import { upgradeDatabase } from '../store/store.ts';
import { bytesText } from './bytes.ts';
import type { Io } from './command.ts';
import { commonMessages } from './messages/common.ts';

/**
 * Brings the database of a data folder up to date where an older nianbao wrote it, and says so before. For each command that writes, before it
 * reads anything there.
 * @throws StoreLockedError where another run holds the data folder.
 */
export function bringUpToDate(dataDir: string, io: Pick<Io, 'err'>): void {
  upgradeDatabase(dataDir, ({ path, bytes }) => io.err(`${commonMessages.upgrading(path, bytesText(bytes))}\n`));
}
