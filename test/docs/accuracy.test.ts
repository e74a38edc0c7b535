import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findPart, withPart } from '../../bench/accuracy/page-parts.ts';
import { PRODUCERS } from '../../bench/producers/index.ts';
import { sectionOf } from '../../bench/producers/table.ts';
import { sectionOf as variationsSection } from '../../bench/variations/tally.ts';
import { WRITERS } from '../../generator/variations/writers.ts';

const page = readFileSync('docs/accuracy.md', 'utf8');

it('has a row for every producer', () => {
  const rows = [...findPart(page, 'producers').matchAll(/^\| ([a-z][\w-]+) \|/gmu)].map(([, name]) => name);
  expect(rows).toEqual(['producer', ...PRODUCERS.map(({ name }) => name)]);
});

it('has a row for every way of writing a varied report', () => {
  const rows = [...findPart(page, 'variations').matchAll(/^\| (.+?) \| \d+ \| .*\| (\d+) \|$/gmu)];
  const names = rows.map(([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(WRITERS.map(({ name }) => name)));
});

it('changes only the part that is written anew', () => {
  const section = sectionOf(3, 1, ['| a | $& |']);
  const written = withPart(page, 'producers', section);
  expect(findPart(written, 'producers')).toBe(section);
  expect(findPart(written, 'variations')).toBe(findPart(page, 'variations'));
  expect(withPart(written, 'producers', findPart(page, 'producers'))).toBe(page);
  expect(withPart('# Accuracy\n', 'producers', section)).toBe(`# Accuracy\n\n${section}\n`);
  expect(withPart('# Accuracy\n', 'producers', '')).toBe('# Accuracy\n');
  expect(variationsSection('| a |', 2, 1)).toContain('--count 2 --seed 1');
});
