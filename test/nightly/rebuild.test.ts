import { expect, test } from 'vitest';
import { rebuild } from '../../src/rebuild/rebuild.ts';
import { SimNights } from '../simweb/nights/nights.ts';
import { World } from '../simweb/nights/world.ts';
import { dataFolder } from '../support/data-folder.ts';
import { dump } from '../support/database-dump.ts';
import { workers } from '../support/workers.ts';

/** What nights came to is not in the archive. */
const OF_NIGHTS = /^(?:night|channel_night|finding|problem|acknowledgement|backfilled|checksum) /;

test('the archive alone gives the database of nights again: what they spared, what left a list', async () => {
  const dataDir = dataFolder();
  const world = await World.open(3, () => 'trs');
  const nights = new SimNights(world, { dataDir, firstDay: '2026-01-12', pool: workers });
  try {
    const [first, second] = [world.portal(0), world.portal(1)];
    await nights.run();
    first.reports = [{ year: 2025, publishedOn: '2026-01-13', seed: 5 }, ...first.reports];
    second.reports = [];
    await nights.run();
    nights.pass(30);
    await nights.run({ budget: { requests: 4 } });
    const last = await nights.run();
    expect(last.report.counts).toMatchObject({ left_over: 0 });
  } finally {
    await world.disconnect();
  }
  const rows = () => dump(dataDir, ['warc_file.closed', 'report.first_run_id']).filter((row) => !OF_NIGHTS.test(row));
  const before = rows();
  await rebuild({ dataDir, signal: new AbortController().signal, pool: workers });
  expect(rows()).toEqual(before);
});
