import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { walkMembers } from '../../src/archive/members.ts';
import { recoveryLines } from '../../src/cli/recovered.ts';
import { openStore, type Recovery, recover, startRun } from '../../src/store/index.ts';
import { Crawled } from '../support/crawled.ts';
import { dataFolder } from '../support/data-folder.ts';
import { exchange } from '../support/exchanges.ts';
import { flipByte } from '../support/flip-byte.ts';

const PAGES = 12;

/** A crawled folder of so many pages; the archive's file in it. */
async function crawledPages(): Promise<{ folder: string; path: string }> {
  const folder = dataFolder();
  const crawled = new Crawled(folder);
  for (let page = 0; page < PAGES; page++) await crawled.add(exchange(`http://a.gov.cn/${page}`, `page ${page}`));
  await crawled.close();
  const [name = ''] = readdirSync(join(folder, 'warc'));
  return { folder, path: join(folder, 'warc', name) };
}

function loseDatabase(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith('nianbao.sqlite')) rmSync(join(folder, name));
}

function places(folder: string): { offset: number; length: number }[] {
  const store = openStore(folder, { readonly: true });
  const rows = store.all<{ offset: number; length: number }>(
    'SELECT warc_offset AS offset, warc_length AS length FROM capture ORDER BY id',
  );
  store.close();
  return rows;
}

/** What the next start finds, and how many captures are good then. */
function nextStart(folder: string): { found: readonly Recovery[]; good: number } {
  const store = openStore(folder);
  const found = recover(store, startRun(store, 'test'));
  const good = store.get<{ n: number }>('SELECT count(*) AS n FROM capture WHERE damaged = 0')?.n ?? 0;
  expect(recover(store, 1)).toEqual([]);
  store.close();
  return { found, good };
}

const filesOf = (path: string) => readdirSync(join(path, '..')).length;

describe('mending an archive', () => {
  it.each(['body', 'header'])(
    'removes nothing where a byte of a record in the middle is another, database lost (%s)',
    async (part) => {
      const { folder, path } = await crawledPages();
      const { offset = 0, length = 0 } = places(folder)[5] ?? {};
      flipByte(path, part === 'body' ? offset + length / 2 : offset + 1);
      const before = readFileSync(path);
      loseDatabase(folder);
      const { found, good } = nextStart(folder);
      expect(readFileSync(path)).toEqual(before);
      expect(filesOf(path)).toBe(1);
      expect(good).toBe(PAGES - 1);
      expect(found).toMatchObject([{ cutBytes: 0, orphans: PAGES - 1, gaps: [{ offset, length }] }]);
      expect(recoveryLines(found).join('\n')).toMatch(/is damaged at byte \d+ .*nothing was removed/);
    },
  );

  it('steps over damage, and cuts and keeps only a torn tail', async () => {
    const { folder, path } = await crawledPages();
    const { offset = 0, length = 0 } = places(folder)[3] ?? {};
    flipByte(path, offset + length / 2);
    truncateSync(path, statSync(path).size - 5);
    const before = readFileSync(path);
    const { found, good } = nextStart(folder);
    const after = readFileSync(path);
    expect(after).toEqual(before.subarray(0, after.length));
    expect(walkMembers(path, 0, () => undefined)).toMatchObject({ tail: null, gaps: [{ offset, length }] });
    expect(readFileSync(`${path}.torn`)).toEqual(before.subarray(after.length));
    expect(found).toMatchObject([{ lostCaptures: 1, keptAs: expect.stringMatching(/\.torn$/), gaps: [{ offset }] }]);
    // The torn member was the last page's request; its answer stands before it.
    expect(good).toBe(PAGES - 1);
  });

  it('leaves damage at the end as it is: somebody may be able to mend it', async () => {
    const { folder, path } = await crawledPages();
    const { offset = 0 } = places(folder).at(-1) ?? {};
    // The checksum in the trailer of the last member.
    flipByte(path, statSync(path).size - 6);
    loseDatabase(folder);
    const size = statSync(path).size;
    const { found } = nextStart(folder);
    expect(statSync(path).size).toBe(size);
    expect(found[0]?.gaps).toMatchObject([{ reason: 'wrong checksum' }]);
    expect(found[0]?.gaps[0]?.offset).toBeGreaterThan(offset);
  });

  it('notices a wrong length in a trailer', async () => {
    const { folder, path } = await crawledPages();
    const { offset = 0, length = 0 } = places(folder)[2] ?? {};
    flipByte(path, offset + length - 2);
    loseDatabase(folder);
    expect(nextStart(folder).found).toMatchObject([{ gaps: [{ offset, reason: 'wrong length in the gzip trailer' }] }]);
  });

  it('says that a file is gone, and takes its records back when it is restored', async () => {
    const { folder, path } = await crawledPages();
    const away = join(folder, 'elsewhere');
    renameSync(path, away);
    const { found, good } = nextStart(folder);
    expect(good).toBe(0);
    expect(recoveryLines(found)).toEqual([
      expect.stringMatching(new RegExp(`is gone: ${PAGES} records of it are missing.*restore the file`)),
    ]);
    copyFileSync(away, path);
    expect(nextStart(folder).good).toBe(PAGES);
  });
});
