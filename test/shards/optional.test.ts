import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const OPTIONAL = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies);

/** Runs commands one after the other in a Node as it is where none of the optional packages is installed. */
function without(...commands: readonly (readonly string[])[]): { status: number | null; stderr: string }[] {
  const hooks = `export async function resolve(name, context, next) {
    if (${JSON.stringify(OPTIONAL)}.includes(name)) throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  }`;
  const script = `
    import { register } from 'node:module';
    register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(hooks))});
    const { main } = await import(${JSON.stringify(pathToFileURL(join(root, 'dist/cli/main.js')).href)});
    const ends = [];
    for (const words of ${JSON.stringify(commands)}) {
      let stderr = '';
      const err = (text) => { stderr += text; };
      const io = { out: () => undefined, err, terminal: false, columns: 100, signal: new AbortController().signal };
      ends.push({ status: await main(words, io), stderr });
    }
    console.log(JSON.stringify(ends));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, NIANBAO_LANG: 'en' },
  });
  return JSON.parse(stdout);
}

it('one machine needs none of the packages that several need; who needs one is told which to install', () => {
  const commands = ['crawl', 'merge', 'status', 'serve', 'worker'];
  const shards = ['shards', 'status', '--postgres', 'postgres://db/n'];
  const ends = without(...commands.map((command) => [command, '--help']), shards);
  for (const [index, command] of commands.entries()) expect(ends[index], command).toEqual({ status: 0, stderr: '' });
  const { status, stderr } = ends.at(-1) ?? {};
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
