import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { schemaDocument } from '../../scripts/schema-docs.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';

it('docs/schema.md is up to date (else: npx tsx scripts/schema-docs.ts)', () => {
  expect(readFileSync(new URL('../../docs/schema.md', import.meta.url), 'utf8')).toBe(schemaDocument());
});

it('every table is in a group of docs/schema.md', () => {
  const document = schemaDocument();
  const tables = [...document.matchAll(/^ {2}(\w+) \{$/gm)].map(([, name]) => name);
  expect(tables.length).toBeGreaterThan(15);
  expect(tables.filter((name) => !document.includes(`### \`${name}\``))).toEqual([]);
});

it('the examples of docs/schema.md run', () => {
  const db = new Database(':memory:');
  for (const step of MIGRATIONS) db.exec(step);
  const examples = (/```sql\n([\s\S]*?)```/.exec(schemaDocument())?.[1] ?? '')
    .split(/;\s*\n/)
    .filter((sql) => sql.trim() !== '');
  expect(examples.length).toBe(6);
  for (const sql of examples) expect(db.prepare(sql).all()).toEqual([]);
});

it('every column says what it holds, unless its name and key do', () => {
  const silent = [...schemaDocument().matchAll(/^\| `(\w+)` \| [^|]* \| {2}\|$/gm)].map(([, column]) => column);
  const plain = [
    'id',
    'url',
    'name',
    'host',
    'state',
    'code',
    'title',
    'text',
    'table_key',
    'column_key',
    'level',
    'row_english',
    'key',
    'label',
    'english',
    'unit',
    'column_english',
    'box_top',
    'box_right',
    'box_bottom',
    'left_value',
    'right_value',
    'started_at',
  ];
  expect(silent.filter((column) => !plain.includes(column ?? ''))).toEqual([]);
});
