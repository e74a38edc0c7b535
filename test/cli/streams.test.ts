import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { inPlainWords } from '../../src/cli/plain-words.ts';

const program = resolve(import.meta.dirname, '../../bin/nianbao.js');

/** Runs the program in a shell, with what follows it on the line; its own exit code is told, not that of what it feeds. */
function shell(line: string): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)('bash', [
    '-c',
    `"$0" "$1" ${line}; echo "code \${PIPESTATUS[0]}"`,
    process.execPath,
    program,
  ]);
}

it.skipIf(!existsSync('/dev/full'))('a full disk under its output is a sentence and code 1', async () => {
  const { stdout, stderr } = await shell('portals > /dev/full');
  expect(stderr).toBe('nianbao: the output cannot be written: ENOSPC: no space left on device, write\n');
  expect(stdout).toBe('code 1\n');
});

it('a reader that goes away is no error', async () => {
  const { stdout, stderr } = await shell('portals --json | head -c 10 > /dev/null');
  expect([stdout, stderr]).toEqual(['code 0\n', '']);
});

it('says that the database was installed for another Node, and the way out', () => {
  const message =
    'was compiled against a different Node.js version using\nNODE_MODULE_VERSION 115. This version requires 127.';
  const said = inPlainWords(Object.assign(new Error(message), { code: 'ERR_DLOPEN_FAILED' }), 'data');
  expect(said).toContain(`another version of Node than this one (${process.version})`);
  expect(said).toContain('npm rebuild better-sqlite3');
  expect(said).not.toContain('\n');
});
