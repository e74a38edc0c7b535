import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE, openStore, type Store } from '../store/store.ts';

/** The database, opened for reading; opened anew where another file has taken its place (`rebuild`, a copy put there). */
export class Reading {
  readonly #dataDir: string;
  #store: Store;
  #inode: number;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#store = openStore(dataDir, { readonly: true });
    this.#inode = this.#present();
  }

  store(): Store {
    const inode = this.#present();
    if (inode !== this.#inode) {
      const store = openStore(this.#dataDir, { readonly: true });
      this.#store.close();
      this.#store = store;
      this.#inode = inode;
    }
    return this.#store;
  }

  close(): void {
    this.#store.close();
  }

  #present(): number {
    return statSync(join(this.#dataDir, DATABASE_FILE), { throwIfNoEntry: false })?.ino ?? 0;
  }
}
