import { statSync } from 'node:fs';
import { printable } from '../import/paths.ts';
import { walk } from '../import/walk.ts';

/** The name that stands for standard input, as in other programs. */
export const STDIN = '-';

/** A file to be read, and its path as it is printed. */
export interface Input {
  readonly file: string;
  readonly path: string | Buffer;
}

/** The files named, and those in the folders named, in the order of their names; what systems and saved pages leave there is passed over. */
export function* filesBelow(named: readonly string[]): Generator<Input> {
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

function* filesIn(folder: string): Generator<Input> {
  for (const found of walk([Buffer.from(folder)], { dataDir: '' })) {
    // Reading a file that was skipped tells what is wrong with it.
    if (found.kind === 'file' || found.reason === 'empty' || found.reason === 'no_access')
      yield { file: printable(found.path), path: found.path };
  }
}
