import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/main.ts';
import { VERSION } from '../../src/version.ts';
import { nianbao } from '../support/cli.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('nianbao', () => {
  it('says its version, which is the package’s', async () => {
    expect((await nianbao('--version')).out.trim()).toBe(VERSION);
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: VERSION });
  });

  it('may be executed, as npx does in a clone', () => {
    expect(statSync(join(root, 'bin/nianbao.js')).mode & 0o111).toBe(0o111);
  });

  it('lists every command, and explains itself without one', async () => {
    const { code, out, err } = await nianbao();
    for (const name of Object.keys(COMMANDS)) expect(out + err).toContain(`  ${name} `);
    expect(code).toBe(2);
  });

  it.each(Object.keys(COMMANDS))('%s has help with examples and stands in both READMEs', async (name) => {
    const { code, out } = await nianbao(name, '--help');
    expect(code).toBe(0);
    expect(out).toContain('Example');
    expect(out).toContain(`nianbao ${name}`);
    if (name !== 'demo' && name !== 'portals') {
      for (const file of ['README.md', 'README.zh-CN.md']) expect(read(file), file).toContain(`nianbao ${name}`);
    }
  });

  it('answers a mistyped command and a missing argument with one line and code 2', async () => {
    const mistyped = await nianbao('extrct');
    expect(mistyped.code).toBe(2);
    expect(mistyped.err).toContain('extract');
    expect((await nianbao('extract')).code).toBe(2);
  });

  it.each([
    ['http://a.gov.cn:99999/', 'port 99999 is out of range'],
    ['ftp://a.gov.cn/', 'only http:// and https://'],
    ['http://a b.gov.cn/', 'the host’s name'],
  ])('says what is wrong with an address: %s', async (address, message) => {
    const { code, err } = await nianbao('probe', address);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('says what is wrong with a port', async () => {
    const { code, err } = await nianbao('demo', '--port', '99999');
    expect([code, err]).toEqual([2, expect.stringContaining('--port takes a whole number from 0 to 65535')]);
  });

  it('does not load crawler, store or database for extract', () => {
    const loaded = importsOf('src/cli/extract.ts');
    expect([...loaded].filter((file) => /src\/(?:crawlers|store)\//.test(file))).toEqual([]);
  });
});

/** Every source file that a file loads at once: static imports that are more than types, and what those import. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, names = '', from = ''] of read(file).matchAll(
    /^(?:import|export)\s+(?!type\b)([^;]*?)from '(\.[^']+)';/gms,
  )) {
    const onlyTypes =
      names.includes('{') &&
      names
        .replace(/[{}\s]/g, ' ')
        .split(',')
        .every((name) => /^\s*(?:type\b.*)?$/.test(name));
    if (!onlyTypes) importsOf(join(dirname(file), from), seen);
  }
  return seen;
}
