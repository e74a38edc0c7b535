import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { UNREADABLE } from '../../src/extract/document.ts';
import { nianbao } from '../support/cli.ts';

const root = resolve(import.meta.dirname, '../..');
const fixture = (name: string): string => join(root, 'test/fixtures/office', name);

/** `nianbao extract` as a process of its own, with bytes at its standard input. */
function piped(bytes: Uint8Array): Promise<{ code: number | string | null | undefined; out: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [join(root, 'bin/nianbao.js'), 'extract', '-'], (error, out) =>
      done({ code: error === null ? 0 : error.code, out }),
    );
    child.stdin?.end(bytes);
  });
}

it.each(['plain-2021.docx', 'plain-2021.doc'])('reads standard input where the file is called -: %s', async (name) => {
  const { code, out } = await piped(readFileSync(fixture(name)));
  const named = JSON.parse((await nianbao('extract', fixture(name))).out);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ ...named, file: '-' });
});

it('an empty standard input is an empty file', async () => {
  const { code, out } = await piped(new Uint8Array());
  expect([code, JSON.parse(out)]).toMatchObject([1, { file: '-', error: { code: 'empty' } }]);
});

it.each([
  ['no-such-file.pdf', 'not_found'],
  [join(fixture('plain-2021.doc'), 'inside'), 'not_found'],
  [`${'x'.repeat(300)}.pdf`, 'no_access'],
])('a path that cannot be read has a code of the closed list: %s', async (path, code) => {
  const result = await nianbao('extract', path);
  expect(result.code).toBe(1);
  expect(JSON.parse(result.out)).toMatchObject({ file: path, error: { code } });
  expect(UNREADABLE).toHaveProperty(code);
});
