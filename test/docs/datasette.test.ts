import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { datasetteMetadata } from '../../scripts/datasette-metadata.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';

const text = readFileSync(new URL('../../metadata.yaml', import.meta.url), 'utf8');

it('metadata.yaml is up to date (else: npx tsx scripts/datasette-metadata.ts)', () => {
  expect(text).toBe(datasetteMetadata());
});

it('names tables, columns and facets that there are, and queries that run', () => {
  const db = new Database(':memory:');
  for (const step of MIGRATIONS) db.exec(step);
  const { tables, queries } = parse(text).databases.nianbao;
  for (const [name, { columns = {}, facets = [] }] of Object.entries<{ columns?: object; facets?: string[] }>(tables)) {
    const known = (db.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name);
    expect(known.length, name).toBeGreaterThan(0);
    expect([...Object.keys(columns), ...facets].filter((column) => !known.includes(column))).toEqual([]);
  }
  expect(Object.keys(queries).length).toBeGreaterThan(6);
  for (const { sql } of Object.values<{ sql: string }>(queries)) db.prepare(sql).all();
});
