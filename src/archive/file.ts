import { closeSync, existsSync, fdatasync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../message-of.ts';

/** The disk refused a write: says which file and why. Nothing of the refused record is left behind. */
export class ArchiveError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArchiveError';
  }
}

/** One archive file open for appending. */
export class WarcFile {
  /** Relative to the data folder, with forward slashes. */
  readonly name: string;
  readonly #path: string;
  readonly #descriptor: number;
  #size = 0;
  #syncing: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  private constructor(dataDir: string, name: string, flags: 'ax' | 'a') {
    this.name = name;
    this.#path = join(dataDir, name);
    this.#descriptor = openSync(this.#path, flags);
    this.#size = fstatSync(this.#descriptor).size;
  }

  /** @throws where the file exists already or the folder cannot be written. */
  static create(dataDir: string, name: string): WarcFile {
    const file = new WarcFile(dataDir, name, 'ax');
    syncFolder(dirname(file.#path));
    return file;
  }

  /** Goes on with a file, where it is as the index knows it. */
  static reopen(dataDir: string, known: { readonly file: string; readonly size: number }): WarcFile | null {
    if (!existsSync(join(dataDir, known.file))) return null;
    const file = new WarcFile(dataDir, known.file, 'a');
    if (file.size === known.size) return file;
    closeSync(file.#descriptor);
    return null;
  }

  get size(): number {
    return this.#size;
  }

  /** Appends the members and returns the offset of the first. All or nothing. */
  append(members: readonly Buffer[]): number {
    const start = this.#size;
    try {
      const bytes = Buffer.concat(members);
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done);
      this.#size += bytes.length;
      return start;
    } catch (error) {
      ftruncateSync(this.#descriptor, start);
      const reason = messageOf(error);
      throw new ArchiveError(
        `cannot write ${this.#path}: ${reason}. Free some space there and run the same command again.`,
        {
          cause: error,
        },
      );
    }
  }

  /** Resolves once all that was appended before the call is on the disk. Calls that wait at the same time share one sync. */
  synced(): Promise<void> {
    if (this.#syncing === null) {
      this.#syncing = this.#sync().finally(() => {
        this.#syncing = null;
      });
      return this.#syncing;
    }
    // The running sync may have begun before this caller's bytes were there: the next one covers them.
    this.#next ??= this.#syncing
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.synced();
      });
    return this.#next;
  }

  close(): void {
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
  }

  closeWhenSynced(): void {
    const close = () => this.close();
    this.synced().then(close, close);
  }

  #sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      fdatasync(this.#descriptor, (error) => {
        if (error === null) resolve();
        else reject(new ArchiveError(`cannot sync ${this.#path}: ${error.message}`, { cause: error }));
      });
    });
  }
}

/** A new file's name is safe only once its folder is synced; not every system lets a folder be opened. */
function syncFolder(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // Windows: the name is journalled by the file system.
  }
}
