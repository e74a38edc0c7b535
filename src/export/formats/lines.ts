import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** As much text as is handed to the disk at once. */
const CHUNK = 1 << 20;

/** Writes lines into a file, and waits for the disk where it is slower. Returns how many there were. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<number> {
  const file = createWriteStream(path);
  const done = finished(file);
  // What goes wrong is told by `done`.
  done.catch(() => undefined);
  let count = 0;
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    count++;
    if (chunk.length < CHUNK) continue;
    if (!file.write(chunk)) await Promise.race([once(file, 'drain'), done]);
    chunk = '';
  }
  file.end(chunk);
  await done;
  return count;
}
