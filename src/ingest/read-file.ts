import { readFileSync } from 'node:fs';
import { readFile as readLater } from 'node:fs/promises';
import { UnreadableError } from '../extract/document.ts';
import { messageOf } from '../message-of.ts';
import { isShortage } from './shortage.ts';

/** The file's bytes. What the system says against it is told by a code of the closed list, in words. */
export async function readFile(path: string | Buffer | URL): Promise<Uint8Array> {
  return readLater(path).catch((error: unknown) => {
    throw refusal(error);
  });
}

/** The same at once, for workers. */
export function readFileNow(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const denied = code === 'EACCES' || code === 'EPERM';
  if (!denied && isShortage(error)) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new UnreadableError('not_found', 'no such file');
  if (code === 'EISDIR') return new UnreadableError('no_access', 'a folder, not a file');
  if (code === 'ERR_FS_FILE_TOO_LARGE')
    return new UnreadableError('too_large', 'larger than any report: 2 GB and more');
  return new UnreadableError('no_access', messageOf(error));
}
