import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { EXAMPLES, examplesDocument, printedBefore } from '../../scripts/examples.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';

const document = readFileSync(new URL('../../docs/examples.md', import.meta.url), 'utf8');

it('docs/examples.md is as its script writes it, with what each program printed (else: npm run examples)', () => {
  const printed = printedBefore(document);
  expect(document).toBe(examplesDocument(printed));
  expect([...printed.keys()]).toEqual(EXAMPLES.filter(({ run }) => run !== null).map(({ title }) => title));
  expect([...printed.values()].filter((text) => text.split('\n').length < 3)).toEqual([]);
});

it('asks for columns that there are', () => {
  const db = new Database(':memory:');
  for (const step of MIGRATIONS) db.exec(step);
  for (const { language, code, title } of EXAMPLES)
    if (language === 'sql' && title !== 'DuckDB') db.prepare(code).all();
  db.close();
});
