import { statSync } from 'node:fs';
import { decodedName } from '../import/paths.ts';
import { walk } from '../import/walk.ts';

/** The name that stands for standard input, as in other programs. */
export const STDIN = '-';

/** A file to be read, and its path as it is printed. */
export interface InputFile {
  readonly file: string;
  readonly path: string | Buffer;
}

/** The files named, and those in the folders named, in the order of their names; what systems and saved pages leave there is passed over. */
export function* filesBelow(named: readonly string[]): Generator<InputFile> {
  for (const file of named) {
    if (isFolder(file)) yield* filesIn(file);
    else yield { file, path: file };
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Reading it tells what is wrong with it.
    return false;
  }
}

function* filesIn(folder: string): Generator<InputFile> {
  for (const found of walk([Buffer.from(folder)], { dataDir: '' })) {
    // Reading a file that was skipped tells what is wrong with it.
    if (found.kind === 'file' || found.reason === 'empty' || found.reason === 'no_access')
      yield { file: decodedName(found.path), path: found.path };
  }
}
