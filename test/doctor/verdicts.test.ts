import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERDICTS, worst } from '../../src/doctor/verdicts.ts';

it('are explained in docs/operations.md as the program says them', () => {
  const guide = readFileSync('docs/operations.md', 'utf8');
  const rows = [...guide.matchAll(/^\| `(\w+)`\s+\| (.+?)\s+\|$/gm)].map(([, key, meaning]) => `${key}: ${meaning}`);
  for (const [key, meaning] of Object.entries(VERDICTS)) expect(rows).toContain(`${key}: ${meaning}`);
});

it('a portal is as ill as the worst of its channels', () => {
  expect(worst([])).toBe('healthy');
  expect(worst(['healthy', 'moved', 'empty'])).toBe('moved');
  expect(worst(['blocked', 'unreachable', 'redesigned'])).toBe('unreachable');
});
