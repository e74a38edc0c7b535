import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const OPTIONAL = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies);

/** Node as it is where none of the optional packages is installed. */
function without(...words: string[]): { status: number | null; stderr: string } {
  const hooks = `export async function resolve(name, context, next) {
    if (${JSON.stringify(OPTIONAL)}.includes(name)) throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  }`;
  const url = `data:text/javascript,${encodeURIComponent(hooks)}`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(url)});`;
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(register)}`];
  return spawnSync(process.execPath, [...flags, join(root, 'bin/nianbao.js'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, NIANBAO_LANG: 'en' },
  });
}

it('one machine needs none of the packages that several need; who needs one is told which to install', () => {
  for (const command of ['crawl', 'merge', 'status', 'serve', 'worker'])
    expect(without(command, '--help'), command).toMatchObject({ status: 0, stderr: '' });
  const { status, stderr } = without('shards', 'status', '--postgres', 'postgres://db/n');
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^nianbao: pg is not installed.*`npm install pg`.*\n$/)]);
});

it('they are loaded in one file, when they are asked for', () => {
  const imports = new RegExp(`^import (?!type ).*'(?:${OPTIONAL.join('|')})'`, 'm');
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const loading = files.filter((name) => {
    const text = readFileSync(join(root, 'src', name), 'utf8');
    return imports.test(text) || OPTIONAL.some((pkg) => text.includes(`import('${pkg}')`));
  });
  expect(loading).toEqual([join('shards', 'packages.ts')]);
});
