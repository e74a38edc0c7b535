import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { simulatedWeek } from '../simweb/nights/week.ts';
import { dataFolder } from '../support/data-folder.ts';
import { workers } from '../support/workers.ts';

/** 300 by `npx tsx scripts/nights.ts`. */
const PORTALS = Number(process.env.NIANBAO_PORTALS ?? 48);

test('a simulated week: exactly the right database, exactly the right alarms, no request too many', async () => {
  const dataDir = dataFolder();
  const { nights, world } = await simulatedWeek(PORTALS, { dataDir, pool: workers });
  const came = nights.map(({ name, night: { report, alarms, asked } }) => ({
    name,
    cause: report.cause,
    changed: report.changed,
    alarms,
    mended: report.closed.map(({ kind, name: whose }) => `${kind} ${whose}`).sort(),
    asked: { lists: asked.lists, pages: asked.pages },
    news: report.news.map(({ what, portal, year }) => `${what} ${portal} ${year}`).sort(),
  }));
  expect(came).toEqual(
    nights.map(({ night: _, ...night }) => ({
      ...night,
      alarms: [...night.alarms].sort(),
      mended: [...night.mended].sort(),
      news: [...night.news].sort(),
    })),
  );
  const store = openStore(dataDir, { readonly: true });
  const stored = store
    .all<{ portal: string; year: number; value: number; withdrawn: number }>(
      `SELECT report.portal_id AS portal, report.year, value,
         EXISTS (SELECT 1 FROM withdrawn_report WHERE report_id = report.id AND restored_on IS NULL) AS withdrawn
       FROM current_report AS report JOIN figure ON figure.report_id = report.id AND export_name = 'app_new_received_total'`,
    )
    .map(({ portal, year, value, withdrawn }) => `${portal} ${year} ${value}${withdrawn ? ' withdrawn' : ''}`);
  store.close();
  const truth = world.portals.flatMap((portal) =>
    portal.ever().map(({ withdrawn, ...report }) => {
      const value = portal.truth(report).truth.applications?.new_received?.total;
      return `${portal.id} ${report.year} ${value}${withdrawn ? ' withdrawn' : ''}`;
    }),
  );
  expect(stored.sort()).toEqual(truth.sort());
});
