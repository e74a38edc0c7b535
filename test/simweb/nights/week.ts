import type { CrawlWorkers } from '../../../src/crawlers/run.ts';
import type { SimNight } from './nights.ts';
import { SimNights } from './nights.ts';
import type { SimPortal } from './portal.ts';
import { World } from './world.ts';

/** One portal in six is of the family that is made anew in one night. */
const isVsb = (index: number): boolean => index % 6 === 5;

/** What a night of the week is to come to. */
export interface ExpectedNight {
  readonly name: string;
  readonly cause: string;
  readonly alarms: readonly string[];
  /** Findings that end: `kind name`. */
  readonly mended: readonly string[];
  readonly asked: { readonly lists: number; readonly pages: number };
  readonly news: readonly string[];
  readonly changed: boolean;
}

export interface WeekResult {
  readonly nights: readonly (ExpectedNight & { readonly night: SimNight })[];
  readonly world: World;
}

const LAST_YEAR = { year: 2025, publishedOn: '2026-01-14' } as const;

/**
 * Ten nights in January over portals of which some break, move, block, recover, correct a report, withdraw one, publish late; a family is made
 * anew in one night; the network is gone for one. Each with what it has to come to, exactly.
 */
export async function simulatedWeek(
  count: number,
  options: {
    readonly dataDir: string;
    readonly pool: CrawlWorkers;
    readonly onNight?: (night: SimNight, name: string) => void;
  },
): Promise<WeekResult> {
  const world = await World.open(count, (index) => (isVsb(index) ? 'vsb' : 'trs'));
  const nights = new SimNights(world, { ...options, firstDay: '2026-01-12' });
  const results: (ExpectedNight & { night: SimNight })[] = [];
  const night = async (name: string, expected: Partial<ExpectedNight>): Promise<SimNight> => {
    const asked = { lists: count, pages: 0 };
    const quiet = { name, cause: 'ok', alarms: [], mended: [], asked, news: [], changed: false };
    const result = await nights.run();
    results.push({ ...quiet, ...expected, night: result });
    options.onNight?.(result, name);
    return result;
  };
  const trs = (place: number): SimPortal => world.portal(place * 6);
  const [broken, blocking, moved, corrects, withdraws, late] = [trs(0), trs(1), trs(2), trs(3), trs(4), trs(5)];
  const silentOnes = [trs(6), trs(7)];
  try {
    for (const portal of silentOnes) portal.mood = 'silent';
    await night('the first, with two hosts that do not answer', {
      cause: 'failures',
      changed: true,
      alarms: silentOnes.map(({ id }) => `unreachable portal ${id} (1)`),
      asked: { lists: count - 2, pages: count - 2 },
      news: world.portals.filter((portal) => !silentOnes.includes(portal)).map(({ id }) => `new ${id} 2024`),
    });
    await night('without news: what is known is quiet', { asked: { lists: count - 2, pages: 0 } });

    broken.mood = 'broken';
    blocking.mood = 'blocking';
    moved.channel = '/new/place/';
    corrects.reports = [{ year: 2024, publishedOn: '2026-01-13', seed: 999 }];
    await night('one breaks, one blocks, one moves, one corrects a report', {
      cause: 'failures',
      changed: true,
      alarms: [`refused portal ${blocking.id} (1)`, `server_error portal ${broken.id} (1)`],
      // An error may be for the condition: each is asked once more without it.
      asked: { lists: count - 2 + 2, pages: 2 },
      news: [`changed ${corrects.id} 2024`],
    });
    broken.mood = 'well';
    const family = world.portals.filter(({ family: name }) => name === 'vsb');
    for (const portal of family) portal.redesigned = true;
    await night('a family is made anew, one recovers', {
      cause: 'failures',
      changed: true,
      alarms: [`list_fell family vsb (${family.length})`],
      mended: [`server_error ${broken.id}`],
      asked: { lists: count - 2 + 1, pages: 0 },
    });
    await night('the family is known now', { asked: { lists: count - 2 + 1, pages: 0 } });

    await world.disconnect();
    await night('the network is gone', {
      cause: 'network',
      changed: true,
      alarms: ['network run run (0)'],
      asked: { lists: 0, pages: 0 },
    });
    await world.connect();
    await night('it is back', { changed: true, mended: ['network run'], asked: { lists: count - 2 + 1, pages: 0 } });

    withdraws.reports = [{ ...LAST_YEAR, seed: 777 }];
    const early = world.portals.filter((_, index) => index % 6 === 1);
    for (const portal of early) portal.reports = [{ ...LAST_YEAR, seed: 20_000 }, ...portal.reports];
    await night('many publish, one takes its report of the year before back', {
      asked: { lists: count - 2 + 1, pages: early.length + 2 },
      news: [...early, withdraws].map(({ id }) => `new ${id} 2025`).concat(`withdrawn ${withdraws.id} 2024`),
    });

    for (const portal of family) portal.redesigned = false;
    for (const portal of silentOnes) portal.mood = 'well';
    late.reports = [{ year: 2025, publishedOn: '2026-01-20', seed: 888 }, ...late.reports];
    await night('the family has its form back, the silent answer, one publishes late', {
      changed: true,
      mended: ['list_fell vsb', ...silentOnes.map(({ id }) => `unreachable ${id}`)],
      asked: { lists: count + 1, pages: 3 },
      news: [`new ${late.id} 2025`, ...silentOnes.map(({ id }) => `new ${id} 2024`)],
    });
    await night('without news at the end', { asked: { lists: count + 1, pages: 0 } });
    return { nights: results, world };
  } finally {
    await world.disconnect();
  }
}

/** What each night came to, in the words of `ExpectedNight`. */
export const toldNights = ({ nights }: WeekResult): ExpectedNight[] =>
  nights.map(({ name, night: { report, alarms, asked } }) => ({
    name,
    cause: report.cause,
    changed: report.changed,
    alarms,
    mended: report.closed.map(({ kind, name: whose }) => `${kind} ${whose}`).sort(),
    asked: { lists: asked.lists, pages: asked.pages },
    news: report.news.map(({ what, portal, year }) => `${what} ${portal} ${year}`).sort(),
  }));

export const expectedNights = ({ nights }: WeekResult): ExpectedNight[] =>
  nights.map(({ name, cause, changed, alarms, mended, asked, news }) => ({
    ...{ name, cause, changed },
    alarms: [...alarms].sort(),
    mended: [...mended].sort(),
    asked,
    news: [...news].sort(),
  }));
