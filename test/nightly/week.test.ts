import { expect, test } from 'vitest';
import { storedTruth, worldTruth } from '../simweb/nights/truth.ts';
import { expectedNights, simulatedWeek, toldNights } from '../simweb/nights/week.ts';
import { dataFolder } from '../support/data-folder.ts';
import { workers } from '../support/workers.ts';

/** As many as the week needs; 300 by `npx tsx scripts/nights.ts`. */
const PORTALS = Number(process.env.NIANBAO_PORTALS ?? 44);

test('a simulated week: exactly the right database, exactly the right alarms, no request too many', async () => {
  const dataDir = dataFolder();
  const week = await simulatedWeek(PORTALS, { dataDir, pool: workers });
  expect(toldNights(week)).toEqual(expectedNights(week));
  expect(storedTruth(dataDir)).toEqual(worldTruth(week.world));
});
