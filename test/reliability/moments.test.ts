import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SamplePortal, startLargePortal } from '../../generator/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { htmlOf, put, sample } from '../import/brought.ts';
import { nianbao } from '../support/cli.ts';
import { temporaryFolder, testCrawl } from '../support/crawling.ts';
import { lastingRows } from '../support/lasting-rows.ts';
import { atEachMoment } from '../support/moments.ts';

/** Moments of all steps together. `NIANBAO_MOMENTS=500` for a long look, on larger folders. */
const MOMENTS = Number(process.env.NIANBAO_MOMENTS ?? 50);
/** Of a portal, and files that somebody brings. */
const REPORTS = MOMENTS > 50 ? 8 : 2;

const root = temporaryFolder();
let portal: SamplePortal;
let brought: string;

beforeAll(async () => {
  portal = await startLargePortal(REPORTS);
  const files = Array.from({ length: REPORTS }, (_, index) => [`${index}.html`, htmlOf(sample(index))]);
  brought = put(join(root.path, 'brought'), Object.fromEntries(files));
});

afterAll(async () => {
  await portal.close();
  root.remove();
});

const crawl = async (data: string): Promise<void> => {
  await testCrawl({ dataDir: data, urls: [portal.url], settings: { browser: 'never' } });
};
const command = async (...argv: string[]): Promise<void> => {
  const { code, err } = await nianbao(...argv, '--quiet');
  if (code !== 0) throw new Error(err);
};

/** All that writes, each on what the one before has left, with the number of the fifty moments at which it is ended. */
const STEPS: readonly (readonly [name: string, moments: number, run: (data: string) => Promise<void>])[] = [
  ['a first crawl', 12, crawl],
  ['a second visit', 8, crawl],
  ['an import', 9, (data) => command('import', brought, '--data', data)],
  ['reextract --apply', 7, (data) => command('reextract', '--data', data, '--apply')],
  ['rebuild', 7, (data) => command('rebuild', '--data', data)],
  ['merge', 7, (data) => command('merge', data, join(root.path, 'an import'))],
];

const folder = (name: string): string => join(root.path, name);

/** As a killed process leaves it: without the memory that readers of the log share. */
function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('-shm') });
}

describe.each(
  STEPS.map(([name, moments, run], index) => ({
    name,
    moments: Math.round((moments * MOMENTS) / 50),
    run,
    before: STEPS[index - 1]?.[0],
  })),
)('$name, ended at $moments moments and called again', ({ name, moments, run, before }) => {
  it(
    'leaves what it leaves undisturbed, and nothing that verify finds',
    async () => {
      const begin = (data: string) => {
        if (before !== undefined) copy(folder(before), data);
      };
      const calm = folder(name);
      begin(calm);
      let all = 0;
      await atEachMoment(
        () => all++,
        () => run(calm),
      );
      const expected = lastingRows(calm);
      const harried = folder(`${name}, harried`);
      begin(harried);
      const wanted = new Set(Array.from({ length: moments }, (_, turn) => Math.floor((turn * all) / moments)));
      const left: string[] = [];
      await atEachMoment(
        (moment) => {
          if (!wanted.has(moment)) return;
          left.push(folder(`${name}, ended at ${moment}`));
          copy(harried, left.at(-1) ?? '');
        },
        () => run(harried),
      );
      // Runs differ by a moment or two: what is read when is not the same.
      expect(left.length).toBeGreaterThan(Math.min(moments, all) * 0.8);
      for (const data of left) {
        await run(data);
        expect(lastingRows(data), data).toEqual(expected);
        expect(verify({ dataDir: data, sample: null, database: true }).findings, data).toEqual([]);
      }
    },
    MOMENTS * 12_000,
  );
});
