import { join } from 'node:path';
import { messageOf } from '../message-of.ts';
import { DATABASE_FILE } from '../store/database-file.ts';
import { plainWords } from './messages/plain-words.ts';
import { shellWord } from './next.ts';

/** What is wrong with database or machine, which file it is, and the way out; any other error in its own words. */
export function inPlainWords(error: unknown, dataDir: string): string {
  const message = messageOf(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = WORDS.find(([pattern]) => pattern.test(code));
  return known === undefined ? message : known[1]({ path: join(dataDir, DATABASE_FILE), dataDir, message });
}

const NO_ROOM = /^SQLITE_FULL|^ENOSPC|^EFBIG|^EDQUOT/;

/** Whether the disk has no room left, as the system or what is behind the error tells. */
export const isWithoutRoom = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && NO_ROOM.test(String(error.code))) || isWithoutRoom(error.cause));

interface ErrorFacts {
  readonly path: string;
  readonly dataDir: string;
  readonly message: string;
}

const WORDS: readonly (readonly [RegExp, (facts: ErrorFacts) => string])[] = [
  [/^SQLITE_(?:CORRUPT|NOTADB)/, ({ path, dataDir, message }) => plainWords.corrupt(path, shellWord(dataDir), message)],
  [/^SQLITE_(?:BUSY|LOCKED)/, ({ path, message }) => plainWords.busy(path, message)],
  [NO_ROOM, ({ dataDir, message }) => plainWords.full(dataDir, message)],
  [
    /^SQLITE_(?:READONLY|CANTOPEN|PERM)|^EACCES|^EPERM|^EROFS/,
    ({ path, message }) => plainWords.notWritable(path, message),
  ],
  [/^SQLITE_IOERR/, ({ path, message }) => plainWords.diskFailed(path, message)],
  [/^EMFILE|^ENFILE/, ({ message }) => plainWords.handles(message)],
  [
    /^ERR_DLOPEN_FAILED/,
    ({ message }) =>
      message.includes('NODE_MODULE_VERSION') ? plainWords.otherNode(process.version) : plainWords.notLoaded(message),
  ],
  [/^ENOMEM/, ({ message }) => plainWords.memory(message)],
];
