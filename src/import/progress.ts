import { setImmediate as turn } from 'node:timers/promises';
import { countWaiting } from '../store/payloads.ts';
import type { Store } from '../store/store.ts';
import type { WalkedEntry } from './walk.ts';

/** How far an import is. */
export interface ImportProgress {
  readonly files: number;
  /** Files to be imported; grows while folders are still being counted. */
  readonly filesTotal: number;
  /** Bytes done, and in all. */
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Documents that wait to be read, counted up to `MOST_WAITING`. */
  readonly waiting: number;
}

/** More than this wait only for a moment: the import waits for the readers then. */
export const MOST_WAITING = 2000;
/** A person does not see more than this many steps a second; each costs a look into the database. */
const TELL_EVERY_MS = 200;

/** Knows how far an import is, and tells. */
export class Watch {
  readonly #store: Store;
  readonly #onProgress: (progress: ImportProgress) => void;
  #files = 0;
  #filesTotal = 0;
  #bytesBefore = 0;
  #bytesTotal = 0;
  #fileSize = 0;
  #bytesInFile = 0;
  #toldAt = 0;

  constructor(store: Store, onProgress: (progress: ImportProgress) => void) {
    this.#store = store;
    this.#onProgress = onProgress;
  }

  /** What there is to do; a walk over a million files must not block the signal. */
  async count(found: Iterable<WalkedEntry>, signal: AbortSignal): Promise<void> {
    let looked = 0;
    for (const one of found) {
      if (++looked % 1000 === 0) {
        this.tell();
        await turn();
      }
      if (signal.aborted) return;
      if (one.kind === 'skip') continue;
      this.#filesTotal++;
      this.#bytesTotal += one.size;
    }
  }

  /** The next file, of so many bytes. */
  begin(size: number): void {
    this.#files++;
    this.#bytesBefore += this.#fileSize;
    this.#fileSize = size;
    this.#bytesInFile = 0;
    this.tell();
  }

  read(bytesInFile: number): void {
    this.#bytesInFile = bytesInFile;
    this.tell();
  }

  /** Tells now and then until the readers are done. */
  async whileReading(done: Promise<void>): Promise<void> {
    this.#bytesInFile = this.#fileSize;
    const timer = setInterval(() => this.tell(), TELL_EVERY_MS);
    try {
      await done;
    } finally {
      clearInterval(timer);
      this.#toldAt = 0;
      this.tell();
    }
  }

  tell(): void {
    if (Date.now() - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = Date.now();
    this.#onProgress({
      files: this.#files,
      filesTotal: this.#filesTotal,
      bytes: this.#bytesBefore + this.#bytesInFile,
      bytesTotal: this.#bytesTotal,
      waiting: countWaiting(this.#store, MOST_WAITING),
    });
  }
}
