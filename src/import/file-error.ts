import { messageOf } from '../message-of.ts';
import type { ImportSkip } from './reasons.ts';

/** A file cannot be imported; the others can. */
export class FileError extends Error {
  readonly reason: ImportSkip;
  constructor(reason: ImportSkip, message: string) {
    super(message);
    this.name = 'FileError';
    this.reason = reason;
  }
}

/** What `read` gives; what goes wrong in it is the file's fault. */
export async function ofFile<T>(reason: ImportSkip, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new FileError(reason, messageOf(error));
  }
}
