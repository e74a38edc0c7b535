import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ExtractionPool } from '../../src/ingest/pool.ts';
import { openStore } from '../../src/store/index.ts';
import { nianbao, nianbaoWith } from '../support/cli.ts';
import { temporaryFolder } from '../support/crawling.ts';
import { putNumbers } from '../support/put-numbers.ts';

/**
 * The gate that a reader's change passes: an archive of version 0.1 (reports in every format that needs no recognition) and what is printed
 * in them, which the generator knows, against what the present extractor reads. Written by scripts/gold-archive.ts.
 */
const ARCHIVE = join(import.meta.dirname, '../fixtures/archive');
const GOLD = z.record(z.string(), z.record(z.string(), z.number()));
const GATE = ['--fail-on', 'won,lost,other', '--quiet'] as const;

const root = temporaryFolder();
const data = join(root.path, 'data');
const changed = new ExtractionPool({ workers: 1, script: join(import.meta.dirname, 'changed-worker.mjs') });

beforeAll(async () => {
  mkdirSync(join(data, 'warc'), { recursive: true });
  cpSync(join(ARCHIVE, 'nianbao-reports.warc.gz'), join(data, 'warc', 'nianbao-reports.warc.gz'));
  const { code, err } = await nianbao('rebuild', '--data', data, '--quiet');
  expect([code, err]).toEqual([0, '']);
  putNumbers(data, GOLD.parse(JSON.parse(readFileSync(join(ARCHIVE, 'numbers.json'), 'utf8'))));
});

afterAll(async () => {
  await changed.close();
  root.remove();
});

it('the present extractor reads every number of the archive, and no other', async () => {
  const { code, out } = await nianbao('reextract', '--data', data, ...GATE);
  expect(out).toMatch(/Documents: 17 read/);
  expect(out).toMatch(/Cells: +0 won, 0 lost, 0 other, in 0 reports/);
  expect(code).toBe(0);
});

/** What the changed reader makes of some files, behind a gate. */
const gated = (where: string, kind: string) =>
  nianbaoWith({ pool: changed }, 'reextract', '--data', data, '--where', where, '--quiet', '--fail-on', kind);

it.each([
  ['lost', 'xlsx', 'does not read cells any more', /Cells: +0 won, [1-9]\d* lost, 0 other, in 1 reports/],
  ['other', 'rtf', 'reads another number', /Cells: +0 won, 0 lost, 2 other, in 2 reports/],
])('the gate for “%s” is closed where the reader of %s %s', async (kind, format, _what, cells) => {
  const { code, out } = await gated(`payload.format = '${format}'`, kind);
  expect(out).toMatch(cells);
  expect(code).toBe(1);
  expect((await gated(`payload.format = '${format}'`, kind === 'lost' ? 'other' : 'lost')).code).toBe(0);
});

it('the gate for “lost” is closed where the reader breaks on a file', async () => {
  const { code, out } = await gated("payload.format = 'pdf' AND template = '2019'", 'lost');
  expect(out).toMatch(/Cells: +0 won, [1-9]\d\d lost, 0 other, in 1 reports[\s\S]*unreadable .*process ended/);
  expect(code).toBe(1);
});

function rowsOf(dataDir: string): unknown[] {
  const store = openStore(dataDir, { readonly: true });
  try {
    return store.all('SELECT * FROM cell ORDER BY report_id, key_id');
  } finally {
    store.close();
  }
}

it('what breaks the reader while it is applied keeps its numbers, and is said', async () => {
  const copy = join(root.path, 'copy');
  cpSync(data, copy, { recursive: true });
  const numbers = () => rowsOf(copy);
  const before = numbers();
  expect(before.length).toBeGreaterThan(1000);
  const where = "payload.format = 'pdf' AND template = '2019'";
  const { code, out } = await nianbaoWith(
    { pool: changed },
    ...['reextract', '--apply', '--data', copy, '--where', where, '--quiet'],
  );
  expect(out).toContain('Applied: 0 documents filed anew; 1 could not be read again, and keep what is stored of them');
  expect(code).toBe(0);
  expect(numbers()).toEqual(before);
});
