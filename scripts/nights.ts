/**
 * A simulated week of nights over many portals, with a calendar of its own: `npx tsx scripts/nights.ts --portals 300`. Prints what each night
 * came to and cost; exits with 1 where it is not what it had to be.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ExtractionPool } from '../src/ingest/index.ts';
import { storedTruth, worldTruth } from '../test/simweb/nights/truth.ts';
import { expectedNights, simulatedWeek, toldNights } from '../test/simweb/nights/week.ts';

const { values } = parseArgs({ options: { portals: { type: 'string', default: '300' } } });
const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-nights-'));
const pool = new ExtractionPool();
try {
  let before = process.cpuUsage();
  let at = performance.now();
  const week = await simulatedWeek(Number(values.portals), {
    dataDir,
    pool,
    onNight: ({ asked, alarms, report }, name) => {
      const { user, system } = process.cpuUsage(before);
      const cost = `${Math.round((performance.now() - at) / 100) / 10} s, ${Math.round((user + system) / 1e5) / 10} s of processor`;
      console.log(
        `${report.started_at.slice(0, 10)}  ${name}: ${report.cause}; ${asked.lists} lists, ${asked.pages} pages; ${cost}`,
      );
      for (const alarm of alarms) console.log(`    ${alarm}`);
      before = process.cpuUsage();
      at = performance.now();
    },
  });
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const isRight = isSame(toldNights(week), expectedNights(week));
  const isStored = isSame(storedTruth(dataDir), worldTruth(week.world));
  console.log(
    `alarms and requests ${isRight ? 'as they had to be' : 'WRONG'}; database ${isStored ? 'exact' : 'WRONG'}`,
  );
  process.exitCode = isRight && isStored ? 0 : 1;
} finally {
  await pool.close();
  rmSync(dataDir, { recursive: true, force: true });
}
