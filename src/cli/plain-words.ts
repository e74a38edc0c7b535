import { join } from 'node:path';
import { DATABASE_FILE } from '../store/database-file.ts';

/** What is wrong with database or machine, which file it is, and the way out; any other error in its own words. */
export function inPlainWords(error: unknown, dataDir: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = WORDS.find(([pattern]) => pattern.test(code));
  return known === undefined ? message : known[1]({ path: join(dataDir, DATABASE_FILE), dataDir, message });
}

interface ErrorFacts {
  readonly path: string;
  readonly dataDir: string;
  readonly message: string;
}

const WORDS: readonly (readonly [RegExp, (facts: ErrorFacts) => string])[] = [
  [
    /^SQLITE_(?:CORRUPT|NOTADB)/,
    ({ path, dataDir, message }) =>
      `${path} is damaged (${message}). Move it away and run \`nianbao rebuild --data ${dataDir}\`: the archive still holds everything`,
  ],
  [
    /^SQLITE_(?:BUSY|LOCKED)/,
    ({ path, message }) =>
      `${path} is held by another program (${message}): close the one that has it open for writing, and run the same command again`,
  ],
  [
    /^SQLITE_FULL|^ENOSPC|^EFBIG|^EDQUOT/,
    ({ dataDir, message }) => `no space left in ${dataDir} (${message}). Free some, and run the same command again`,
  ],
  [
    /^SQLITE_(?:READONLY|CANTOPEN|PERM)|^EACCES|^EPERM|^EROFS/,
    ({ path, message }) => `${path} cannot be written or opened (${message}). Check the folder and its permissions`,
  ],
  [
    /^SQLITE_IOERR/,
    ({ path, message }) => `the disk failed on ${path} (${message}). Check the disk, then run \`nianbao verify\``,
  ],
  [
    /^EMFILE|^ENFILE/,
    ({ message }) =>
      `no file handles are left (${message}). Raise the limit (ulimit -n 1024), and run the same command again`,
  ],
  [
    /^ERR_DLOPEN_FAILED/,
    ({ message }) =>
      message.includes('NODE_MODULE_VERSION')
        ? `better-sqlite3 was installed for another version of Node than this one (${process.version}). Run \`npm rebuild better-sqlite3\` (in a clone, \`npm start\` does it), or use the Node it was installed with`
        : `better-sqlite3 cannot be loaded (${message})`,
  ],
  [/^ENOMEM/, ({ message }) => `no memory is left (${message}). Free some, and run the same command again`],
];
