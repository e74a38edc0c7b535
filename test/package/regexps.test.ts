import { expect, it } from 'vitest';
import { expressions, SHORT_TEXTS, slowExpressions, slowText } from '../../scripts/regexps.ts';

it('no expression takes longer than in proportion to its text, but for those that see short texts only', () => {
  expect(slowExpressions().map(({ files, source, text }) => [...files, source, text])).toEqual([]);
});

it('every exception is in a file that is there', () => {
  const files = new Set(expressions().flatMap((expression) => [...expression.files]));
  expect(Object.keys(SHORT_TEXTS).filter((file) => !files.has(file))).toEqual([]);
});

it.each(['(a+)+$', '\\s+$', '[\\w.:/-]*\\/module\\/'])('finds what explodes: %s', (source) => {
  expect(slowText({ source, flags: '', files: new Set() })).not.toBeNull();
});
