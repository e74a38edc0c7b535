import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Discovery } from '../../store/discoveries.ts';

/** Writes the channels that a person should look at; null where there are none. */
export function writeReview(dataDir: string, all: readonly Discovery[]): string | null {
  const likely = all.filter(({ state }) => state === 'likely');
  if (likely.length === 0) return null;
  const file = path.join(dataDir, 'discover-review.csv');
  mkdirSync(dataDir, { recursive: true });
  const columns = ['code', 'level', 'name', 'homepage', 'channelUrl', 'platform', 'because'];
  writeFileSync(file, stringify(likely, { header: true, columns, bom: true, escape_formulas: true }));
  return file;
}
