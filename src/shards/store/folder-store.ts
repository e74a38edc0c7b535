import { randomBytes } from 'node:crypto';
import { copyFile as copy, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type ObjectStore, objectGone } from './object-store.ts';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A folder that all machines see, as an object store: written under another name first, so that nobody reads half a file. */
export class FolderStore implements ObjectStore {
  readonly address: string;

  constructor(folder: string) {
    this.address = resolve(folder);
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    return this.#write(key, async (part) => {
      const file = await open(part, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    });
  }

  putFile(key: string, path: string): Promise<void> {
    return this.#write(key, async (part) => {
      await copy(path, part);
      const file = await open(part, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    });
  }

  async get(key: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#path(key));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async getRange(key: string, offset: number, length: number): Promise<Uint8Array> {
    const file = await open(this.#path(key), 'r').catch((error: unknown) => this.#gone(key, error));
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead < length) throw objectGone(this.address, `${key} (${offset}+${length})`);
      return buffer;
    } finally {
      await file.close();
    }
  }

  async getFile(key: string, path: string): Promise<void> {
    await copy(this.#path(key), path).catch((error: unknown) => this.#gone(key, error));
  }

  async list(prefix: string): Promise<string[]> {
    const folder = prefix.includes('/') ? dirname(`${prefix}x`) : '';
    const names = await readdir(join(this.address, folder), { recursive: true, withFileTypes: true }).catch(
      (error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      },
    );
    return names
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(this.address.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((key) => key.startsWith(prefix))
      .sort();
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  close(): void {
    // Nothing is held open.
  }

  #path(key: string): string {
    return join(this.address, key);
  }

  #gone(key: string, error: unknown): never {
    if (isMissing(error)) throw objectGone(this.address, key);
    throw error;
  }

  async #write(key: string, write: (part: string) => Promise<void>): Promise<void> {
    const path = this.#path(key);
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.${randomBytes(4).toString('hex')}.part`;
    try {
      await write(part);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }
}
