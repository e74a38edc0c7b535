import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PRODUCERS } from '../../bench/producers/index.ts';
import { findSection, sectionOf, withSection } from '../../bench/producers/table.ts';

const page = readFileSync('docs/accuracy.md', 'utf8');

it('has a row for every producer', () => {
  const rows = [...findSection(page).matchAll(/^\| ([a-z][\w-]+) \|/gmu)].map(([, name]) => name);
  expect(rows).toEqual(['producer', ...PRODUCERS.map(({ name }) => name)]);
});

it('changes only the part on producers where that is written anew', () => {
  const section = sectionOf(3, ['| a | $& |']);
  const written = withSection(page, section);
  expect(findSection(written)).toBe(section);
  expect(withSection(written, findSection(page))).toBe(page);
  expect(withSection('# Accuracy\n', section)).toBe(`# Accuracy\n\n${section}\n`);
  expect(withSection('# Accuracy\n', '')).toBe('# Accuracy\n');
});
