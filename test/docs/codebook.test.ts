import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codebookDocument } from '../../scripts/codebook-docs.ts';
import { FORMS } from '../../src/codebook/index.ts';

it('docs/codebook.md is up to date (else: npx tsx scripts/codebook-docs.ts)', () => {
  expect(readFileSync('docs/codebook.md', 'utf8')).toBe(codebookDocument());
});

it('names every row and column of the three tables', () => {
  const document = codebookDocument();
  for (const { rows, columns } of Object.values(FORMS.tables)) {
    for (const { key, label, english } of [...rows, ...columns])
      expect(document).toContain(`| \`${key}\` | ${label} | ${english} |`);
  }
});
