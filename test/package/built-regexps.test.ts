import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = resolve(import.meta.dirname, '../support/built-regexps.ts');

it('no expression that is put together at run time takes longer than in proportion to its text', () => {
  // In a process of its own: nothing is loaded there yet, and collecting thousands of long texts is cheap beside an empty heap.
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', SCRIPT], { encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
  expect(JSON.parse(stdout)).toEqual({ notMet: [], slow: [] });
});
