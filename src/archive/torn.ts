import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { basename } from 'node:path';

const CHUNK_BYTES = 1024 * 1024;

/** Cuts a file at `size`, once what is cut off stands in a file of its own beside it. Returns that file's name. */
export function cutTail(path: string, size: number): string {
  const kept = freeName(`${path}.torn`);
  const descriptor = openSync(path, 'r+');
  try {
    copyFrom(descriptor, size, kept);
    ftruncateSync(descriptor, size);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return basename(kept);
}

function freeName(path: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? path : `${path}.${count}`;
    if (!existsSync(name)) return name;
  }
}

function copyFrom(source: number, from: number, path: string): void {
  const target = openSync(path, 'wx');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = from; ; ) {
      const read = readSync(source, chunk, 0, CHUNK_BYTES, at);
      if (read === 0) break;
      for (let done = 0; done < read; ) done += writeSync(target, chunk, done, read - done);
      at += read;
    }
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
}
