/** One process of a library's measurement: warms up, says so, and at the word reads its files once. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { loadBuffer } from 'cheerio';
import mammoth from 'mammoth';
import { readAll, warmUp } from './pace.ts';

export type LibraryName = 'cheerio' | 'mammoth';

export interface LibraryPace {
  readonly documents: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const READERS: Record<LibraryName, (path: string) => Promise<unknown>> = {
  cheerio: async (path) => loadBuffer(await readFile(path)).root(),
  mammoth: (path) => mammoth.convertToHtml({ path }),
};

const [name, ...files] = process.argv.slice(2);
const read = READERS[name === 'mammoth' ? 'mammoth' : 'cheerio'];
await warmUp(files, 1, read);
process.send?.('warm');
await once(process, 'message');
const before = process.cpuUsage();
const seconds = await readAll(files, 1, read);
const { user, system } = process.cpuUsage(before);
process.send?.({ documents: files.length, seconds, cpuSeconds: (user + system) / 1e6 } satisfies LibraryPace);
