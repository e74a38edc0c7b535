import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkSaved, goldenOf, savedPortals } from './saved-portals.ts';

/** Pages that `nianbao probe --write` saved: one folder a portal. */
const FOLDER = fileURLToPath(new URL('../fixtures/portals', import.meta.url));

it('has saved portals to test', () => {
  expect(savedPortals(FOLDER).length).toBeGreaterThan(0);
});

describe.each(savedPortals(FOLDER))('%s', (id) => {
  it('is recognised, and lists what it listed', () => checkSaved(FOLDER, id));

  it('reads as its golden file says', () => {
    const { found, golden } = goldenOf(FOLDER, id);
    expect(found).toEqual(golden);
  });
});
