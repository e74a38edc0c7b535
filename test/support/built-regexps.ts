import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import type { Expression } from '../../scripts/regexps.ts';

const SOURCE = resolve(import.meta.dirname, '../../src');
/**
 * Text of our own; expressions that the person who wrote the config answers for, or who searches, escaped; literals side by side or with
 * another flag; what sees some hundred characters.
 */
const OURS =
  /^sample\/|^config\/schema\.ts$|^query\/excerpt\.ts$|^cli\/messages\/told\.ts$|^extract\/first-report\.ts$|^codebook\/merge\.ts$|^extract\/report\/text\/find-labels\.ts$/;

/** Files that put expressions together at run time. */
export function building(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.ts') && !OURS.test(file) && readFileSync(join(SOURCE, file), 'utf8').includes('new RegExp('),
  );
}

/** Every expression that files of src/ put together while they are loaded and `use` runs; literals are none of them. */
export async function builtWhile(use: () => Promise<void>): Promise<Expression[]> {
  const found = new Map<string, Expression>();
  const original = globalThis.RegExp;
  const note = ({ source, flags }: RegExp, stack: string): void => {
    const [, file] = original('/src/([\\w./-]+\\.ts)').exec(stack) ?? [];
    if (file === undefined || OURS.test(file)) return;
    const one = found.get(`/${source}/${flags}`) ?? { source, flags, files: new Set<string>() };
    one.files.add(file);
    found.set(`/${source}/${flags}`, one);
  };
  globalThis.RegExp = new Proxy(original, {
    construct(target, given) {
      const made: RegExp = Reflect.construct(target, given);
      note(made, new Error('where').stack ?? '');
      return made;
    },
  });
  // Other tests of this process have loaded them: what is put together at loading is put together again.
  vi.resetModules();
  try {
    for (const file of building()) await import(join(SOURCE, file));
    await use();
  } finally {
    globalThis.RegExp = original;
  }
  return [...found.values()];
}
