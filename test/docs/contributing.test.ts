import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const [, file = '', code = ''] = /```ts\n\/\/ (\S+)\n([\s\S]*?)```/.exec(text) ?? [];

it('the example of a family imports what stands there', () => {
  const imports = [...code.matchAll(/import (?:type )?\{ ([^}]*) \} from '([^']*)';/g)];
  expect(imports.length).toBeGreaterThan(1);
  for (const [, names = '', from = ''] of imports) {
    const path = join(ROOT, dirname(file), from);
    expect(existsSync(path), `${from} of ${file}`).toBe(true);
    for (const name of names.split(', '))
      expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`export (?:interface|type|function|const) ${name}\\b`));
  }
});

it.each(['CONTRIBUTING.md', 'docs/architecture.md', 'docs/extraction.md', 'docs/platforms.md'])(
  'files that %s names with their folder are there',
  (page) => {
    const named = [
      ...readFileSync(join(ROOT, page), 'utf8').matchAll(/`((?:src|test|scripts|bench|generator)\/[\w./-]+)`/g),
    ];
    const made = /foocms|forms\/2027/;
    const missing = named
      .map(([, path = '']) => path)
      .filter((path) => !made.test(path) && !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  },
);
