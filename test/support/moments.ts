import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Store } from '../../src/store/store.ts';

/** What changes files, other than SQLite. */
const WRITERS = [
  'writeSync',
  'writeFileSync',
  'openSync',
  'closeSync',
  'fsyncSync',
  'fdatasync',
  'ftruncateSync',
  'renameSync',
  'rmSync',
  'copyFileSync',
  'mkdirSync',
] as const;

/**
 * Runs `work` and calls `at` at every moment at which a kill would leave something else on the disk: after each call that changes a file, and
 * after each transaction. While `at` runs nothing else does, so what it copies is what a process that is killed then leaves behind.
 */
export async function atEachMoment<T>(at: (moment: number) => void, work: () => Promise<T>): Promise<T> {
  let moment = 0;
  let isInside = false;
  const pass = (): void => {
    if (isInside) return;
    isInside = true;
    try {
      at(moment++);
    } finally {
      isInside = false;
    }
  };
  const restore = [
    ...WRITERS.map((name) => afterCalls(fs, name, pass)),
    afterCalls(Store.prototype, 'transaction', pass),
  ];
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  }
}

/** Replaces a function of an object by one that calls `then` after it. */
function afterCalls(holder: object, name: string, then: () => void): () => void {
  const original: unknown = Reflect.get(holder, name);
  if (typeof original !== 'function') throw new TypeError(name);
  const replaced = function (this: unknown, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(original, this, args);
    then();
    return result;
  };
  Reflect.set(holder, name, replaced);
  return () => void Reflect.set(holder, name, original);
}
