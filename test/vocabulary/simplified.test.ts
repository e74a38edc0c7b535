import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { FORMS, normaliseLabel, SECTIONS } from '../../src/codebook/index.ts';
import { simplified } from '../../src/vocabulary/simplified.ts';

const traditional = Converter({ from: 'cn', to: 't' });

describe('simplified', () => {
  const labels = [
    ...SECTIONS,
    ...Object.values(FORMS.tables).flatMap(({ rows, columns }) => [...rows, ...columns]),
  ].flatMap(({ label, variants }) => [label, ...variants]);

  it('brings every label of the codebook back from traditional characters', () => {
    for (const label of labels) expect(normaliseLabel(traditional(label))).toBe(normaliseLabel(label));
  });

  it('leaves simplified print as it is', () => {
    for (const label of labels) expect(simplified(label)).toBe(label);
  });
});
