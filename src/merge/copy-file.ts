import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readSync, renameSync, statSync } from 'node:fs';

/** What became of a file: new here, longer than the one that was here, known, or another file of the same name. */
export type Copied = 'new' | 'longer' | 'known' | 'conflict';

/** Brings an archive file to where its beginning may stand already. What is there is only ever replaced by more of the same. */
export function copyFile(source: string, target: string): Copied {
  if (!existsSync(target)) {
    copySafely(source, target);
    return 'new';
  }
  const [theirs, ours] = [statSync(source).size, statSync(target).size];
  if (!beginAlike(source, target, Math.min(theirs, ours))) return 'conflict';
  if (theirs <= ours) return 'known';
  copySafely(source, target);
  return 'longer';
}

/** Under another name until it is on the disk: a copy that is cut short never looks like a whole one. */
function copySafely(source: string, target: string): void {
  const part = `${target}.part`;
  copyFileSync(source, part);
  const descriptor = openSync(part, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(part, target);
}

const CHUNK_BYTES = 1024 * 1024;

function beginAlike(left: string, right: string, length: number): boolean {
  const [one, other] = [openSync(left, 'r'), openSync(right, 'r')];
  try {
    const [a, b] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
    for (let at = 0; at < length; at += CHUNK_BYTES) {
      const wanted = Math.min(CHUNK_BYTES, length - at);
      readSync(one, a, 0, wanted, at);
      readSync(other, b, 0, wanted, at);
      if (!a.subarray(0, wanted).equals(b.subarray(0, wanted))) return false;
    }
    return true;
  } finally {
    closeSync(one);
    closeSync(other);
  }
}
