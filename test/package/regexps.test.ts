import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { expressions, SHORT_TEXTS, slowText } from '../../scripts/regexps.ts';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/regexps.ts');

it('no expression takes longer than in proportion to its text, but for those that see short texts only', () => {
  // In a process of its own: with what a worker of the tests holds, collecting thousands of long texts takes longer than matching them.
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', SCRIPT], { encoding: 'utf8' });
  expect([stdout, stderr, status]).toEqual(['', '', 0]);
});

it('every exception is in a file that is there', () => {
  const files = new Set(expressions().flatMap((expression) => [...expression.files]));
  expect(Object.keys(SHORT_TEXTS).filter((file) => !files.has(file))).toEqual([]);
});

it.each(['(a+)+$', '\\s+$', '[\\w.:/-]*\\/module\\/'])('finds what explodes: %s', (source) => {
  expect(slowText({ source, flags: '', files: new Set() })).not.toBeNull();
});
