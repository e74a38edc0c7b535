import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DOCUMENT, dependencyTable, PURPOSES } from '../../scripts/dependency-docs.ts';

const { dependencies, optionalDependencies } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

it('says of every dependency what it is for, and of nothing else', () => {
  expect(Object.keys(PURPOSES).sort()).toEqual(Object.keys({ ...dependencies, ...optionalDependencies }).sort());
});

it('docs/architecture.md has them all (else: npx tsx scripts/dependency-docs.ts)', () => {
  // Sizes differ between systems and versions; names and purposes do not.
  const words = (text: string): string[] =>
    [...text.matchAll(/^\| (`[^`]+` \| [^|]+) \|/gm)].map(([, row = '']) => row);
  const part = /<!-- dependencies:[\s\S]*<!-- end -->/.exec(readFileSync(DOCUMENT, 'utf8'))?.[0] ?? '';
  expect(words(part)).toEqual(words(dependencyTable()));
});
