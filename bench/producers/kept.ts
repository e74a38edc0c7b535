import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { SampleReport, SampleTruth } from '../../generator/index.ts';

/** A file that a producer made, and what it says. */
export interface Made {
  readonly path: string;
  readonly truth: SampleTruth;
}

const TRUTH = '.truth.json';
const truthPath = (path: string): string => path.slice(0, -extname(path).length) + TRUTH;

/** Copies the files to FOLDER/PRODUCER/NAME.ext, each with NAME.truth.json beside it. */
export function keep(made: readonly Made[], folder: string, producer: string): void {
  const target = join(folder, producer);
  mkdirSync(target, { recursive: true });
  for (const { path, truth } of made) {
    const copy = join(target, basename(path));
    copyFileSync(path, copy);
    writeFileSync(truthPath(copy), `${JSON.stringify(truth)}\n`);
  }
}

/** What `keep` left of this producer; none where it left nothing. */
export function kept(folder: string, producer: string): Made[] {
  const source = join(folder, producer);
  if (!existsSync(source)) return [];
  const files = readdirSync(source).filter((name) => !name.endsWith(TRUTH));
  return files.sort().map((name) => {
    const path = join(source, name);
    return { path, truth: JSON.parse(readFileSync(truthPath(path), 'utf8')) as SampleTruth };
  });
}

export const madeOf = (reports: readonly SampleReport[], paths: readonly string[]): Made[] =>
  reports.map(({ seed, truth }, index) => {
    const path = paths[index];
    if (path === undefined || !existsSync(path)) throw new Error(`no file was made of report ${seed}`);
    return { path, truth };
  });
