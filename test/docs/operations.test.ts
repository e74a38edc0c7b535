import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXIT } from '../../src/cli/command.ts';
import { DEFAULTS, SURENESS } from '../../src/config/index.ts';
import { FAILURES } from '../../src/crawlers/reasons.ts';

const guide = readFileSync('docs/operations.md', 'utf8');
/** First cells of a table's rows under a heading. */
const firstCells = (heading: string): string[] =>
  [...(guide.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| (?!---)([^|]+) \|/gmu)]
    .slice(1)
    .map(([, cell]) => cell?.replaceAll('`', '') ?? '');

it('explains every exit code', () => {
  expect(firstCells('Exit codes')).toEqual(Object.values(EXIT).map(String));
});

it('shows every setting with its default', () => {
  expect(firstCells('Settings')).toEqual(Object.keys(DEFAULTS));
  for (const [key, value] of Object.entries(DEFAULTS)) {
    if (typeof value === 'number' || typeof value === 'string') expect(guide).toContain(`| \`${key}\` | ${value} |`);
  }
});

it('explains how sure an address can be', () => {
  expect(firstCells('Portals')).toEqual([...SURENESS]);
});

it('names only failures that exist', () => {
  const named = [...(guide.split('## When something fails')[1] ?? '').matchAll(/^\| `(\w+)`/gmu)].map(
    ([, key]) => key ?? '',
  );
  expect(named.length).toBeGreaterThan(2);
  for (const key of named) expect(Object.keys(FAILURES)).toContain(key);
});
