import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { WARCParser } from 'warcio';
import { openStore } from '../../src/store/store.ts';
import { dataFolder } from '../support/data-folder.ts';
import { htmlOf, put, reading, sample, sizeOf } from './brought.ts';

/** The compiled program: only a process of its own can be killed. `npm test` builds it. */
const PROGRAM = resolve(import.meta.dirname, '../../bin/nianbao.js');
/** More than one batch of the importer. */
const FILES = 150;

const count = (data: string, sql: string): number => {
  if (!existsSync(join(data, 'nianbao.sqlite'))) return 0;
  try {
    const store = openStore(data, { readonly: true });
    try {
      return store.get<{ n: number }>(sql)?.n ?? 0;
    } finally {
      store.close();
    }
  } catch {
    // At the very moment when the other process makes the database.
    return 0;
  }
};

const start = (folder: string, data: string) =>
  spawn(process.execPath, [PROGRAM, 'import', folder, '--data', data, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Ends the import once `sql` counts at least `n`; its exit code. */
async function interrupt(folder: string, data: string, signal: NodeJS.Signals, sql: string, n: number) {
  const child = start(folder, data);
  child.stdout.resume();
  const timer = setInterval(() => {
    if (count(data, sql) < n) return;
    clearInterval(timer);
    child.kill(signal);
  }, 3);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  return code;
}

test('killed twice and interrupted once, an import loses nothing and stores nothing twice', async () => {
  const files = Array.from({ length: FILES }, (_, index) => [`${index % 7}/${index}.html`, htmlOf(sample(index))]);
  const folder = put(dataFolder(), Object.fromEntries(files));
  const data = dataFolder();
  const imported = 'SELECT count(*) AS n FROM imported';
  const read = 'SELECT count(*) AS n FROM document';
  expect(await interrupt(folder, data, 'SIGKILL', imported, 1)).toBeNull();
  expect(await interrupt(folder, data, 'SIGKILL', read, 20)).toBeNull();
  expect(await interrupt(folder, data, 'SIGINT', read, 50)).toBe(130);

  const child = start(folder, data);
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const summary = JSON.parse(output);
  expect(summary.failures).toEqual([]);
  expect(code).toBe(0);
  expect(summary.reports_new + summary.reports_unchanged).toBe(FILES);

  const size = sizeOf(data);
  expect(size).toMatchObject({ report: FILES, document: FILES, payload: FILES, imported: FILES });
  const twice = reading(data, (store) =>
    store.all("SELECT 1 FROM capture WHERE record_type = 'resource' GROUP BY payload_digest HAVING count(*) > 1"),
  );
  expect(twice).toEqual([]);
  const outcomes = reading(data, (store) => store.all<{ outcome: string }>('SELECT outcome FROM run ORDER BY id'));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['crashed', 'crashed', 'interrupted', 'ok']);
  for (const name of readdirSync(join(data, 'warc')).filter((file) => file.endsWith('.warc.gz')))
    for await (const record of new WARCParser(createReadStream(join(data, 'warc', name))))
      await record.readFully(false);
});
