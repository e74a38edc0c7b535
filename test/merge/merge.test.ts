import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { merge } from '../../src/merge/merge.ts';
import { findReports } from '../../src/store/reports.ts';
import { openStore } from '../../src/store/store.ts';
import { htmlOf, importPaths, put, sample } from '../import/brought.ts';
import { dataFolder } from '../support/data-folder.ts';
import { dump } from '../support/database-dump.ts';
import { workers } from '../support/workers.ts';

const shared = { signal: new AbortController().signal, pool: workers };

async function brought(portal: string, ...seeds: number[]): Promise<string> {
  const data = dataFolder();
  const files = Object.fromEntries(seeds.map((seed) => [`${seed}.html`, htmlOf(sample(seed))]));
  await importPaths(data, put(dataFolder(), files), '--portal', portal);
  return data;
}

function reportsIn(data: string): string[] {
  const store = openStore(data, { readonly: true });
  const names = findReports(store, {}).map(({ portal_id, organ }) => `${portal_id} ${organ}`);
  store.close();
  return names.sort();
}

it('brings folders into one, the same whatever their order, and repeated without a change', async () => {
  const [north, south] = [await brought('north', 1, 2), await brought('south', 2, 3)];
  const [one, other] = [dataFolder(), dataFolder()];
  expect(await merge({ dataDir: one, sources: [north, south], ...shared })).toMatchObject({
    files: { new: 2 },
    conflicts: [],
  });
  await merge({ dataDir: other, sources: [south, north], ...shared });
  expect(reportsIn(one)).toEqual([...reportsIn(north), ...reportsIn(south)].sort());
  expect(dump(one)).toEqual(dump(other));
  const before = dump(one);
  expect(await merge({ dataDir: one, sources: [south, north], ...shared })).toMatchObject({
    files: { new: 0, known: 2 },
    rebuilt: null,
  });
  expect(dump(one)).toEqual(before);
});

it('keeps its own file where another one has the same name, and says so', async () => {
  const [north, target] = [await brought('north', 1), dataFolder()];
  await merge({ dataDir: target, sources: [north], ...shared });
  const [name = ''] = readdirSync(join(target, 'warc'));
  appendFileSync(join(north, 'warc', name), 'more');
  expect(await merge({ dataDir: target, sources: [north], ...shared })).toMatchObject({ files: { longer: 1 } });
  writeFileSync(join(north, 'warc', name), 'something else');
  const { conflicts } = await merge({ dataDir: target, sources: [north], ...shared });
  expect(conflicts).toEqual([join(north, 'warc', name)]);
  expect(reportsIn(target)).toHaveLength(1);
});
