import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Damages a file as a bad disk does: one byte is another. */
export function flipByte(path: string, at: number): void {
  const place = Math.floor(at);
  const byte = Buffer.alloc(1);
  const descriptor = openSync(path, 'r+');
  readSync(descriptor, byte, 0, 1, place);
  writeSync(descriptor, Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, place);
  closeSync(descriptor);
}
